"""A look into a docx or xlsx before it is kept: its directory, not its contents."""

import stat
import struct
import zipfile
import zlib
from pathlib import Path

from django.utils.translation import gettext as _

from rectify.core.errors import Invalid
from rectify.core.text import gettext_noop
from rectify.evidence.limits import ARCHIVE_ENTRIES, ARCHIVE_RATIO, ARCHIVE_UNPACKED, MB

TYPES = "[Content_Types].xml"
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_OTHER = {"docx": "xlsx", "xlsx": "docx"}
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, KeyError,
           NotImplementedError, RuntimeError, EOFError)  # fmt: skip
_SAVE_AGAIN = gettext_noop("请用 WPS 或 Office 打开后另存为新文件，再重新上传。")


def check(path: Path, claimed: str) -> None:
    """Raise `Invalid` unless the archive is an ordinary document of the claimed kind."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_directory(entries, path.stat().st_size)
            names = {entry.filename for entry in entries}
            _check_main_part(names, claimed)
            types = archive.read(TYPES) if archive.getinfo(TYPES).file_size < MB else b""
    except _BROKEN:
        raise Invalid(
            _("文件已损坏或不是 Office 文件。%(how)s") % {"how": _(_SAVE_AGAIN)}
        ) from None
    if b"macroEnabled" in types or b"vbaProject" in types or any(map(_is_macro, names)):
        raise Invalid(_("文件带有宏，没有接收。请另存为不带宏的 .docx 或 .xlsx，再重新上传。"))


def _check_directory(entries: list[zipfile.ZipInfo], packed: int) -> None:
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Invalid(_("文件有打开密码，无法留存。请去掉密码后再上传。"))
    if not entries or min(entry.header_offset for entry in entries) != 0:
        raise Invalid(_("文件开头夹带了其他内容，没有接收。%(how)s") % {"how": _(_SAVE_AGAIN)})
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ARCHIVE_ENTRIES or unpacked > ARCHIVE_UNPACKED:
        raise Invalid(_("文件解压后过大，没有接收。请删去多余的图片或空行后再上传。"))
    if unpacked > 10 * MB and unpacked > ARCHIVE_RATIO * packed:
        raise Invalid(
            _("文件压缩比异常，可能会占满内存，没有接收。%(how)s") % {"how": _(_SAVE_AGAIN)}
        )
    if any(_leaves(entry) for entry in entries):
        raise Invalid(_("文件内部路径异常，没有接收。%(how)s") % {"how": _(_SAVE_AGAIN)})


def _check_main_part(names: set[str], claimed: str) -> None:
    other = _OTHER[claimed]
    if TYPES not in names or not names & set(MAIN_PART.values()):
        raise Invalid(
            _("这是压缩包，不是 Office 文件。请解压后上传其中的文件，或%(how)s")
            % {"how": _(_SAVE_AGAIN)}
        )
    if MAIN_PART[claimed] not in names and MAIN_PART[other] in names:
        raise Invalid(
            _("文件内容是 .%(other)s，扩展名却是 .%(claimed)s。请改正扩展名后再上传。")
            % {"other": other, "claimed": claimed}
        )


def _leaves(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.replace("\\", "/")
    outside = name.startswith("/") or ".." in name.split("/") or ":" in name
    return outside or stat.S_ISLNK(entry.external_attr >> 16)


def _is_macro(name: str) -> bool:
    lowered = f"/{name.lower()}"
    return lowered.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in lowered
