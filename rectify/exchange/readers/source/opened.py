"""From bytes or a path to the uniform document: judge first, then parse."""

from pathlib import Path

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.archive import BROKEN, DAMAGED
from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.readers.guard import MAX_BYTES, judge
from rectify.exchange.readers.source.model import Source
from rectify.exchange.readers.source.pasted import read_pasted


def open_source(path_or_bytes: str | Path | bytes, filename: str = "") -> Source:
    """Return the content of a file; raises UnreadableFile and nothing else on bad input."""
    data, name = _bytes(path_or_bytes, filename)
    judged = judge(data, name)
    try:
        if judged.format == "text":
            source = read_pasted(judged.text, name)
        elif judged.format == "pdf":
            from rectify.exchange.readers.source.pdf import read_pdf  # slow to import

            source = read_pdf(data)
        else:
            source = _office(judged.format, judged.archive)
    except UnreadableFile:
        raise
    except (*BROKEN, RecursionError, AttributeError, TypeError, OverflowError) as error:
        raise UnreadableFile(DAMAGED) from error
    source.filename = name
    return source


def _office(kind: str, archive: object) -> Source:
    from rectify.exchange.readers.source.sheet import read_sheets
    from rectify.exchange.readers.source.word import read_word

    return read_word(archive) if kind == "docx" else read_sheets(archive)  # type: ignore[arg-type]


def _bytes(path_or_bytes: str | Path | bytes, filename: str) -> tuple[bytes, str]:
    if isinstance(path_or_bytes, bytes):
        return path_or_bytes, filename
    path = Path(path_or_bytes)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(_("文件超过 %(mb)d MB。请删去图片或拆分后再上传。"), mb=50)
        return path.read_bytes(), filename or path.name
    except OSError as error:
        raise UnreadableFile(_("找不到或打不开这个文件。请检查文件是否存在后再试。")) from error
