"""Makes small office files in memory, so that tests say what is in them."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import docx
import openpyxl

Rows = Sequence[Sequence[object]]


def make_xlsx(rows: Rows, merges: Iterable[str] = (), title: str = "Sheet1") -> bytes:
    """Return a workbook with one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merges:
        sheet.merge_cells(area)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def make_docx(*blocks: str | Rows) -> bytes:
    """Return a document of paragraphs (strings) and tables (rows); None spans from the left."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for row, values in zip(table.rows, block, strict=True):
            for index, value in enumerate(values):
                if value is None:
                    row.cells[index - 1].merge(row.cells[index])
                else:
                    row.cells[index].text = str(value)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def make_pdf(pages: Sequence[Sequence[str | Rows]]) -> bytes:
    """Return a PDF with a text layer: lines of text and ruled tables, from the top down."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", _FONT, _DESCENDANT, _DESCRIPTOR]
    kids = []
    for page in pages:
        stream = _page(page)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out, offsets = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
    b"/DescendantFonts[4 0 R]>>"
)
_DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 5 0 R/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
)
_DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>"
)


def _page(blocks: Sequence[str | Rows]) -> bytes:
    commands: list[str] = []
    top = 560.0
    for block in blocks:
        if isinstance(block, str):
            commands.append(_text(40, top, block))
            top -= 18
            continue
        width = 760 / len(block[0])
        for row in block:
            for index, value in enumerate(row):
                left = 40 + index * width
                commands.append(f"{left:.1f} {top - 16:.1f} {width:.1f} 20 re S")
                commands.append(_text(left + 2, top - 10, str(value)))
            top -= 20
        top -= 18
    return "\n".join(commands).encode()


def _text(x: float, y: float, words: str) -> str:
    return f"BT /F1 9 Tf {x:.1f} {y:.1f} Td <{words.encode('utf-16-be').hex()}> Tj ET"
