"""Looks into a PDF's packed streams before the parser unpacks them without any limit."""

import re
import zlib

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.archive import MAX_RATIO, MAX_UNPACKED, RATIO_FLOOR, TOO_LARGE
from rectify.exchange.readers.errors import UnreadableFile

STREAM = re.compile(rb"stream\r?\n")
STEP = 1 << 20
TOO_DENSE = _("文件内部结构异常（压缩比过高），为安全起见没有打开。请用原软件重新导出后再上传。")


def check_streams(data: bytes) -> None:
    """Refuse a PDF whose streams unpack to more than an archive may (requirements S-21)."""
    total = 0
    for match in STREAM.finditer(data):
        if data[match.end() : match.end() + 1] != b"\x78":
            continue  # not deflated
        end = data.find(b"endstream", match.end())
        packed = data[match.end() : end if end > 0 else len(data)]
        size = _unpacked(packed, MAX_UNPACKED - total)
        total += size
        if total >= MAX_UNPACKED:
            raise UnreadableFile(TOO_LARGE, mb=MAX_UNPACKED // 1024 // 1024)
        if size > 10 * RATIO_FLOOR and size > MAX_RATIO * max(len(packed), 1):
            raise UnreadableFile(TOO_DENSE)


def _unpacked(packed: bytes, limit: int) -> int:
    """Return the size a stream unpacks to, counting no further than `limit`."""
    engine, size = zlib.decompressobj(), 0
    try:
        while packed and size < limit:
            size += len(engine.decompress(packed, STEP))
            packed = engine.unconsumed_tail
    except zlib.error:
        return size  # damaged: the parser will say so
    return size
