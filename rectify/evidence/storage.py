"""Bytes on disk: temp file → fsync → hash → row → rename, in that order (conventions 27).

A file without a row is an orphan the sweeper takes; a row without its file cannot come to be.
"""

import errno
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from rectify.core.errors import DomainError, Invalid

COPIES = ("display", "thumb")
INCOMING = "incoming"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class StorageFull(DomainError):
    """The disk is full: nothing was kept, and the person is told so."""

    status, code = 507, "storage_full"


@dataclass(frozen=True)
class Received:
    """An upload on disk, complete and hashed, but not yet ours."""

    path: Path
    sha256: str
    size: int


def root() -> Path:
    """The private folder of all stored files, outside anything the web server serves."""
    return Path(settings.ENV.var) / "files"


def path_of(stored_name: str, variant: str = "original") -> Path:
    """Where a stored file or one of its copies lies."""
    suffix = "" if variant == "original" else f".{variant}.jpg"
    return root() / stored_name[:2] / f"{stored_name}{suffix}"


def new_name() -> str:
    """A random name; nothing of what the person sent goes into a path."""
    return secrets.token_hex(16)


@contextmanager
def incoming() -> Iterator[Path]:
    """A private folder for one upload, gone afterwards whatever happens; raises `StorageFull`."""
    with _told_when_full():
        base = root() / INCOMING
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=base))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def receive(chunks: Iterable[bytes], path: Path, largest: int) -> Received:
    """Write an upload through to the disk and hash it; raises `Invalid` beyond `largest` bytes."""
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as target:
        for chunk in chunks:
            size += len(chunk)
            if size > largest:
                limit = largest // (1024 * 1024)
                raise Invalid(
                    _("文件超过 %(limit)s MB，没有接收。请压缩或拆分后再上传。") % {"limit": limit}
                )
            digest.update(chunk)
            target.write(chunk)
        _through(target.fileno())
    return Received(path, digest.hexdigest(), size)


def write(data: bytes, path: Path) -> Path:
    """Write a made copy through to the disk."""
    with path.open("xb") as target:
        target.write(data)
        _through(target.fileno())
    return path


def settle(made: dict[str, Path], stored_name: str) -> None:
    """Rename what was received to its lasting names, the original last; call after the row."""
    home = path_of(stored_name).parent
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for variant in sorted(made, key=lambda name: name == "original"):
        made[variant].chmod(0o400)
        made[variant].rename(path_of(stored_name, variant))
    _through_folder(home)


def hash_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _through(descriptor: int) -> None:
    os.fsync(descriptor)


def _through_folder(folder: Path) -> None:
    """A rename lasts only once its folder is written."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _told_when_full() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(
                _("服务器存储空间不足，文件没有保存。请联系系统管理员清理空间，然后重新上传。")
            ) from error
        raise
