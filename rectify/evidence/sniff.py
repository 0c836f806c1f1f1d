"""What a file really is: content and extension must agree, and nothing else may hide inside."""

import re
import zipfile
from pathlib import Path

from rectify.core.errors import Invalid
from rectify.evidence import office

HEAD = 4096
_MAGIC = (
    ("jpg", re.compile(rb"\xff\xd8\xff")),
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("pdf", re.compile(rb"(?:\xef\xbb\xbf)?\s{0,16}%PDF-\d")),
    ("zip", re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)")),
    ("ole", re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    ("exe", re.compile(rb"MZ|\x7fELF|\xfe\xed\xfa|\xcf\xfa\xed\xfe|#!")),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("rar", re.compile(rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b")),
    ("heic", re.compile(rb"....ftyp(?:heic|heix|hevc|heim|heis|mif1|msf1)", re.DOTALL)),
    ("mp4", re.compile(rb"....ftyp", re.DOTALL)),
    (
        "html",
        re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|svg|\?xml)", re.I),
    ),
)
_WORDS = {
    "jpg": "JPG 图片", "png": "PNG 图片", "pdf": "PDF 文件", "zip": "压缩包或 Office 文件",
    "ole": "旧版 Office 文件", "exe": "程序", "gif": "GIF 图片", "webp": "WEBP 图片",
    "rar": "压缩包", "heic": "HEIC 图片", "mp4": "视频", "html": "网页", "docx": "Word 文件",
    "xlsx": "Excel 文件", "txt": "文本",
}  # fmt: skip
_SCRIPT = re.compile(rb"<script[\s>]|<\?php|<html[\s>]|<!doctype html|<svg[\s>]", re.I)
_ACTIVE_PDF = re.compile(rb"/(?:JavaScript|Launch)\b")
_ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def check(path: Path, claimed: str) -> None:
    """Raise `Invalid` unless the file is of the kind its extension claims, and only that."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        raise Invalid("文件是空的（0 字节）。请检查原文件能否打开，再重新上传。")
    found = _found(head)
    if found == "ole":
        _refuse_ole(path)
    if claimed in ("docx", "xlsx") and found == "zip":
        office.check(path, claimed)
    elif claimed == "txt" and found is None:
        _check_text(path)
    elif found != claimed:
        raise _mismatch(found, claimed)
    elif claimed == "pdf":
        _check_pdf(path)
    else:
        _check_photo(path)


def _found(head: bytes) -> str | None:
    return next((kind for kind, magic in _MAGIC if magic.match(head)), None)


def _mismatch(found: str | None, claimed: str) -> Invalid:
    says = _WORDS[claimed]
    if found in ("jpg", "png", "pdf", "heic"):
        return Invalid(
            f"文件内容是{_WORDS[found]}，扩展名却写成{says}。请把扩展名改为 .{found} 后再上传。"
        )
    if found:
        return Invalid(f"文件内容是{_WORDS[found]}，不是{says}，没有接收。请上传真正的{says}。")
    return Invalid(f"文件内容不是{says}，可能已损坏或改过扩展名。请用原软件重新另存后再上传。")


def _refuse_ole(path: Path) -> None:
    if _ENCRYPTED_OLE in path.read_bytes():
        raise Invalid("文件有打开密码，无法留存。请去掉密码后再上传。")
    raise Invalid(
        "这是旧版 Office 文件（.doc、.xls）。请用 WPS 或 Office 另存为 .docx 或 .xlsx，再重新上传。"
    )


def _check_photo(path: Path) -> None:
    """A picture that is also an archive, a page or a PDF opens differently elsewhere."""
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        raise Invalid("图片后面附带了压缩包，没有接收。请用看图软件另存一份图片再上传。")
    if _SCRIPT.search(data) or b"%PDF-" in data[:1024]:
        raise Invalid("图片里夹带了网页代码或其他文件，没有接收。请用看图软件另存一份再上传。")


def _check_pdf(path: Path) -> None:
    data = path.read_bytes()
    if b"%%EOF" not in data[-2048:]:
        raise Invalid("PDF 文件不完整，可能没有下载完。请重新导出后再上传。")
    if zipfile.is_zipfile(path) or _SCRIPT.search(data[:HEAD]):
        raise Invalid("PDF 里夹带了压缩包或网页，没有接收。请用打印功能重新生成 PDF 再上传。")
    if _ACTIVE_PDF.search(data):
        raise Invalid("PDF 含有脚本或外部程序，没有接收。请用打印功能重新生成 PDF 再上传。")
    if b"/Encrypt" in data and not _opens_without_password(path):
        raise Invalid("PDF 有打开密码，无法留存。请去掉密码后再上传。")


def _opens_without_password(path: Path) -> bool:
    from pypdf import PdfReader  # only for the rare encrypted file
    from pypdf.errors import PyPdfError

    try:
        return not (reader := PdfReader(path)).is_encrypted or bool(reader.decrypt(""))
    except (PyPdfError, ValueError, KeyError, NotImplementedError, RecursionError):
        return False


def _check_text(path: Path) -> None:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return
    raise Invalid("文本文件含有无法识别的内容。请用记事本另存为 UTF-8 编码后再上传。")
