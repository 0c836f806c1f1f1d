"""Looks into a docx or xlsx before anything parses it (requirements S-21, conventions 24)."""

import re
import stat
import struct
import zipfile
import zlib
from io import BytesIO

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.errors import UnreadableFile

MAX_ENTRIES = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 120
RATIO_FLOOR = 1024 * 1024  # a small file of blanks may shrink a thousandfold and harms nobody
CHUNK = 1 << 20

DAMAGED = _("文件已损坏，无法打开。请用原软件打开后另存一份再上传。")
HARMFUL = _(
    "文件内部结构异常（%(what)s），为安全起见没有打开。请用 WPS 或 Word 另存为新文件后再上传。"
)
MACROS = _("文件带有宏，不能上传。请另存为不带宏的 .docx 或 .xlsx 后再上传。")
EXTERNAL = _("文件引用了外部链接的内容，为安全起见没有打开。请在原软件中断开链接后再上传。")
TOO_LARGE = _("文件解压后过大（超过 %(mb)d MB），没有打开。请删去多余的图片或空行后再上传。")

BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError,
          NotImplementedError, RuntimeError, KeyError, IndexError, UnicodeError)  # fmt: skip
OUTSIDE_LINK = re.compile(rb'TargetMode\s*=\s*["\']External["\']', re.IGNORECASE)
LINK_TYPE = re.compile(rb"/(hyperlink|attachedTemplate)[\"']", re.IGNORECASE)
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)


MAX_ELEMENTS = 1_000_000
MAX_FOREIGN = 300_000  # in a sheet, whose cells are counted by themselves
TOO_MANY = _(
    "文件内部标记过多（超过 %(limit)d 个），为安全起见没有打开。请把内容复制到新文件后再上传。"
)
SHEETS = ("/worksheets/", "/sharedstrings")
SHEET_MARK = re.compile(rb"<(?:\w{1,9}:)?(?:c|v|f|is|t|r|si|row|rPr|sz|color|rFont|family|charset|"
                        rb"scheme|b|vertAlign|phoneticPr|mergeCell)[\s/>]")  # fmt: skip


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Return the archive after looking through its directory; refuse what could do harm."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = archive.infolist()
    except BROKEN as error:
        raise UnreadableFile(DAMAGED) from error
    _check_directory(entries, len(data))
    _check_overlaps(entries)
    for entry in entries:
        _check_name(entry)
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            _check_markup(archive, entry)
    return archive


def read_entry(archive: zipfile.ZipFile, name: str, limit: int = MAX_UNPACKED) -> bytes:
    """Return one entry's bytes; never more than `limit`, whatever its header claims."""
    try:
        with archive.open(name) as stream:
            data = stream.read(limit + 1)
    except BROKEN as error:
        raise UnreadableFile(DAMAGED) from error
    if len(data) > limit:
        raise UnreadableFile(TOO_LARGE, mb=limit // 1024 // 1024)
    return data


def _check_directory(entries: list[zipfile.ZipInfo], packed: int) -> None:
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFile(HARMFUL, what=f"内含文件 {len(entries)} 个，上限 {MAX_ENTRIES} 个")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise UnreadableFile(TOO_LARGE, mb=MAX_UNPACKED // 1024 // 1024)
    if unpacked > RATIO_FLOOR and unpacked > MAX_RATIO * max(packed, 1):
        raise UnreadableFile(HARMFUL, what="压缩比过高")
    for entry in entries:
        too_dense = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if entry.file_size > 10 * RATIO_FLOOR and too_dense:
            raise UnreadableFile(HARMFUL, what="压缩比过高")
        if entry.flag_bits & 0x1:
            raise UnreadableFile(_("文件有打开密码，无法读取。请去掉密码后再上传。"))


def _check_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    """Two entries over the same bytes are how a small archive unpacks without end."""
    end = 0
    for entry in sorted(entries, key=lambda item: item.header_offset):
        if entry.header_offset < end:
            raise UnreadableFile(HARMFUL, what="内部文件重叠")
        end = entry.header_offset + 30 + entry.compress_size


def _check_name(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name or "\x00" in name:
        raise UnreadableFile(HARMFUL, what="内部路径越界")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UnreadableFile(HARMFUL, what="含符号链接")
    lowered = name.lower()
    if lowered.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in f"/{lowered}":
        raise UnreadableFile(MACROS)
    if "/externallinks/" in f"/{lowered}":
        raise UnreadableFile(EXTERNAL)


def _check_markup(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Read the entry as a stream: its true size, and nothing a parser would expand."""
    name = entry.filename.lower()
    seen, tail, is_rels = 0, b"", name.endswith(".rels")
    is_sheet, elements = any(mark in f"/{name}" for mark in SHEETS), 0
    limit = MAX_FOREIGN if is_sheet else MAX_ELEMENTS
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                seen += len(chunk)
                if seen > entry.file_size:
                    raise UnreadableFile(HARMFUL, what="内部文件大小不实")
                elements += chunk.count(b"<") - chunk.count(b"</")
                elements -= len(SHEET_MARK.findall(chunk)) if is_sheet else 0
                if elements > limit:
                    raise UnreadableFile(TOO_MANY, limit=limit)
                window = tail + chunk
                _check_window(window, is_rels)
                tail = window[-4096:] if is_rels else window[-32:]
    except BROKEN as error:
        raise UnreadableFile(DAMAGED) from error


def _check_window(window: bytes, is_rels: bool) -> None:
    plain = window.replace(b"\x00", b"") if b"<\x00" in window[:8] or b"\x00<" in window else window
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain or b"<!doctype" in plain:
        raise UnreadableFile(HARMFUL, what="含实体定义")
    if not is_rels:
        return
    for relation in RELATION.findall(plain):
        if OUTSIDE_LINK.search(relation) and not LINK_TYPE.search(relation):
            raise UnreadableFile(EXTERNAL)
