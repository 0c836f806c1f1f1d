"""Plain or pasted text as paragraphs and tables (tabs, pipes, commas), web junk dropped."""

import csv
import re

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.readers.source.barred import read_barred
from rectify.exchange.readers.source.clean import is_junk, tidy
from rectify.exchange.readers.source.loose import read_loose
from rectify.exchange.readers.source.lost import SERIAL
from rectify.exchange.readers.source.model import EMPTY, Cell, Paragraph, Source, Table, TableRow
from rectify.exchange.readers.source.webpage import is_page, read_page

REMARK = re.compile(r"#+\s.*(https?://|仿真|不是原文|种子材料|据公开页面)")
MARKDOWN = re.compile(r"^(#{1,6}\s+|>\s*|[-*+]\s+(?=\S))")
EMPHASIS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
CELLS_OF_ROW = re.compile(r'(?:^|(?<=\t))(?:"((?:[^"]|"")*+)"(?=\t|$)|([^\t]*+))(?:\t|$)')
"""A cell the editor put into quotes for its line breaks; “散乱污” in plain quotes is none."""
RULE_ROW = re.compile(r"[|\s:+-]+")
PAGE_DATE = re.compile(r"(\S{2,4}[:：]\s*)?\d{4}[-年/.]\d\d?[-月/.]\d\d?")
MAX_LINES = 60_000
TOO_LONG = _("文字超过 %(limit)d 行。请拆分后分次上传。")

Line = tuple[int, str]


def read_pasted(text: str, filename: str = "") -> Source:
    """Return the blocks of a text; lines are named 第N行 as an editor counts them."""
    source = Source()
    if filename.lower().endswith(".csv"):
        _comma_table(source, text)
    elif is_page(text):
        for begin, piece in read_page(text):
            if isinstance(piece, str):
                _read_lines(source, list(enumerate(piece.split("\n"), begin)))
            else:
                source.blocks.append(piece)
    else:
        _read_lines(source, list(enumerate(text.split("\n"), 1)))
    return source


def _read_lines(source: Source, lines: list[Line]) -> None:
    if len(lines) > MAX_LINES:
        raise UnreadableFile(TOO_LONG, limit=MAX_LINES)
    position = 0
    while position < len(lines):
        number, line = lines[position]
        if REMARK.match(line):
            source.remarks.append(line.lstrip("# ").strip())
            position += 1
        elif line.lstrip().startswith("|") and line.count("|") > 2:
            position = _pipe_table(source, lines, position)
        elif barred := read_barred(lines, position):
            source.blocks.append(barred[0])
            position = barred[1]
        elif _starts_tab_table(lines, position):
            position = _tab_table(source, lines, position)
        elif loose := read_loose(lines, position):
            source.blocks.append(loose[0])
            position = loose[1]
        else:
            _paragraph(source, number, line)
            position += 1


def _paragraph(source: Source, number: int, line: str) -> None:
    text = tidy(EMPHASIS.sub(r"\1", MARKDOWN.sub("", line)))
    if text and not is_junk(text) and not is_junk(line):
        source.blocks.append(Paragraph(text, f"第{number}行"))
    elif PAGE_DATE.match(text):
        source.remarks.append(text)  # the day a page was put up: worth knowing, no content


def _pipe_table(source: Source, lines: list[Line], position: int) -> int:
    table = Table([], f"第{lines[position][0]}行起的表", merged=False)
    while position < len(lines):
        number, line = lines[position]
        bare = line.strip()
        if not bare.startswith("|"):
            if bare:
                break
            position += 1
            continue
        if not RULE_ROW.fullmatch(bare):
            values = bare.removeprefix("|").removesuffix("|").split("|")
            table.rows.append(_row(number, [re.sub(r"<br\s*/?>", "\n", v) for v in values]))
        position += 1
    _finish(source, table)
    return position


def _starts_tab_table(lines: list[Line], position: int) -> bool:
    """Two tabs make a row; one tab makes one where the next line has as many."""
    tabs = lines[position][1].strip("\n ").count("\t")
    if tabs >= 2:
        return True
    following = lines[position + 1][1] if position + 1 < len(lines) else ""
    return tabs == 1 and following.count("\t") == 1 and not lines[position][1].startswith("\t")


def _tab_table(source: Source, lines: list[Line], position: int) -> int:
    table = Table([], f"第{lines[position][0]}行起的表", merged=False)
    width = 0
    while position < len(lines):
        number, line = lines[position]
        if "\t" not in line:
            if line.strip() and not _inside(lines, position, width):
                break
            if not line.strip():
                position += 1
                continue
        position, line = _whole_row(lines, position, width)
        values = _values(line)
        width = max(width, len(values))
        table.rows.append(_row(number, values))
    _finish(source, table)
    return position


def _values(line: str) -> list[str]:
    """Return a row's cells; a cell in quotes is what stands inside them."""
    if '"' not in line:
        return line.split("\t")
    cells = CELLS_OF_ROW.findall(line)
    return [quoted.replace('""', '"') if quoted else plain for quoted, plain in cells]


def _inside(lines: list[Line], position: int, width: int) -> bool:
    """Tell whether a line without tabs is a section row: tabs go on after it."""
    following = lines[position + 1][1] if position + 1 < len(lines) else ""
    return width > 2 and following.count("\t") >= max(width // 2, 1)


def _whole_row(lines: list[Line], position: int, width: int) -> tuple[int, str]:
    """Join lines that one cell with line breaks was torn into."""
    line = lines[position][1]
    position += 1
    while position < len(lines) and line.count('"') % 2 and '\t"' in f"\t{line}":
        line += "\n" + lines[position][1]
        position += 1
    while position < len(lines) and 0 < line.count("\t") < width - 1:
        following = lines[position][1]
        first = following.split("\t")[0].strip()
        joined = line.count("\t") + following.count("\t")
        if not following.strip() or joined > width - 1 or SERIAL.fullmatch(first):
            break
        if "\t" not in following and not _goes_on(lines, position + 1, width - 1 - joined):
            break
        line += "\n" + following
        position += 1
    return position, line


def _goes_on(lines: list[Line], position: int, missing: int) -> bool:
    """Tell whether the next lines bring exactly the tabs still missing from a torn row."""
    for _number, line in lines[position : position + 12]:
        tabs = line.count("\t")
        if tabs:
            return tabs <= missing and not SERIAL.fullmatch(line.split("\t")[0].strip())
    return False


def _comma_table(source: Source, text: str) -> None:
    table = Table([], "表格", merged=False)
    try:
        for number, values in enumerate(csv.reader(text.splitlines(keepends=True)), 1):
            table.rows.append(_row(number, values))
    except csv.Error:
        table.rows.clear()
        for number, line in enumerate(text.split("\n"), 1):
            table.rows.append(_row(number, line.split(",")))
    _finish(source, table)


def _row(number: int, values: list[str]) -> TableRow:
    place = f"第{number}行"
    cells = [
        Cell(text, f"{place}第{index}列") if (text := tidy(value)) else EMPTY
        for index, value in enumerate(values, 1)
    ]
    return TableRow(cells, place)


def _finish(source: Source, table: Table) -> None:
    table.rows = [row for row in table.rows if row.filled()]
    width = max((len(row.cells) for row in table.rows), default=0)
    for row in table.rows:
        row.cells.extend([EMPTY] * (width - len(row.cells)))
    if table.rows:
        source.blocks.append(table)
