"""Every kind of file as one shape: paragraphs and tables in order, each piece with its place."""

from rectify.exchange.readers.source.model import (
    Block,
    Cell,
    Paragraph,
    Source,
    Table,
    TableRow,
)

__all__ = ["Block", "Cell", "Paragraph", "Source", "Table", "TableRow"]
