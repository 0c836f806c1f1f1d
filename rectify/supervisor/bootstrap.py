"""From a bare machine to a ready ``.venv``: run by the system's Python, standard library only.

``python3 rectify/supervisor/bootstrap.py [embedded] [dev]``; ``base`` is always installed. What is
already there in the locked versions is left alone, so a second run takes no time. The syntax keeps
to what old Pythons can read: they must be able to say that they are too old.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin/python"
STAMP = VENV / "rectify-lock.json"
OLDEST = (3, 11)


def main(extras: "list[str]") -> int:
    if sys.version_info < OLDEST:
        return refuse(
            "需要 Python 3.11 或更新版本，当前是 {}.{}；"
            "如果已另外安装，请用 make PYTHON=python3.11 指定。".format(*sys.version_info)
        )
    from importlib.util import find_spec

    if find_spec("venv") is None or find_spec("ensurepip") is None:
        return refuse(
            "Python 缺少 venv 模块，请先安装系统软件包 python{}.{}-venv（Debian、Ubuntu："
            "apt install python{}.{}-venv）。".format(*sys.version_info[:2] * 2)
        )
    try:
        prepare(wanted_locks(extras))
    except subprocess.CalledProcessError:
        return refuse("安装依赖失败，原因见上面的输出：请检查网络、软件源镜像和磁盘空间后重试。")
    return subprocess.call([str(PYTHON), "-m", "rectify.supervisor", "setup"], cwd=str(CHECKOUT))


def refuse(sentence: "str") -> int:
    sys.stderr.write(sentence + "\n")
    return 1


def wanted_locks(extras: "list[str]") -> "list[Path]":
    """The lock files to install: those asked for and those an earlier run installed."""
    from shutil import which

    names = ["uv", "base", *extras]
    if which("npm") is None:
        names.append("node")
    for name in read_stamp().get("locks", {}):
        if name not in names:
            names.append(name)
    return [CHECKOUT / "requirements" / (name + ".txt") for name in names]


def prepare(locks: "list[Path]") -> None:
    """Make ``.venv`` hold exactly what ``locks`` say, unless the stamp says it does already."""
    digests = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in locks}
    if venv_version() is None:
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    stamp = {"python": venv_version(), "locks": digests}
    if read_stamp() == stamp:
        return
    pip = [str(PYTHON), "-m", "pip"]
    run([*pip, "install", "-q", "--require-hashes", "--no-deps", "-r", str(locks[0])])
    uv = [str(VENV / "bin/uv"), "pip", "sync", "-q", "--require-hashes", "--python", str(PYTHON)]
    run([*uv, *map(str, locks)], env=uv_environment(pip))
    STAMP.write_text(json.dumps(stamp, indent=1))


def venv_version() -> "str | None":
    """What its Python says it is; None when it no longer starts (its system Python has gone)."""
    asked = [str(PYTHON), "-c", "import sys; print(sys.version)"]
    try:
        said = subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    except OSError:
        return None
    return said.decode().strip() or None


def read_stamp() -> "dict[str, Any]":
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def uv_environment(pip: "list[str]") -> "dict[str, str]":
    """uv does not read pip's settings: hand it the mirror and certificates set there."""
    asked = [*pip, "config", "list"]
    said = subprocess.run(asked, stdout=subprocess.PIPE, check=True).stdout.decode()
    pairs = (line.split("=", 1) for line in said.splitlines() if "=" in line)
    known = {key.split(".")[-1]: value.strip("'\"") for key, value in pairs}
    handed = {"UV_DEFAULT_INDEX": known.get("index-url"), "SSL_CERT_FILE": known.get("cert")}
    return {**{name: value for name, value in handed.items() if value}, **os.environ}


def run(command: "list[str]", env: "dict[str, str] | None" = None) -> None:
    subprocess.run(command, check=True, env=env)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
