"""The account PostgreSQL runs as when we are root, which it refuses to be."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rectify.supervisor.state import CannotStart

CREATED = "rectify-db"


@dataclass(frozen=True)
class Account:
    """A passwd entry children are dropped to."""

    name: str
    uid: int
    gid: int

    def as_popen(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def owns(self, path: Path) -> None:
        os.chown(path, self.uid, self.gid)

    def can_pass(self, path: Path) -> bool:
        """Whether this account may enter directory ``path``: asked of the system, not guessed."""
        return subprocess.run(["test", "-x", path], cwd="/", **self.as_popen()).returncode == 0


def find(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def database_account() -> Account | None:
    """None for an ordinary user. For root: the one named by ``RECTIFY_POSTGRES_ACCOUNT``,
    else ``postgres``, else a system account made for the purpose, else ``nobody``."""
    if os.geteuid() != 0:
        return None
    named = os.environ.get("RECTIFY_POSTGRES_ACCOUNT")
    if named:
        account = find(named)
        if account is None or account.uid == 0:
            raise CannotStart(f"RECTIFY_POSTGRES_ACCOUNT 指定的账号“{named}”不存在或是 root。")
        return account
    account = find("postgres") or find(CREATED) or create() or find("nobody")
    if account is None:
        raise CannotStart("以 root 运行时需要一个普通账号来运行数据库，请用 useradd 新建一个。")
    return account


def create() -> Account | None:
    if shutil.which("useradd") is None:
        return None
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", CREATED]
    subprocess.run(command, capture_output=True, check=False)
    return find(CREATED)
