"""What tables that lost their lines have in common: how a row begins, ends and is put together."""

import re

from rectify.exchange.readers.source.fitting import fields_of, fitted
from rectify.exchange.readers.source.model import EMPTY, Cell, Table, TableRow

Line = tuple[int, str]
LEAST, MOST = 4, 20
MOST_PIECES = 200  # of one row
SERIAL = re.compile(r"[（(]?(\d{1,5}|[一二三四五六七八九十百]{1,4})[)）、.．]?")
NUMBER = re.compile(r"[DXWdxw信电]\d?[A-Za-z]{0,4}\d{6,}[*＊()（）]*|\d{6,20}[*＊]?")
AFTER = re.compile(
    r"(合计|总计|小计|共计)\s*\d*|[（(]?(注|备注|说明|附件|附|填报|制表|审核)[^。]{0,8}[:：].*|第.{1,6}批.*"
)


def table_of(number: int, headings: list[str], records: list[list[Line]]) -> Table:
    """Put every line into the column it fits; a row that needed guessing is marked."""
    table = Table([], f"第{number}行起的表", merged=False)
    place = f"第{number}行"
    table.rows.append(TableRow([Cell(text, place) for text in headings], place))
    fields = fields_of(headings)
    for record in records:
        columns = fitted([text for _number, text in record], fields)
        cells = [EMPTY] * len(fields)
        for (line, text), column in zip(record, columns, strict=True):
            old = cells[column]
            joint = "\n" if old.place != f"第{line}行" else " "
            cells[column] = Cell(f"{old.text}{joint}{text}" if old.text else text, f"第{line}行")
        exact = columns == list(range(len(fields)))
        table.rows.append(TableRow(cells, f"第{record[0][0]}行", guessed=not exact))
    return table
