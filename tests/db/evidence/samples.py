"""Files made on the spot: good ones, and bad ones that pretend to be good. All are 测试 content."""

import io
import struct
import zipfile
import zlib

from PIL import Image


def jpg(size=(64, 48), **save):
    return _picture("JPEG", size, **save)


def png(size=(64, 48), mode="RGB", **save):
    return _picture("PNG", size, mode, **save)


def _picture(form, size, mode="RGB", **save):
    made = io.BytesIO()
    Image.new(mode, size, 0 if mode in ("1", "L", "I;16") else "teal").save(made, form, **save)
    return made.getvalue()


def heic():
    made = io.BytesIO()
    import pillow_heif

    pillow_heif.register_heif_opener()
    Image.new("RGB", (64, 48), "teal").save(made, "HEIF", quality=50)
    return made.getvalue()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_png(width, height):
    """One bit per pixel, all black: few bytes, many pixels."""
    packer, row = zlib.compressobj(9), b"\0" * (1 + (width + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def pdf(extra=b"", end=b"%%EOF\n"):
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog" + extra + b">>endobj\ntrailer<</Root 1 0 R>>\n" + end


def locked_pdf():
    from pypdf import PdfWriter

    made, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


def readable_locked_pdf():
    from pypdf import PdfWriter

    made, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


TYPES = b'<?xml version="1.0"?><Types></Types>'
MACRO_TYPES = b'<Types><Override ContentType="application/vnd.ms-word.macroEnabled"/></Types>'


def archive(entries):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in entries.items():
            target.writestr(name, data)
    return made.getvalue()


def docx(types=TYPES, **more):
    return archive({"[Content_Types].xml": types, "word/document.xml": b"<w/>", **more})


def xlsx(**more):
    return archive({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<x/>", **more})


def with_entries(**more):
    return docx(**{name.replace("__", "/"): data for name, data in more.items()})


def locked_zip():
    """A docx whose directory says its entries are encrypted."""
    data = bytearray(docx())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
LOCKED_OLE = OLE + "EncryptedPackage".encode("utf-16-le")
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EXE = b"MZ\x90\x00" + b"\0" * 200
MP4 = b"\0\0\0\x18ftypisom" + b"\0" * 64
