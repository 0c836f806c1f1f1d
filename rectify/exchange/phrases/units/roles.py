"""Gives each part its role: by a verb after it, a mark in brackets, or the label before it."""

from dataclasses import dataclass, field, replace
from itertools import groupby

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units import kinds, words
from rectify.exchange.phrases.units.cut import Cell
from rectify.exchange.phrases.units.part import Part, Role
from rectify.exchange.phrases.units.tails import BODIED
from rectify.exchange.phrases.units.verbs import governed


@dataclass
class _Section:
    """One stretch between labels: the names that have a role, and those still waiting for one.

    `sticky` is the role 会同 gives to what follows it.
    """

    cell: Cell
    number: int
    given: list[Part] = field(default_factory=list)
    waiting: list[Part] = field(default_factory=list)
    sticky: Role | None = None

    def take(self, part: Part, name: Part | None, role: Role | None, follows: Role | None) -> None:
        """One reading of a part: a mark is for its name, a verb for the waiting names too."""
        if name and part.marked:
            self._mark(name, part.role)
            return
        self.waiting += [name] if name else []
        if role:
            given = _given(role, self.sticky, self.cell)
            mine = _in_reach(self.waiting, name, given, self.cell)
            self.given += [replace(one, role=given) for one in mine]
            self.waiting = [one for one in self.waiting if one not in mine]
            self.sticky = None
        self.sticky = follows or self.sticky

    def _mark(self, name: Part, role: Role | None) -> None:
        shared = _same_places(self.waiting, name)
        self.waiting = self.waiting[: len(self.waiting) - len(shared)]
        if role == "lead" and any(one.run == name.run for one in self.waiting):
            self.cell.doubts.append(_("前面没有标注的单位是否一同牵头，请核对"))
        self.given += [replace(one, role=role) for one in (*shared, name)]

    def settled(self) -> list[Part]:
        """All its names; those that waited in vain have the role of the label, if there is one."""
        role = self.sticky or self.cell.section_roles.get(self.number)
        return self.given + [replace(one, role=role) for one in self.waiting]


def assign(cell: Cell) -> list[Part]:
    """The named parts with their roles; None where neither verb, mark nor label says one."""
    result: list[Part] = []
    for number, parts in groupby(cell.parts, key=lambda part: part.section):
        section = _Section(cell, number)
        for part in parts:
            for name, role, follows in governed(part, cell):
                section.take(part, name, role, follows)
        result += section.settled()
    return sorted(result, key=lambda one: one.place)


def _given(role: Role, sticky: Role | None, cell: Cell) -> Role:
    """The verb's role, unless 会同 has made these units helpers already."""
    if sticky and role == "lead":
        cell.doubts.append(_("会同几家共同牵头，请核对"))
    if sticky and role == "supervising":
        cell.doubts.append(_("会同的单位按配合计，请核对"))
    return sticky if sticky and role in ("responsible", "executing", "supervising") else role


def _in_reach(waiting: list[Part], name: Part | None, role: Role | None, cell: Cell) -> list[Part]:
    """甘肃农垦集团,省国资委督导: supervision reaches back to the comma, other duties beyond it."""
    near = [one for one in waiting if name is None or one.run == name.run]
    if role not in ("supervising", "acceptance") or len(near) == len(waiting):
        return waiting
    cell.doubts.append(_("逗号前的单位没有写角色，不算督导或验收，请核对"))
    return near


def _same_places(waiting: list[Part], name: Part) -> list[Part]:
    """玛曲县、碌曲县政府(责任): places without a body of their own share the mark."""
    shared: list[Part] = []
    for one in reversed(waiting if BODIED.fullmatch(name.text) else []):
        place = kinds.COUNTY.search(one.text) or kinds.TOWNSHIP.search(one.text)
        if one.run != name.run or not place or words.COLLECTIVE.match(one.text):
            break
        shared.insert(0, one)
    return shared
