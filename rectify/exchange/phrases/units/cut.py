"""Cuts a responsibility cell into parts: by role label, by comma, by peer, by linking word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.plain import fold
from rectify.exchange.phrases.units import brackets, duties, kinds, peers, words
from rectify.exchange.phrases.units.part import BLANKS, Part, Role

MASK = "※"
KEPT = "￭"
"""Stands for a comma inside a name (各县、区) while the text is cut."""


@dataclass
class Cell:
    """The parts in the order of the text, with the collective names it defines."""

    parts: list[Part] = field(default_factory=list)
    section_roles: dict[int, Role | None] = field(default_factory=dict)
    aliases: list[tuple[str, str, int]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    lead_mark: str = ""
    """The sign a note gives to the leading unit: 带*为牵头单位."""
    object_run: tuple[int, int] | None = None
    """Where a verb went on to say what for: names after it in that run may be tasks."""


def cut(source: str) -> Cell:
    """Everything between separators, with section, comma run and bracket marks."""
    plain = fold(source, keep_spaces=True)
    cell = Cell()
    text = words.VALUE_BRACKET.sub(_opened, plain.text)
    text = words.TORN_LABEL.sub(_mended, text)
    text = words.LABEL_DASH.sub(lambda found: ":" + " " * (len(found[0]) - 1), text)
    text = _without_outer_brackets(brackets.labels_out(brackets.runs_out(text)))
    text = _without_notes(text, cell)
    shown = "".join(
        " " if mark == " " else plain.source[place]
        for mark, place in zip(text, plain.at, strict=True)
    )
    for section, (role, start, end) in enumerate(_sections(text)):
        cell.section_roles[section] = role
        whole = Part(text[start:end], shown[start:end], start, section=section)
        cell.parts.extend(_parts(whole, cell))
    return cell


def _mask(text: str, start: int, end: int, with_what: str = MASK) -> str:
    return text[:start] + with_what * (end - start) + text[end:]


def _without_outer_brackets(text: str) -> str:
    """(市委办牵头,…配合): the whole cell stands in brackets."""
    first, last = text.find("("), text.rfind(")")
    depth = 0
    for place in range(max(first, 0), last + 1):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if not depth and place < last:
            return text
    if first >= 0 and not depth and not text[:first].strip() and not text[last + 1 :].strip(" 。"):
        return _mask(_mask(text, first, first + 1), last, last + 1)
    return text


def _without_notes(text: str, cell: Cell) -> str:
    """Mask definitions of short names, references to other documents and numbering."""
    for found in words.ALIAS.finditer(text):
        cell.aliases.append((found["alias"], found["kind"] or "", found.start()))
    text = words.ALIAS.sub(_gone, text)
    text = words.SCOPE_NOTE.sub(_blank, text)
    text = words.ELSEWHERE.sub(_blank, text)
    text = words.TITLE.sub(_blank, text)
    text = words.TOLD.sub(_blank, text)
    text = words.DOTTED.sub("、", text)
    text = words.LEADERS.sub(_blank, text)
    text = words.LEAD_MARK.sub(lambda found: _leading(found, cell), text)
    text = words.ENUMERATOR.sub(_blank, text)
    text = words.ONE_COLLECTIVE.sub(_keep, text)
    return words.LEVEL_LIST.sub(_keep, text)


def _mended(found: re.Match[str]) -> str:
    return "".join(found[0].split()).ljust(len(found[0]))


def _keep(found: re.Match[str]) -> str:
    return re.sub(r"、(?![^(]*\))", KEPT, found[0])


def _gone(found: re.Match[str]) -> str:
    """A definition inside a name leaves no gap: 甲县、乙县(以下简称两县)人民政府."""
    inside = found[0][0] + found[0][-1] == "()"
    body = words.BARE_BODY.match(found.string, found.end())
    return " " * len(found[0]) if inside and body else _blank(found)


def _opened(found: re.Match[str]) -> str:
    if not kinds.ORGAN.search(found["inside"]):
        return found[0]
    return f"{found['label']}:{found['inside']} "


def _leading(found: re.Match[str], cell: Cell) -> str:
    cell.lead_mark = found["mark"]
    return _blank(found)


def _blank(found: re.Match[str]) -> str:
    return MASK * len(found[0])


def _sections(text: str) -> Iterator[tuple[Role | None, int, int]]:
    """The stretches between role labels; what stands before the first has no role."""
    found = [m for m in duties.LABEL.finditer(text) if not _named_in_list(text, m)]
    starts = [m.start() for m in found] + [len(text)]
    if starts[0] > 0:
        yield None, 0, starts[0]
    for place, label in enumerate(found):
        role = next(role for role in duties.ROLES if label[role])
        yield role, label.end(), starts[place + 1]


def _named_in_list(text: str, label: re.Match[str]) -> bool:
    """各责任单位 is a collective name, not a label."""
    return text[label.start() - 1 : label.start()] in ("各", "有", "关") or (
        not label[0].rstrip().endswith(":") and text[label.end() :].strip() == ""
    )


def _parts(whole: Part, cell: Cell) -> Iterator[Part]:
    for run, stretch in enumerate(peers.at_commas(whole)):
        for one in peers.names(replace(stretch, run=run), cell.doubts):
            glued = peers.unglued(one)
            if len(glued) > 1:
                cell.doubts.append(_("“{0}”中间没有分隔，按几个单位计").format(one.shown[:20]))
            for name in glued:
                yield from brackets.taken(_starred(name, cell), cell.doubts)


def _starred(part: Part, cell: Cell) -> Part:
    if "**" in part.text:
        cell.doubts.append(_("名称中有遮盖的字，请核对"))
    if cell.lead_mark and cell.lead_mark in part.text:
        return replace(part.stripped(BLANKS + cell.lead_mark), role="lead")
    return part.stripped()
