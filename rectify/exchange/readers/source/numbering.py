"""Word's automatic list numbers: 一、(一) 1. are often not in the text but made by the list."""

from typing import Any

from rectify.exchange.readers.source.markup import attribute, child, local

DIGITS = "〇一二三四五六七八九"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def chinese(number: int) -> str:
    """Return 1..99 as 一 … 九十九; larger numbers digit by digit."""
    if not 0 < number < 100:
        return "".join(DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{DIGITS[tens]}十")
    return head + (DIGITS[ones] if ones else "")


def _shown(number: int, style: str) -> str:
    if style.startswith(("chinese", "japanese", "ideograph", "taiwanese")):
        return chinese(number)
    if style == "decimalEnclosedCircle" and number <= len(CIRCLED):
        return CIRCLED[number - 1]
    if style in {"upperLetter", "lowerLetter"} and number <= 26:
        return chr((65 if style == "upperLetter" else 97) + number - 1)
    return str(number)


class Numbering:
    """Keeps the running counters of a document's lists."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract_of: dict[str, str] = {}
        self._restart: dict[tuple[str, int], int] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._style_list: dict[str, tuple[str, int]] = {}
        self._outline: dict[str, int] = {}
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    def label(self, paragraph: Any) -> str:
        """Advance the paragraph's list and return the number shown, '' for none or a bullet."""
        list_id, level = self._list_of(paragraph)
        abstract = self._abstract_of.get(list_id)
        if abstract is None or level not in self._levels.get(abstract, {}):
            return ""
        shape, pattern, first = self._levels[abstract][level]
        counters = self._counters.setdefault(abstract, {})
        if (list_id, level) in self._restart and (list_id, level) not in self._started:
            self._started.add((list_id, level))
            counters.pop(level, None)
            first = self._restart[list_id, level]
        counters[level] = counters.get(level, first - 1) + 1
        for deeper in [key for key in counters if key > level]:
            del counters[deeper]
        if shape in {"bullet", "none"}:
            return ""
        for index in range(level + 1):
            style = self._levels[abstract].get(index, ("decimal", "", 1))[0]
            pattern = pattern.replace(f"%{index + 1}", _shown(counters.get(index, 1), style))
        return pattern

    def outline(self, paragraph: Any) -> int:
        """Return the heading level 1..9, 0 for ordinary text."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return 0
        own = child(properties, "outlineLvl")
        if own is not None and attribute(own, "val").isdigit():
            level = int(attribute(own, "val"))
            return level + 1 if level < 9 else 0
        style = child(properties, "pStyle")
        return self._outline.get(attribute(style, "val"), 0) if style is not None else 0

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        properties = child(paragraph, "pPr")
        if properties is None:
            return "", 0
        own = _list_reference(properties)
        if own is not None:
            return own
        style = child(properties, "pStyle")
        return self._style_list.get(attribute(style, "val"), ("", 0)) if style is not None else (
            "", 0)  # fmt: skip

    def _read_lists(self, numbering: Any) -> None:
        for item in numbering:
            if local(item) == "abstractNum":
                levels = {}
                for level in (part for part in item if local(part) == "lvl"):
                    levels[_whole(attribute(level, "ilvl"), 0)] = (
                        _value(level, "numFmt") or "decimal",
                        _value(level, "lvlText"),
                        _whole(_value(level, "start"), 1),
                    )
                self._levels[attribute(item, "abstractNumId")] = levels
            elif local(item) == "num":
                list_id = attribute(item, "numId")
                self._abstract_of[list_id] = _value(item, "abstractNumId")
                for override in (part for part in item if local(part) == "lvlOverride"):
                    start = _value(override, "startOverride")
                    if start:
                        level = _whole(attribute(override, "ilvl"), 0)
                        self._restart[list_id, level] = _whole(start, 1)

    def _read_styles(self, styles: Any) -> None:
        parents: dict[str, str] = {}
        for style in (item for item in styles if local(item) == "style"):
            name = attribute(style, "styleId")
            parents[name] = _value(style, "basedOn")
            properties = child(style, "pPr")
            if properties is None:
                continue
            reference = _list_reference(properties)
            if reference is not None:
                self._style_list[name] = reference
            outline = _value(properties, "outlineLvl")
            if outline.isdigit() and int(outline) < 9:
                self._outline[name] = int(outline) + 1
        for name in parents:
            self._inherit(name, parents)

    def _inherit(self, name: str, parents: dict[str, str]) -> None:
        seen, parent = {name}, parents.get(name, "")
        while parent and parent not in seen:
            seen.add(parent)
            if parent in self._style_list:
                self._style_list.setdefault(name, self._style_list[parent])
            if parent in self._outline:
                self._outline.setdefault(name, self._outline[parent])
            parent = parents.get(parent, "")


def _list_reference(properties: Any) -> tuple[str, int] | None:
    reference = child(properties, "numPr")
    if reference is None:
        return None
    return _value(reference, "numId"), _whole(_value(reference, "ilvl"), 0)


def _value(element: Any, name: str) -> str:
    found = child(element, name)
    return attribute(found, "val") if found is not None else ""


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdigit() and len(text) < 6 else otherwise
