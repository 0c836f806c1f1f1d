"""Tables lying on their side: labels down the first column, one complaint a column."""

from rectify.exchange.readers.petition_words import BOOK
from rectify.exchange.readers.source.model import EMPTY, Table, TableRow

LEAST = 4


def turned(table: Table) -> Table | None:
    """Return the table with a row for every complaint, None where it does not lie on its side."""
    width = max((len(row.cells) for row in table.rows), default=0)
    if width < 3 or len(table.rows) < LEAST:
        return None
    labels = [BOOK.alone(row.cells[0].text) if row.cells[0].text else None for row in table.rows]
    known = {label for label in labels if label}
    if len(known) < LEAST or "number" not in known or len(labels) > 3 * len(known):
        return None
    for row in table.rows:
        others = row.distinct()[1:]
        if any(cell.text and BOOK.alone(cell.text) for cell in others):
            return None
    told = [row for row, label in zip(table.rows, labels, strict=True) if label]
    if sum(len(row.filled()) > 2 for row in told) * 2 < len(told):
        return None
    columns = [
        [row.cells[index] if index < len(row.cells) else EMPTY for row in told]
        for index in range(width)
    ]
    rows = [TableRow(cells, f"{table.place} 第{index}列") for index, cells in enumerate(columns, 1)]
    return Table(rows, table.place, table.name, table.merged, table.hidden)
