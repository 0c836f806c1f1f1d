"""Parses a file in a process of its own, under limits of memory, processor time and wall time."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop as _

from rectify.exchange.marks import Mark
from rectify.exchange.parsed import Parsed
from rectify.exchange.readers.errors import UnreadableFile

WALL_SECONDS = 90
"""Below the soft time limit of a Celery task, so that the refusal is still written."""
TOO_LONG = _("文件读取超时。请删去图片或拆分后再上传。")
TOO_MUCH = _("文件展开后太大，读取超出了资源限制。请删去图片或拆分后再上传。")
OUR_FAULT = _("读取这份文件时系统出错，已记录。请换一种格式再试，或把文件交给系统管理员。")
NO_SECRETS = {
    "PATH": os.environ.get("PATH", ""),
    "LANG": "C.UTF-8",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONDONTWRITEBYTECODE": "1",
}
"""A parser of strangers' files is told no database address and no key."""
REFUSED = b'{"refused"'
"""How the answer of a process that refuses the file begins."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """A stored file and how to read it: `on` and `year` are what its relative words count from."""

    path: Path
    kind: str
    filename: str
    year: int | None = None
    on: str | None = None


def parse(asked: Asked, wall: float = WALL_SECONDS) -> Parsed:
    """The document, ready to be kept; raises `UnreadableFile`."""
    order = {**vars(asked), "path": str(asked.path)}
    done = _run("rectify.exchange.reading_process", order, wall)
    if done.returncode < 0:  # ended by a signal: the limit on processor time, or the kernel
        raise UnreadableFile(TOO_MUCH)
    if done.returncode:
        log.error("a file could not be read: %s", done.stderr[-2000:].decode(errors="replace"))
        raise UnreadableFile(OUR_FAULT)
    if done.stdout.startswith(REFUSED):
        raise _refusal(json.loads(done.stdout))
    return Parsed.of_lines(done.stdout)


def _refusal(found: dict[str, Any]) -> UnreadableFile:
    values = found.get("values") or {}
    return UnreadableFile(found["refused"], found.get("place") or None, **values)


def marked(path: Path, marks: Sequence[Mark], kind: str, wall: float = WALL_SECONDS) -> bytes:
    """The workbook at `path` with the marks in it; raises `UnreadableFile` when it is too large."""
    order = {"path": str(path), "kind": kind, "marks": [list(mark) for mark in marks]}
    done = _run("rectify.exchange.marking_process", order, wall)
    if done.returncode:
        log.error("a workbook was not marked: %s", done.stderr[-2000:].decode(errors="replace"))
        raise UnreadableFile(TOO_MUCH)
    return done.stdout


def _run(module: str, order: dict[str, Any], wall: float) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [sys.executable, "-m", module],
            input=json.dumps(order).encode() + b"\n",
            capture_output=True,
            timeout=wall,
            cwd=settings.BASE_DIR,
            env=NO_SECRETS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFile(TOO_LONG) from None
