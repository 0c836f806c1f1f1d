"""The units of one plan's surroundings, indexed by spelling and by (division, office)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from rectify.regions import codes, names
from rectify.regions.departments import key_of
from rectify.regions.models import Division, Unit, UnitAlias

ById = dict[int, Unit]


@dataclass(frozen=True)
class Index:
    """Loaded once with three queries; the lookups of `matching` touch no database."""

    home: str
    divisions: dict[str, Division]
    by_spelling: dict[str, ById] = field(default_factory=lambda: defaultdict(dict))
    by_office: dict[tuple[str, str], ById] = field(default_factory=lambda: defaultdict(dict))
    by_alias: dict[str, dict[str, ById]] = field(default_factory=dict)
    by_kind: dict[str, ById] = field(default_factory=lambda: defaultdict(dict))
    places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def below(self, level: str) -> list[str]:
        """Codes of that level under home, in order of code; development zones are not counties."""
        end = codes.beyond(self.home)
        return [
            code
            for code, row in self.divisions.items()
            if row.level == level and self.home < code < end and not row.is_local
        ]


def surroundings(home: str) -> Q:
    """The rows of `Division` that are home, above it or below it."""
    return Q(code__in=codes.ancestors(home)) | Q(code__gte=home, code__lt=codes.beyond(home))


def build(home: str, on: date) -> Index:
    """Read divisions, units and aliases around `home`, as they stand on `on`."""
    rows = Division.objects.filter(surroundings(home)).order_by("code")
    index = Index(home, {row.code: row for row in rows})
    for row in index.divisions.values():
        for way in names.place_names(row.name):
            index.places[way].append(row.code)
    around = list(Unit.objects.filter(division__in=list(index.divisions)))
    heirs = _heirs(around, on)
    for unit in around:
        if heir := heirs.get(unit.pk):
            _enter(index, unit, heir)
    _aliases(index, heirs)
    return index


def _heirs(units: Iterable[Unit], on: date) -> dict[int, Unit]:
    """For each unit the one that does its work on `on`: itself, or the last successor."""
    known = {unit.pk: unit for unit in units}
    wanted = {u.succeeded_by_id for u in known.values() if u.succeeded_by_id} - set(known)
    while wanted:  # a successor in another division, outside the surroundings
        more = {unit.pk: unit for unit in Unit.objects.filter(pk__in=wanted)}
        known |= more
        wanted = {u.succeeded_by_id for u in more.values() if u.succeeded_by_id} - set(known)
    found = {pk: _heir(unit, known, on) for pk, unit in known.items()}
    return {pk: heir for pk, heir in found.items() if heir}


def _heir(unit: Unit, known: dict[int, Unit], on: date) -> Unit | None:
    seen: set[int] = set()
    while unit.valid_to is not None and unit.valid_to < on:
        if unit.pk in seen or unit.succeeded_by_id is None:
            return None
        seen.add(unit.pk)
        unit = known[unit.succeeded_by_id]
    return unit


def _enter(index: Index, unit: Unit, heir: Unit) -> None:
    division = index.divisions[unit.division_id]
    index.by_kind[heir.kind][heir.pk] = heir
    for name in filter(None, (unit.name, unit.short_name)):
        plain = names.normalise(name)
        tail = tail_of(plain, division.name)
        for spelling in {plain, tail} - {""}:
            index.by_spelling[spelling][heir.pk] = heir
        index.by_office[unit.division_id, key_of(tail)][heir.pk] = heir


def tail_of(name: str, place: str) -> str:
    """A unit's name without its own division in front: `中共青崖县委员会` → `委员会`."""
    rest = name.removeprefix("中共").removeprefix("中国共产党")
    for way in names.place_names(place)[:2]:
        if rest.startswith(way) and rest != way:
            return rest.removeprefix(way)
    return rest


def _aliases(index: Index, heirs: dict[int, Unit]) -> None:
    near = [index.home, *reversed(codes.ancestors(index.home))]
    for row in UnitAlias.objects.filter(division__in=near).select_related("unit").order_by("pk"):
        heir = heirs.get(row.unit_id, row.unit if row.unit.valid_to is None else None)
        if heir:
            spelling = index.by_alias.setdefault(names.normalise(row.alias), {})
            spelling.setdefault(row.division_id, {})[heir.pk] = heir
