"""A private PostgreSQL cluster on the loopback address."""

import os
import re
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from rectify.supervisor import binaries, state
from rectify.supervisor.accounts import Account, database_account
from rectify.supervisor.children import Child, Children, Program
from rectify.supervisor.state import LOOPBACK, CannotStart

OWNER = "rectify_owner"
DATABASE = "rectify"
FAST_AND_LOOSE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
FAR_STATE = Path("/var/lib/rectify")


@dataclass
class Postgres:
    """One cluster. ``throwaway`` trades durability for speed: for tests only."""

    var: Path
    throwaway: bool = False
    account: Account | None = field(init=False)
    home: Path = field(init=False)
    programs: Path = field(init=False)
    data: Path = field(init=False)
    port: int = field(init=False)
    password: str = field(init=False)

    def start(self, children: Children) -> str:
        """Make the cluster if there is none, run it, and return its address (a URL)."""
        self.account = database_account()
        self.home = data_home(self.var, self.account)
        self.programs = self._reachable_programs()
        self.data = self._data_directory()
        known = urlsplit(state.read_addresses(self.var).get("database_url", ""))
        self.password = state.keep_secret(self.var / "database-password")
        lock = state.hold(self.data.with_suffix(".lock"), f"数据目录 {self.data} ")
        children.held.enter_context(lock)
        if not self.data.exists():
            self._initialise()
        self.port = state.free_port(known.port)
        self._run(children)
        self._create_database()
        return f"postgresql://{OWNER}:{self.password}@{LOOPBACK}:{self.port}/{DATABASE}"

    def _reachable_programs(self) -> Path:
        programs = binaries.postgres_bin()
        if self.account is None or binaries.runs_as(programs, self.account):
            return programs
        stamp = f"postgresql-{binaries.full_version(programs)}"
        return binaries.copy_for(programs, self.account, self.home / stamp)

    def _data_directory(self) -> Path:
        """``pg18`` and the like; a directory of another major is refused, never converted."""
        wanted = self.home / f"pg{binaries.major_version(self.programs)}"
        others = [p.name for p in self.home.iterdir() if re.fullmatch(r"pg\d+", p.name)]
        if others and wanted.name not in others:
            found = "、".join(sorted(others))
            raise CannotStart(
                f"{self.home} 中已有 {found} 的数据，而现有程序是 {wanted.name}："
                "请装回原版本的程序，或先备份再恢复到新版本。"
            )
        return wanted

    def _initialise(self) -> None:
        half = self.data.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        secret = self.data.with_suffix(".secret")
        state.write_private(secret, self.password + "\n")
        if self.account:
            self.account.owns(half)
            self.account.owns(secret)
        try:
            self._tool("initdb", *self._initdb_options(half, secret))
        finally:
            secret.unlink()
        half.replace(self.data)

    def _initdb_options(self, data: Path, secret: Path) -> list[str]:
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
        modern = binaries.major_version(self.programs) >= 17
        return [
            *("-D", str(data), "-U", OWNER, f"--pwfile={secret}", "-A", "scram-sha-256"),
            *("-E", "UTF8", "-k", *(builtin if modern else builtin[2:])),
            *(["--no-sync"] if self.throwaway else []),
        ]

    def _run(self, children: Children) -> None:
        """Start, and start again while the last server of this directory is still ending."""
        patience = time.monotonic() + 20
        program = self._program()
        while True:
            child = children.start(program)
            if self._answers(child, patience):
                return
            if time.monotonic() > patience:
                last = last_line(self.var / "log/postgres.log")
                raise CannotStart(f"PostgreSQL 没有启动，它的最后一句话是：{last}")

    def _program(self) -> Program:
        options = [
            *(f"listen_addresses={LOOPBACK}", f"port={self.port}", "unix_socket_directories="),
            *("shared_buffers=128MB", "max_connections=100", "jit=off"),
            *(FAST_AND_LOOSE if self.throwaway else ()),
        ]
        flags = [word for option in options for word in ("-c", option)]
        return Program(
            name="postgres",
            argv=(str(self.programs / "postgres"), "-D", str(self.data), *flags),
            wave=0,
            grace=2.5,
            account=self.account,
            log=self.var / "log/postgres.log",
            stop_signal=signal.SIGINT,  # fast: ends sessions, writes a checkpoint
            last_signal=signal.SIGQUIT,  # at once: recovers from its log at the next start
        )

    def _answers(self, child: Child, patience: float) -> bool:
        while child.running and time.monotonic() < patience:
            if self._tool("pg_isready", "-q", check=False).returncode == 0:
                return child.running
            time.sleep(0.03)
        return False

    def _create_database(self) -> None:
        done = self._tool("createdb", "-T", "template0", DATABASE, check=False)
        if done.returncode and "already exists" not in done.stderr:
            raise CannotStart(f"建立数据库失败：{done.stderr.strip()}")

    def _tool(self, name: str, *args: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        known = {"PGPASSWORD": self.password, "PGUSER": OWNER, "LC_ALL": "C.UTF-8"}
        place = {} if name == "initdb" else {"PGHOST": LOOPBACK, "PGPORT": str(self.port)}
        done = subprocess.run(
            [str(self.programs / name), *args],
            cwd="/",
            env=os.environ | known | place,
            capture_output=True,
            text=True,
            **(self.account.as_popen() if self.account else {}),
        )
        if check and done.returncode:
            raise CannotStart(f"{name} 失败：{done.stderr.strip()}")
        return done


def forget(var: Path) -> None:
    """Remove a throwaway cluster that had to live outside ``var``."""
    recorded = var / "postgres-home"
    if recorded.exists():
        shutil.rmtree(recorded.read_text().strip(), ignore_errors=True)


def data_home(var: Path, account: Account | None) -> Path:
    """The directory that holds the cluster: ``var``, or, where the account cannot get there, a
    place under ``/var/lib`` recorded in ``var/postgres-home``."""
    recorded = var / "postgres-home"
    if recorded.exists():
        return Path(recorded.read_text().strip())
    if account is None or account.can_pass(var):
        return var
    home = FAR_STATE / state.short_digest(str(var.resolve()))
    home.mkdir(parents=True, exist_ok=True)
    recorded.write_text(f"{home}\n")
    return home


def last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
    return lines[-1] if lines else "（没有日志）"
