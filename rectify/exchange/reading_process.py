"""The process a file is parsed in: limited, without database, gone when it is done.

`python -m rectify.exchange.reading_process` takes one JSON line on stdin — `{path, kind, filename,
year, on}` — and answers on stdout with the lines of `Parsed`, or `{"refused": sentence, …}`.
"""

import json
import os
import resource
import sys
from datetime import date
from typing import Any

from rectify.core.text import gettext_noop as _
from rectify.exchange import readers
from rectify.exchange.parsed import Parsed
from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.staging import plain

MEMORY = 400 * 1024 * 1024
CPU_SECONDS = 60
BEHIND = 10
"""It gives way to those who wait for a page."""
TOO_MUCH = _("文件展开后太大，读取超出了内存限制。请删去图片或拆分后再上传。")
OUTPUT_FILES = 0
"""It writes no file at all."""


def limit() -> None:
    """No more memory, processor time or files than an honest document needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_FILES, OUTPUT_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(BEHIND)


def answer(asked: dict[str, Any]) -> tuple[bytes, ...]:
    """Lines; a refusal is an answer too."""
    on = date.fromisoformat(asked["on"]) if asked.get("on") else None
    try:
        document = readers.read(
            asked["kind"], asked["path"], asked["filename"], year=asked.get("year"), on=on
        )
    except UnreadableFile as refusal:
        values = {name: plain(value) for name, value in refusal.values.items()}
        return (refused(refusal.template, place=refusal.place or "", values=values),)
    return Parsed.of(document).as_lines()


def refused(sentence: str, **more: Any) -> bytes:
    """The line that says why there is nothing."""
    return json.dumps({"refused": sentence, **more}, ensure_ascii=False).encode()


def main() -> None:
    asked = json.loads(sys.stdin.readline())
    limit()
    try:
        found = answer(asked)
    except (MemoryError, RecursionError):
        found = (refused(TOO_MUCH),)
    for n, line in enumerate(found):
        sys.stdout.buffer.write(b"\n" if n else b"")
        sys.stdout.buffer.write(line)


if __name__ == "__main__":
    main()
