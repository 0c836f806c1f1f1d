"""Parts of an .xlsx: relations, number formats, references, rich text."""

import posixpath
import re
import zipfile
from datetime import date
from functools import lru_cache
from typing import Any

from rectify.exchange.readers.archive import DAMAGED
from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.readers.source.clean import tidy
from rectify.exchange.readers.source.markup import attribute, child, local, part
from rectify.exchange.readers.source.model import Cell

Grid = dict[int, tuple[dict[int, Cell], bool]]
AREA = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
DATE_IDS = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58})
CARRIAGE = re.compile(r"_x000[dD]_")
QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)


def relations(archive: zipfile.ZipFile, name: str) -> dict[str, tuple[str, str]]:
    """Return a part's relations: id to (type, target path inside the archive)."""
    folder, base = posixpath.split(name)
    root = part(archive, f"{folder}/_rels/{base}.rels")
    found: dict[str, tuple[str, str]] = {}
    for item in root if root is not None else ():
        target = attribute(item, "Target")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(
            posixpath.join(folder, target))  # fmt: skip
        found[attribute(item, "Id")] = (attribute(item, "Type"), path)
    return found


@lru_cache(maxsize=2048)
def column_number(letters: str) -> int:
    """Return A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=2048)
def column_name(number: int) -> str:
    """Return 1 → A, 27 → AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def number_formats(styles: Any | None) -> tuple[set[int], set[int]]:
    """Return the style numbers that show a date and those that show a percentage."""
    dated: set[int] = set()
    percent: set[int] = set()
    if styles is None:
        return dated, percent
    own = {whole(attribute(item, "numFmtId")): attribute(item, "formatCode")
           for item in styles.iter("{*}numFmt")}  # fmt: skip
    formats = child(styles, "cellXfs")
    for index, item in enumerate(formats if formats is not None else ()):
        number = whole(attribute(item, "numFmtId"))
        code = QUOTED.sub("", own.get(number, "")).lower()
        shows_day = ("y" in code or "d" in code or "e" in code.replace("e+", "")) and (
            "general" not in code and "red" not in code)  # fmt: skip
        if shows_day or (number not in own and number in DATE_IDS):
            dated.add(index)
        elif "%" in code or number in {9, 10}:
            percent.add(index)
    return dated, percent


def rich_text(item: Any) -> str:
    """Join the runs of a string; phonetic guides (rPh) are not part of it."""
    if len(item) == 1 and local(item[0]) == "t":
        text = item[0].text or ""
    else:
        text = "".join(
            element.text or "" for element in item.iter("{*}t")
            if all(local(above) != "rPh" for above in element.iterancestors())
        )  # fmt: skip
    return CARRIAGE.sub("", text) if "_x000" in text else text


def iso_day(text: str) -> tuple[str, date | None]:
    """Return a t="d" cell as its words and its day."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return tidy(text), None
    return f"{day.year}年{day.month}月{day.day}日", day


def whole(text: str) -> int:
    """Return a plain number, 0 for anything else."""
    return int(text) if text.isdigit() and len(text) < 10 else 0


def merge(areas: list[str], grid: Grid, most_rows: int, most_cells: int) -> None:
    """Put a span's first cell in all its places."""
    wide = max((max(cells) for cells, _hidden in grid.values()), default=0)
    budget = most_cells
    for reference in areas:
        area = AREA.fullmatch(reference)
        top, left = (whole(area[2]), column_number(area[1])) if area else (0, 0)
        anchor = grid.get(top, ({}, False))[0].get(left)
        if area is None or anchor is None:
            continue
        right = min(column_number(area[3]), max(wide, left))
        for number in range(top, min(whole(area[4]), top + most_rows) + 1):
            budget -= right - left + 1
            if budget < 0:
                raise UnreadableFile(DAMAGED)
            if number in grid:
                grid[number][0].update(dict.fromkeys(range(left, right + 1), anchor))
