"""What a file really is: content and extension must agree, and nothing else may hide inside."""

import re
import zipfile
from pathlib import Path

from django.utils.translation import gettext as _

from rectify.core.errors import Invalid
from rectify.core.text import gettext_noop
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
    "jpg": gettext_noop("JPG 图片"),
    "png": gettext_noop("PNG 图片"),
    "pdf": gettext_noop("PDF 文件"),
    "zip": gettext_noop("压缩包或 Office 文件"),
    "ole": gettext_noop("旧版 Office 文件"),
    "exe": gettext_noop("程序"),
    "gif": gettext_noop("GIF 图片"),
    "webp": gettext_noop("WEBP 图片"),
    "rar": gettext_noop("压缩包"),
    "heic": gettext_noop("HEIC 图片"),
    "mp4": gettext_noop("视频"),
    "html": gettext_noop("网页"),
    "docx": gettext_noop("Word 文件"),
    "xlsx": gettext_noop("Excel 文件"),
    "txt": gettext_noop("文本"),
}
_SCRIPT = re.compile(rb"<script[\s>]|<\?php|<html[\s>]|<!doctype html|<svg[\s>]", re.I)
_ACTIVE_PDF = re.compile(rb"/(?:JavaScript|Launch)\b")
_ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def check(path: Path, claimed: str) -> None:
    """Raise `Invalid` unless the file is of the kind its extension claims, and only that."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        raise Invalid(_("文件是空的（0 字节）。请检查原文件能否打开，再重新上传。"))
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
    says = _(_WORDS[claimed])
    if found in ("jpg", "png", "pdf", "heic"):
        return Invalid(
            _("文件内容是%(word)s，扩展名却写成%(says)s。请把扩展名改为 .%(found)s 后再上传。")
            % {"word": _(_WORDS[found]), "says": says, "found": found}
        )
    if found:
        return Invalid(
            _("文件内容是%(word)s，不是%(says)s，没有接收。请上传真正的%(says)s。")
            % {"word": _(_WORDS[found]), "says": says}
        )
    return Invalid(
        _("文件内容不是%(says)s，可能已损坏或改过扩展名。请用原软件重新另存后再上传。")
        % {"says": says}
    )


def _refuse_ole(path: Path) -> None:
    if _ENCRYPTED_OLE in path.read_bytes():
        raise Invalid(_("文件有打开密码，无法留存。请去掉密码后再上传。"))
    raise Invalid(
        _(
            "这是旧版 Office 文件（.doc、.xls）。"
            "请用 WPS 或 Office 另存为 .docx 或 .xlsx，再重新上传。"
        )
    )


def _check_photo(path: Path) -> None:
    """A picture that is also an archive, a page or a PDF opens differently elsewhere."""
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        raise Invalid(_("图片后面附带了压缩包，没有接收。请用看图软件另存一份图片再上传。"))
    if _SCRIPT.search(data) or b"%PDF-" in data[:1024]:
        raise Invalid(_("图片里夹带了网页代码或其他文件，没有接收。请用看图软件另存一份再上传。"))


def _check_pdf(path: Path) -> None:
    data = path.read_bytes()
    if b"%%EOF" not in data[-2048:]:
        raise Invalid(_("PDF 文件不完整，可能没有下载完。请重新导出后再上传。"))
    if zipfile.is_zipfile(path) or _SCRIPT.search(data[:HEAD]):
        raise Invalid(_("PDF 里夹带了压缩包或网页，没有接收。请用打印功能重新生成 PDF 再上传。"))
    if _ACTIVE_PDF.search(data):
        raise Invalid(_("PDF 含有脚本或外部程序，没有接收。请用打印功能重新生成 PDF 再上传。"))
    if b"/Encrypt" in data and not _opens_without_password(path):
        raise Invalid(_("PDF 有打开密码，无法留存。请去掉密码后再上传。"))


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
    raise Invalid(_("文本文件含有无法识别的内容。请用记事本另存为 UTF-8 编码后再上传。"))
