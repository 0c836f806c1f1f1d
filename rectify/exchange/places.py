"""Places in a source: from a value's place to the piece of the source that holds it. Pure."""

import re

SHEET_CELL = re.compile(r"(?P<sheet>.*)!(?P<column>[A-Z]{1,3})(?P<row>\d+)")
WORD_CELL = re.compile(r"(?P<row>.*第\d+行)第\d+列")


def piece_of(place: str) -> str:
    """`清单!F6` → `清单!6行`, `表1 第3行第6列` → `表1 第3行`; a paragraph is its own piece."""
    if cell := SHEET_CELL.fullmatch(place):
        return f"{cell['sheet']}!{cell['row']}行"
    if cell := WORD_CELL.fullmatch(place):
        return cell["row"]
    return place
