"""Gives each part its role: by a verb after it, a mark in brackets, or the label before it."""

from dataclasses import replace

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units import words
from rectify.exchange.phrases.units.cut import Cell
from rectify.exchange.phrases.units.part import Part, Role
from rectify.exchange.phrases.units.tails import BODIED
from rectify.exchange.phrases.units.verbs import governed


def assign(cell: Cell) -> list[Part]:
    """The named parts with their roles; None where neither verb, mark nor label says one."""
    result: list[Part] = []
    waiting: list[Part] = []
    sticky: Role | None = None
    section = -1
    for part in cell.parts:
        if part.section != section:
            result += _settled(waiting, section, cell, sticky)
            waiting, sticky, section = [], None, part.section
        for name, role, follows in governed(part, cell):
            if name and part.marked:
                shared = _same_places(waiting, name)
                waiting = waiting[: len(waiting) - len(shared)]
                if part.role == "lead" and any(one.run == name.run for one in waiting):
                    cell.doubts.append(_("前面没有标注的单位是否一同牵头，请核对"))
                result += [replace(one, role=part.role) for one in (*shared, name)]
                continue
            waiting += [name] if name else []
            if role:
                given = _given(role, sticky, cell)
                mine = _in_reach(waiting, name, given, cell)
                result += [replace(one, role=given) for one in mine]
                waiting, sticky = [one for one in waiting if one not in mine], None
            sticky = follows or sticky
    result += _settled(waiting, section, cell, sticky)
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
        place = words.COUNTY.search(one.text) or words.TOWNSHIP.search(one.text)
        if one.run != name.run or not place or words.COLLECTIVE.match(one.text):
            break
        shared.insert(0, one)
    return shared


def _settled(waiting: list[Part], section: int, cell: Cell, sticky: Role | None) -> list[Part]:
    role = sticky or cell.section_roles.get(section)
    return [replace(one, role=role) for one in waiting]
