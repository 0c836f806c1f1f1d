"""Reads who is responsible (domain §8): names by role, shared words written out.

、 separates peers, a comma separates runs, a verb after the names or a label before them gives the
role; brackets inside names (县(区)) never split.
"""

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.plain import LONGEST
from rectify.exchange.phrases.reading import confidence, sentence
from rectify.exchange.phrases.units import offices, words
from rectify.exchange.phrases.units.cut import Cell, cut
from rectify.exchange.phrases.units.heads import places_of
from rectify.exchange.phrases.units.model import UnitsReading
from rectify.exchange.phrases.units.names import MOST, expand
from rectify.exchange.phrases.units.part import Part, Role
from rectify.exchange.phrases.units.roles import assign
from rectify.exchange.phrases.units.sure import unsure

__all__ = ["UnitsReading", "read_units", "split_names"]


def read_units(text: str) -> UnitsReading:
    """Read one responsibility cell, of one role or of all. Never raises on any text."""
    if words.NOTHING.fullmatch(text.strip()):
        return UnitsReading(reason=_("原文没有写单位。"))
    cell, parts = _read(text)
    doubts = list(cell.doubts)
    if len(text) > LONGEST:
        doubts.append(_("文字过长，只读了前面一部分"))
    if not parts and not words.NO_UNIT.search(text):
        doubts.append(_("没有读出单位"))
    doubts += _homeless(parts[:MOST])
    doubts += unsure(parts)
    roles = _by_role(parts)
    lead, cooperating = _lead_and_rest(roles, doubts)
    return UnitsReading(
        lead=_names(lead),
        cooperating=tuple(name for name in _names(cooperating) if name not in _names(lead)),
        supervising=_names(roles.get("supervising", [])),
        acceptance=_names(roles.get("acceptance", [])),
        aliases=_aliases(cell, parts),
        confidence=confidence(doubts),
        reason=sentence(doubts, _("每个单位都按牵头、责任、配合、督导、验收的词语归类")),
    )


def split_names(text: str) -> tuple[str, ...]:
    """The names in a cell that holds one role's units, in the order of the text."""
    if words.NOTHING.fullmatch(text.strip()):
        return ()
    _cell, parts = _read(text)
    return _names([part for part in parts if part.role != "dropped"])


def _read(text: str) -> tuple[Cell, list[Part]]:
    """The cell's parts with roles and written-out names."""
    cell = cut(text)
    given = assign(cell)
    parts: list[Part] = []
    for role in dict.fromkeys((part.section, part.role) for part in given):
        same = [part for part in given if (part.section, part.role) == role]
        parts += expand(same, cell.doubts)
    parts = offices.of_the_cell(parts, cell.doubts)
    return cell, sorted(parts, key=lambda part: part.place)


def _homeless(parts: list[Part]) -> list[str]:
    """县水务局 beside 舟曲县政府 in another role: whose it is stays as written, and in doubt."""
    for part in parts:
        places = places_of(parts, part.text[:1]) if part.text[:1] in "市州盟县区旗" else []
        if any(place.role not in (part.role, "dropped") for place in places):
            return [_("“{0}”属于哪个地方，请核对").format(part.shown)]
    return []


def _by_role(parts: list[Part]) -> dict[Role | None, list[Part]]:
    roles: dict[Role | None, list[Part]] = {}
    for part in parts:
        roles.setdefault(part.role, []).append(part)
    return roles


def _lead_and_rest(
    roles: dict[Role | None, list[Part]], doubts: list[str]
) -> tuple[list[Part], list[Part]]:
    """Without a named lead the responsible units lead, failing them those that carry it out."""
    named, responsible = roles.get("lead", []), roles.get("responsible", [])
    executing, unsaid = roles.get("executing", []), roles.get(None, [])
    helping = roles.get("cooperating", [])
    if named:
        return named, _in_order(helping, responsible, executing, unsaid)
    if responsible:
        if executing:
            doubts.append(_("没有写明牵头单位，责任单位按牵头计，落实单位按配合计"))
        return _in_order(responsible, unsaid), _in_order(helping, executing)
    return _in_order(executing, unsaid), helping


def _in_order(*lists: list[Part]) -> list[Part]:
    return sorted((part for one in lists for part in one), key=lambda part: part.place)


def _names(parts: list[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.shown for part in parts))


def _aliases(cell: Cell, parts: list[Part]) -> dict[str, list[str]]:
    """以上园区管委会简称各管委会: the units before it whose names end in its kind."""
    result: dict[str, list[str]] = {}
    for alias, kind, place in cell.aliases:
        before = [part for part in parts if part.place < place]
        ends = next((e for e in ("管委会", "人民政府", "政府", "分局") if kind.endswith(e)), "")
        if kind:
            members = [part for part in before if part.text.endswith(ends) and ends] or before
        else:
            members = [
                p for p in before if (p.section, p.run) == (before[-1].section, before[-1].run)
            ]
        if members:
            result[alias] = list(_names(members))
    return result
