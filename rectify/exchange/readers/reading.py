"""The entrance: a file or pasted text of a known kind becomes a Document."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from rectify.exchange.readers.cells import told_of_cells
from rectify.exchange.readers.doubts import doubted
from rectify.exchange.readers.front import Front, context_of, front_of
from rectify.exchange.readers.readings import Context
from rectify.exchange.readers.source import Paragraph, Source
from rectify.exchange.readers.source.opened import open_source
from rectify.exchange.readers.source.pasted import read_pasted
from rectify.exchange.readers.values import KINDS, Document, Kind, Piece

Reader = Callable[[Source, Front, Context], Document]


def read(
    kind: Kind,
    path_or_bytes: str | Path | bytes,
    filename: str = "",
    *,
    year: int | None = None,
    on: date | None = None,
) -> Document:
    """Return what a file of this kind says.

    `year` and `on` stand over what the file says of its own date. Raises UnreadableFile, and
    nothing else, on a file that is damaged, dangerous, locked or of a kind we cannot read.
    """
    return read_source(kind, open_source(path_or_bytes, filename), year=year, on=on)


def read_text(
    kind: Kind, text: str, *, filename: str = "", year: int | None = None, on: date | None = None
) -> Document:
    """Return what pasted text of this kind says; tables may come with tabs or bars."""
    source = read_pasted(text.replace("\r\n", "\n").replace("\r", "\n"), filename)
    source.filename = filename
    return read_source(kind, source, year=year, on=on)


def read_source(
    kind: Kind, source: Source, *, year: int | None = None, on: date | None = None
) -> Document:
    """Return what an opened file of this kind says."""
    if kind not in KINDS:
        raise ValueError(kind)
    front = front_of(source)
    context = context_of(front, year, on)
    document = _reader(kind)(source, front, context)
    return replace(
        document,
        rows=doubted(document.rows, source),
        problems=(*document.problems, *told_of_cells(source)),
        pieces=_pieces(source),
        title=front.title,
        doc_no=front.doc_no,
        year=context.year,
        dated_on=front.dated_on,
    )


def _reader(kind: Kind) -> Reader:
    """Return a kind's reader; each is imported when first wanted, the command stays quick."""
    if kind == "plan":
        from rectify.exchange.readers.plan.reader import read_plan

        return read_plan
    if kind == "ledger":
        from rectify.exchange.readers.ledger import read_ledger

        return read_ledger
    if kind == "petitions":
        from rectify.exchange.readers.petitions import read_petitions

        return read_petitions
    from rectify.exchange.readers.signoff import read_signoff

    return read_signoff


def _pieces(source: Source) -> tuple[Piece, ...]:
    """Return the source as places and texts, to be shown beside the readings."""
    found = []
    for block in source.blocks:
        if isinstance(block, Paragraph):
            found.append(Piece(block.place, block.full))
        else:
            found.extend(
                Piece(row.place, "｜".join(cell.text for cell in row.filled()))
                for row in block.rows if row.filled()
            )  # fmt: skip
    return tuple(found)
