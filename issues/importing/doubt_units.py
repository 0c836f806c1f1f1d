"""Doubts about units: which unit a name means, and readings of roles that are not sure. Pure."""

import hashlib
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from issues.importing.drafts import NOTHING, Draft, Json
from issues.importing.roles import UNIT_FIELDS
from rectify.core.told import reason_of
from rectify.exchange.doubts import Choice, Doubt
from rectify.exchange.places import piece_of
from rectify.exchange.staging import sentence_of, words_of
from rectify.regions.matching import Match
from rectify.regions.models import Unit


def id_of(prefix: str, words: str) -> str:
    """An id that depends on the words alone."""
    return f"{prefix}-{hashlib.sha256(words.encode()).hexdigest()[:10]}"


def readings(drafts: list[Draft], answers: Mapping[str, Json], accepted: bool) -> Iterator[Doubt]:
    """Roles read with low confidence: one question for all rows that share the reason."""
    by_reason: dict[str, list[tuple[Draft, Json]]] = {}
    for draft in drafts:
        for column, role in UNIT_FIELDS.items():
            reading = draft.row.get(column) or NOTHING
            unsure = reading.get("confidence") == "low" and reading.get("value")
            if unsure and role not in draft.edited:
                by_reason.setdefault(reading.get("reason", ""), []).append((draft, reading))
    for reason, found in by_reason.items():
        settled = accepted or id_of("all-units", reason) in answers
        yield _reading(reason, found, settled)


def _reading(reason: str, found: list[tuple[Draft, Json]], settled: bool) -> Doubt:
    keys = tuple(dict.fromkeys(draft.key for draft, _reading in found))
    draft, first = found[0]
    more = _("（共 %(n)d 项）") % {"n": len(keys)} if len(keys) > 1 else ""
    return Doubt(
        id_of("all-units", reason),
        draft.key,
        "units",
        "accept",
        _("单位存疑"),
        reason_of(reason) + more,
        raw=words_of(first),
        place=first.get("place", ""),
        sentence=sentence_of(first),
        settled=settled,
        rows=keys,
        keep_label=_("按读出的确认"),
    )


class Names:
    """One question a name, at the first row that uses it."""

    def __init__(
        self,
        matches: Mapping[str, Match],
        aliases: Mapping[str, tuple[str, ...]],
        known: frozenset[str],
        answers: Mapping[str, Json],
    ) -> None:
        self.matches, self.aliases = matches, aliases
        self.known, self.answers = known, answers
        self.asked: set[str] = set()

    def of(self, draft: Draft) -> Iterator[Doubt]:
        for name in draft.names():
            if name not in self.asked:
                self.asked.add(name)
                yield from self._name(draft, name)

    def _name(self, draft: Draft, name: str) -> Iterator[Doubt]:
        if name in self.known:
            return
        match = self.matches.get(name) or Match((), "none")
        defined = self._defined(name) if name in self.aliases else ()
        if match.units and not (name in self.aliases and match.how != "alias"):
            return
        known = id_of("unit", name)
        place, sentence = where(draft, name)
        yield Doubt(
            known,
            draft.key,
            role_of(draft, name),
            "unit",
            _("单位存疑"),
            self._message(name, match),
            raw=name,
            place=place,
            sentence=sentence,
            value=self._suggested(name, match, defined),
            choices=choices(match, defined),
            settled=known in self.answers,
            keep_label=_("原样保留名称"),
        )

    def _defined(self, name: str) -> tuple[Unit, ...]:
        """The units the text says the short form stands for, where all of them are known."""
        found = [self.matches.get(full) for full in self.aliases[name]]
        if not all(match and match.units for match in found):
            return ()
        return tuple(dict.fromkeys(u for match in found if match for u in match.units))

    def _suggested(self, name: str, match: Match, defined: tuple[Unit, ...]) -> str:
        """What the text defines; the answers about its full names, once all are given."""
        if name not in self.aliases:
            return _ids(match.units)
        if defined:
            return _ids(defined)
        given = [self.answers.get(id_of("unit", full), {}) for full in self.aliases[name]]
        ids = [str(pk) for answer in given for pk in answer.get("units") or ()]
        return ",".join(dict.fromkeys(ids)) if all(a.get("units") for a in given) else ""

    def _message(self, name: str, match: Match) -> str:
        if name in self.aliases:
            full = "、".join(self.aliases[name])
            return _("文中写明“%(name)s”指%(full)s，请确认对应的单位。") % {
                "name": name,
                "full": full,
            }
        if match.how == "ambiguous":
            return _("“%(name)s”在单位库中没有唯一对应") % {"name": name}
        return _("单位库中没有“%(name)s”") % {"name": name}


def choices(match: Match, defined: tuple[Unit, ...] = ()) -> tuple[Choice, ...]:
    """Whole groups first, then each unit."""
    meant = match.suggestions if match.how == "ambiguous" else ()
    groups = [group for group in (defined, match.units, meant) if len(group) > 1]
    singles = [u for group in (defined, match.units, match.suggestions) for u in group]
    found = {_ids(group): _group_label(group) for group in groups}
    found.update({str(unit.pk): unit.name for unit in singles})
    return tuple(Choice(value, label) for value, label in found.items())


def where(draft: Draft, name: str) -> tuple[str, str]:
    """Place and sentence of a name in its row; the measure's where only a measure names it."""
    for column in UNIT_FIELDS:
        reading = draft.row.get(column) or NOTHING
        if name in (reading.get("value") or ()):
            return reading.get("place") or draft.place, sentence_of(reading)
    for measure in draft.measures:
        if any(name in names for names in measure.units.values()):
            return measure.place, measure.text
    return piece_of(draft.place), ""


def role_of(draft: Draft, name: str) -> str:
    """The role under which the row names it; `measures` where only a measure does."""
    return next((role for role, names in draft.units.items() if name in names), "measures")


def _ids(units: tuple[Unit, ...]) -> str:
    return ",".join(str(unit.pk) for unit in units)


def _group_label(units: tuple[Unit, ...]) -> str:
    names = "、".join(unit.name for unit in units[:4]) + ("…" if len(units) > 4 else "")
    return _("%(names)s（%(n)d 个）") % {"names": names, "n": len(units)}
