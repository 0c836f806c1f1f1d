"""Which unit a name in a plan means. Certain or said to be open; a person's answer is remembered.

Order: what a person taught for this division (then for the ones above), the full name, the
collective names, the short and usual names relative to the plan's division (县住建局 in a county's
plan is that county's). What is left waits for a person, with suggestions.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rectify.core import clock
from rectify.regions import codes, collective, names
from rectify.regions.departments import keys_of
from rectify.regions.index import Index, build
from rectify.regions.models import Unit

How = Literal["name", "short", "alias", "collective", "none", "ambiguous"]
_BRANCH = re.compile(r"^(?P<upper>.*?局)(?P<place>.{2,})分局$")
_GENERIC = {"省": "province", "州": "city", "市": "city", "盟": "city", "县": "county",
            "区": "county", "旗": "county", "镇": "township", "乡": "township"}  # fmt: skip
MOST_SHOWN = 30
"""So many candidates a person can still choose from."""
_MINE = ("本", "我", "该", "全")


@dataclass(frozen=True)
class Match:
    """`units` in order of division code and rank; empty for `none` and `ambiguous`.

    `ambiguous`: the name fits several units (`suggestions`), or is a label nobody can expand, such
    as 州直各有关部门 (no suggestions). `none`: unknown; `suggestions` are names spelt alike.
    """

    units: tuple[Unit, ...]
    how: How
    suggestions: tuple[Unit, ...] = ()


class Matcher:
    """Knows the units of a division, of those above it and below it; loaded once, then pure."""

    def __init__(self, division_code: str, on: date | None = None) -> None:
        self.index: Index = build(division_code, on or clock.today())

    def match(self, name: str) -> Match:
        """The unit or units `name` means in a plan of this division."""
        text = names.normalise(name)
        if not text:
            return Match((), "none")
        bare = names.without_brackets(text)
        for spelling in dict.fromkeys((text, bare)):
            found = self._taught(spelling) or self._spelt(spelling)
            if found:
                return found
        return self._together(text, bare) or self._usual(bare) or self._unknown(bare)

    def _taught(self, text: str) -> Match | None:
        by_division = self.index.by_alias.get(text, {})
        for code in (self.index.home, *reversed(codes.ancestors(self.index.home))):
            if units := by_division.get(code):
                return Match(_ordered(units.values()), "alias")
        return None

    def _spelt(self, text: str) -> Match | None:
        units = list(self.index.by_spelling.get(text, {}).values())
        full = [unit for unit in units if names.normalise(unit.name) == text]
        how: How = "name" if full else "short"
        return self._one(self._nearest(full or units), how)

    def _nearest(self, units: list[Unit]) -> list[Unit]:
        """The plan's own office before the others of that name, then those above it."""
        for code in (self.index.home, *reversed(codes.ancestors(self.index.home))):
            own = [unit for unit in units if unit.division_id == code]
            if own:
                return own
        return units

    def _one(self, units: Iterable[Unit], how: How) -> Match | None:
        found = _ordered(units)
        if not found:
            return None
        return Match(found, how) if len(found) == 1 else Match((), "ambiguous", found[:MOST_SHOWN])

    def _together(self, text: str, bare: str) -> Match | None:
        """The bracket may be part of the name, 各县(市、区), or a remark, 各县市(牵头)."""
        whole = self._collective(text)
        return whole if whole and whole.units else self._collective(bare) or whole

    def _collective(self, text: str) -> Match | None:
        meant = collective.read(text)
        if meant is None:
            return None
        if meant.of in ("parks", "townships"):
            return self._of_kind(meant)
        places = self._places(meant)
        units = [u for code in places for key in meant.keys for u in self._at(code, key)]
        return Match(_ordered(units), "collective") if units else Match((), "ambiguous")

    def _of_kind(self, meant: collective.Collective) -> Match:
        end = codes.beyond(self.index.home)
        kind = {"parks": "park", "townships": "township"}[meant.of]
        units = [
            u for u in self.index.by_kind[kind].values() if self.index.home <= u.division_id < end
        ]
        return Match(_ordered(units), "collective") if units else Match((), "ambiguous")

    def _places(self, meant: collective.Collective) -> list[str]:
        if meant.of != "counties":
            return []
        cities = self.index.below("city") if meant.cities else []
        return cities or self.index.below("county")

    def _usual(self, text: str) -> Match | None:
        for place, tail in self._readings(text):
            found = [self._at(code, key) for code in place for key in keys_of(tail)]
            units = [unit for some in found for unit in some]
            if len(place) == 1 and len(keys_of(tail)) == 2 and all(found):
                return Match(_ordered(units), "collective")
            if units:
                return self._one(units, "short")
        return None

    def _readings(self, text: str) -> Iterator[tuple[list[str], str]]:
        """Pairs of (possible divisions, what follows the place), the surest first."""
        if branch := _BRANCH.match(text):
            places = self.index.places.get(branch["place"], [])
            yield [c for c in places if len(c) == 6], self._office(branch["upper"])
        if explicit := self._explicit(text):
            yield explicit
        rest = text[1:] if text.startswith(_MINE) and text[1:2] in _GENERIC else text
        if level := _GENERIC.get(rest[0]):
            yield self._relative(level, rest[0]), rest[1:]
        yield [self.index.home], text

    def _explicit(self, text: str) -> tuple[list[str], str] | None:
        """Strip the places named in front: 云屏州青崖县水务局 → (青崖县, 水务局)."""
        rest, found = text.removeprefix("中共"), None
        while hit := self._place_before(rest):
            found, rest = self.index.places[hit], rest.removeprefix(hit)
        return (found, rest) if found else None

    def _place_before(self, text: str) -> str | None:
        """The longest name of a division that `text` starts with."""
        starts = (text[:n] for n in range(len(text), 1, -1))
        return next((start for start in starts if start in self.index.places), None)

    def _office(self, text: str) -> str:
        """`云屏州生态环境局`, `州生态环境局` → `生态环境局`."""
        explicit = self._explicit(text)
        return explicit[1] if explicit else text[text[0] in _GENERIC :]

    def _relative(self, level: str, word: str) -> list[str]:
        """The division a plan of this one calls 州, 市, 县: itself or one above, else all below."""
        line = [*codes.ancestors(self.index.home), self.index.home]
        rows = [self.index.divisions[c] for c in reversed(line) if c in self.index.divisions]
        named = [row.code for row in rows if row.name.endswith(word)]
        level_of = [row.code for row in rows if row.level == level]
        return named[:1] or level_of[:1] or self.index.below(level)

    def _at(self, code: str, key: str) -> list[Unit]:
        return list(self.index.by_office.get((code, key), {}).values())

    def _unknown(self, text: str) -> Match:
        alike = names.most_like(text, self.index.by_spelling)
        units = dict.fromkeys(u for name in alike for u in self.index.by_spelling[name].values())
        return Match((), "none", tuple(units)[:5])


def _ordered(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Places in the order of their codes, units inside by rank (U-12); each once."""
    once = {unit.pk: unit for unit in units}
    return tuple(sorted(once.values(), key=lambda u: (u.division_id, u.rank, u.pk)))
