"""Uploads waiting to be read: private, under random names, never served."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from rectify.core.errors import Invalid

ORPHAN_AGE = 24 * 3600


def folder() -> Path:
    """Where uploads lie; made for the owner alone."""
    place: Path = settings.ENV.var / "imports"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def path_of(stored_name: str) -> Path:
    """The file of a staged import."""
    return folder() / stored_name


def drop(stored_name: str) -> None:
    """The upload is not kept: it held what belongs to nobody's eyes. Its hash stays in the row."""
    path_of(stored_name).unlink(missing_ok=True)


def sweep(known: set[str]) -> int:
    """Remove files no row knows, left by a crash; a young one may still get its row."""
    edge, gone = time.time() - ORPHAN_AGE, 0
    for path in folder().iterdir():
        if path.name not in known and path.is_file() and path.stat().st_mtime < edge:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


@contextmanager
def kept(data: bytes) -> Iterator[str]:
    """Write `data` safely and yield its name; the file appears when the block ends well.

    Temp file → fsync → row → rename (conventions 27): a failure leaves neither row nor file.
    """
    name = secrets.token_hex(20)
    part = folder() / f"{name}.part"
    try:
        _write(part, data)
        yield name
        part.rename(path_of(name))
    except OSError as error:
        message = "服务器存储空间不足或不可写，文件没有收下。请稍后再试，或联系系统管理员。"
        raise Invalid(message, file=_("没有收下")) from error
    finally:
        part.unlink(missing_ok=True)


def _write(part: Path, data: bytes) -> None:
    with part.open("xb") as file:
        part.chmod(0o600)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
