"""Decides what a file is, by content and name together, and refuses what cannot be read."""

import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.archive import DAMAGED, open_archive
from rectify.exchange.readers.errors import UnreadableFile

__all__ = ["MAX_BYTES", "Judged", "UnreadableFile", "judge"]

Format = Literal["docx", "xlsx", "pdf", "text"]
MAX_BYTES = 50 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT_NAMES = frozenset({"", ".txt", ".md", ".text", ".csv", ".tsv"})
OFFICE = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF", "text": "文本"}
OTHER_MAGIC = (
    (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"BM", "图片"),
    (b"II*\x00", "图片"), (b"MM\x00*", "图片"), (b"Rar!", "压缩包"), (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"), (b"%OFD", "OFD 版式文件"), (b"MZ", "程序"), (b"\x7fELF", "程序"),
)  # fmt: skip

SAVE_AS_WORD = _("这是旧版 Word 文档（.doc），请在 WPS 或 Word 中另存为 .docx 后再上传。")
SAVE_AS_EXCEL = _("这是旧版 Excel 工作簿（.xls），请在 WPS 或 Excel 中另存为 .xlsx 后再上传。")
SAVE_AS_ANY = _("这是旧版 Office 文件，请在 WPS 或 Word 中另存为 .docx 或 .xlsx 后再上传。")
WRONG_NAME = _("文件名以“%(suffix)s”结尾，内容却是 %(found)s 文件。请改正扩展名或另存后再上传。")
NOT_READ = _("不能读取这种文件（%(found)s）。请上传 .docx、.xlsx、.pdf 或 .txt 文件。")
WITH_PASSWORD = _("文件有打开密码，无法读取。请去掉密码后再上传。")


@dataclass(frozen=True, slots=True)
class Judged:
    """A file fit to be parsed: its format, its bytes, and the archive or the decoded text."""

    format: Format
    data: bytes
    archive: zipfile.ZipFile | None = None
    text: str = ""


def judge(data: bytes, filename: str) -> Judged:
    """Return what the file is, or raise UnreadableFile; parses nothing, takes milliseconds."""
    if not data or not data.strip(b"\x00 \t\r\n"):
        raise UnreadableFile(_("文件是空的，没有内容。请检查后重新上传。"))
    if len(data) > MAX_BYTES:
        raise UnreadableFile(_("文件超过 %(mb)d MB。请删去图片或拆分后再上传。"), mb=50)
    suffix = PurePath(filename).suffix.lower()
    if data.startswith(OLE):
        raise _old_office(data, suffix)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return _named(Judged("pdf", data), suffix, {".pdf"})
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office(data, suffix)
    for magic, found in OTHER_MAGIC:
        if data.startswith(magic) and b"\x00" in data[:4096]:
            raise UnreadableFile(NOT_READ, found=found)
    if suffix in {".docx", ".xlsx", ".pdf"} and b"\x00" in data[:4096]:
        raise UnreadableFile(DAMAGED)
    return _named(Judged("text", data, text=decode(data)), suffix, TEXT_NAMES)


def decode(data: bytes) -> str:
    """Return the text of UTF-8, UTF-16 or GB18030 bytes, line ends as one newline."""
    text = ""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UnreadableFile(_("文字编码无法识别。请用记事本另存为 UTF-8 编码后再上传。"))
    if "\x00" in text or sum(c < " " and c not in "\t\r\n\f\v" for c in text) > len(text) // 50:
        raise UnreadableFile(NOT_READ, found="二进制文件")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\x00" in data[:200] and len(data) % 2 == 0:
        return ("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be",)
    return ("utf-8-sig", "gb18030")


def _old_office(data: bytes, suffix: str) -> UnreadableFile:
    """A compound file is either pre-2007 Office or a new file behind a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableFile(WITH_PASSWORD)
    if "WordDocument".encode("utf-16-le") in data or suffix in {".doc", ".wps"}:
        return UnreadableFile(SAVE_AS_WORD)
    if "Workbook".encode("utf-16-le") in data or suffix in {".xls", ".et"}:
        return UnreadableFile(SAVE_AS_EXCEL)
    return UnreadableFile(SAVE_AS_ANY)


def _office(data: bytes, suffix: str) -> Judged:
    archive = open_archive(data)
    names = {name.replace("\\", "/").lower() for name in archive.namelist()}
    found: Format
    if any(name.startswith("word/document") and name.endswith(".xml") for name in names):
        found = "docx"
    elif "xl/workbook.xml" in names:
        found = "xlsx"
    elif "xl/workbook.bin" in names:
        raise UnreadableFile(_("这是 .xlsb 工作簿，请在 WPS 或 Excel 中另存为 .xlsx 后再上传。"))
    elif "ofd.xml" in names:
        raise UnreadableFile(NOT_READ, found="OFD 版式文件")
    elif suffix in {".docx", ".xlsx"}:
        raise UnreadableFile(DAMAGED)
    else:
        raise UnreadableFile(NOT_READ, found="压缩包")
    if suffix in {".docm", ".xlsm", ".dotm", ".xltm"}:
        raise UnreadableFile(_("带宏格式（%(suffix)s）不能上传。请另存为 .docx 或 .xlsx。"),
                             suffix=suffix)  # fmt: skip
    return _named(Judged(found, data, archive=archive), suffix, {f".{found}"})


def _named(judged: Judged, suffix: str, fitting: set[str] | frozenset[str]) -> Judged:
    if suffix in fitting:
        return judged
    raise UnreadableFile(WRONG_NAME, suffix=suffix or "（无扩展名）", found=OFFICE[judged.format])
