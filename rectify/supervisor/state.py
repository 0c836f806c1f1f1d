"""What is kept between two runs: secrets, addresses, locks; and the checks before a start."""

import errno
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import IO

LOOPBACK = "127.0.0.1"
NEEDED_BYTES = 300 * 1024 * 1024


class CannotStart(Exception):
    """Carries one Chinese sentence: what is in the way and what to do about it."""


def write_private(path: Path, text: str) -> None:
    """Replace ``path`` in one step; only its owner may read it (0600)."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    new.replace(path)


def keep_secret(path: Path, make: Callable[[], str] = lambda: secrets.token_urlsafe(32)) -> str:
    """The secret kept in ``path``; made and kept (0600) the first time."""
    if not path.exists():
        write_private(path, make() + "\n")
    return path.read_text().strip()


def short_digest(text: str) -> str:
    """Twelve characters that stand for ``text`` in a name."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_addresses(var: Path) -> dict[str, str]:
    """``database_url`` and ``redis_url`` of the embedded pair, as far as they are known."""
    path = var / "embedded.json"
    return dict(json.loads(path.read_text())) if path.exists() else {}


def write_addresses(var: Path, **addresses: str) -> None:
    """Remember embedded addresses in ``embedded.json`` (0600), keeping those not named."""
    write_private(var / "embedded.json", json.dumps(read_addresses(var) | addresses, indent=1))


def hold(path: Path, who: str) -> IO[str]:
    """Hold the lock file ``path`` until the returned file is closed or this process ends."""
    file = path.open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise CannotStart(
            f"{who}正由另一个进程使用，请先停止它，或用 RECTIFY_VAR 另指定一个目录。"
        ) from None
    return file


def port_is_free(port: int) -> bool:
    """Whether a server could listen on ``port`` of the loopback address now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise CannotStart(
                    f"当前用户无权使用端口 {port}，请用 PORT=8000 之类 1024 以上的端口。"
                ) from None
            return False
    return True


def free_port(wished: int | None = None) -> int:
    """``wished`` when it is free, else a port the system picks."""
    if wished and port_is_free(wished):
        return wished
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def asked_port(text: str) -> int:
    """The port the user asked for; refuses a wrong or busy one, never picks another."""
    if not (text.isascii() and text.isdecimal()) or not 0 < int(text) < 65536:
        raise CannotStart(f"PORT 应为 1 至 65535 的整数，现在是“{text}”。")
    if not port_is_free(int(text)):
        raise CannotStart(f"端口 {text} 已被占用，请停止占用它的程序，或用 PORT=8001 另选端口。")
    return int(text)


def require_space(path: Path) -> None:
    """Refuse when the disk under ``path`` has less than 300 MB left."""
    free = shutil.disk_usage(path).free
    if free < NEEDED_BYTES:
        raise CannotStart(
            f"{path} 所在磁盘只剩 {free // 2**20} MB，至少需要 {NEEDED_BYTES // 2**20} MB，"
            "请清理磁盘后再启动。"
        )


def open_state(var: Path) -> Path:
    """Create the state directory; others may pass through it (0711) but not list it."""
    try:
        if not var.exists():
            var.mkdir(parents=True)
            var.chmod(0o711)
        probe = var / ".probe"
        probe.touch()
        probe.unlink()
    except PermissionError:
        raise CannotStart(f"当前用户不能写入状态目录 {var}，请改用有权限的 RECTIFY_VAR。") from None
    return var
