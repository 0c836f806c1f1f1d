"""The whole of Rectify on one machine: services, preparation, web, worker and beat."""

import contextlib
import http.client
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rectify.supervisor import programs, state
from rectify.supervisor.children import Children, open_log
from rectify.supervisor.services import Services
from rectify.supervisor.state import LOOPBACK, CannotStart

CHECKOUT = Path(__file__).resolve().parents[2]
# Letters and digits nobody mistakes for one another when typing from a screen.
PLAIN = "abcdefghjkmnpqrstuvwxyz23456789"
# What a stack with servers of its own must not take over from the environment around it.
SERVERS = (
    *("DATABASE_URL", "REDIS_URL", "CACHE_URL", "REPLICA_URL"),
    *("MIGRATE_DATABASE_URL", "PUBLIC_DATABASE_URL"),
)


def wished_password() -> str | None:
    return os.environ.get("RECTIFY_DEMO_PASSWORD") or None


def easy_password() -> str:
    return "".join(secrets.choice(PLAIN) for _ in range(12))


@dataclass
class Stack:
    """One installation in the state directory ``var``, answering on ``port`` of the loopback.

    ``own_servers`` starts an embedded pair even where the environment names servers;
    ``throwaway`` makes that pair fast and forgetful; ``logs`` sends the words of web, worker and
    beat to files below ``var/log`` instead of the terminal.
    """

    var: Path
    port: int
    demo: bool = True
    own_servers: bool = False
    throwaway: bool = False
    logs: bool = False
    profile: str = "local"
    checkout: Path = CHECKOUT
    children: Children = field(default_factory=Children)
    stopping: threading.Event = field(default_factory=threading.Event)
    environment: dict[str, str] = field(default_factory=dict)
    first_password: str = field(default_factory=lambda: wished_password() or easy_password())

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def demo_password(self) -> str:
        """The one the demo accounts got at the first start, kept in ``var/demo-password``; before
        that ``RECTIFY_DEMO_PASSWORD`` or a random one."""
        kept = self.var / "demo-password"
        return kept.read_text().strip() if kept.exists() else self.first_password

    def start(self) -> None:
        """Start everything and return once the web server answers.

        Raises ``CannotStart``; call ``stop`` then too, for what had already been started.
        """
        state.open_state(self.var)
        state.require_space(self.var)
        (self.var / "static").mkdir(exist_ok=True)  # WhiteNoise warns when it is not there
        lock = state.hold(self.var / "run.lock", f"状态目录 {self.var} ")
        self.children.held.enter_context(lock)
        services = Services(self.var, self.children, self.throwaway)
        services.start(ignore_environment=self.own_servers)
        self.services = services
        self.environment = self._environment()
        self.manage("prepare")
        if self.demo:
            self.manage("demo", "--if-empty")
            state.keep_secret(self.var / "demo-password", lambda: self.first_password)
        logs = self.var / "log" if self.logs else None
        for command in programs.all_of(self.port, self.var):
            self.children.start(command.program(self.checkout, self.environment, logs))
        self._wait_for_web()

    def manage(self, *words: str) -> None:
        """Run a management command in the surroundings of this stack."""
        command = [sys.executable, "manage.py", *words]
        log = self.var / "log/manage.log"
        with os.fdopen(open_log(log), "wb") if self.logs else contextlib.nullcontext() as out:
            done = subprocess.run(
                command, cwd=self.checkout, env=self.environment, stdout=out, stderr=out
            )
        if done.returncode:
            place = str(log) if self.logs else "上面的输出"
            raise CannotStart(f"manage.py {' '.join(words)} 失败，原因见{place}。")

    def watch(self) -> None:
        """Restart what dies, until ``stop`` is called or a signal interrupts."""
        while not self.stopping.wait(0.2):
            self.children.look()

    @contextlib.contextmanager
    def watched(self) -> Iterator["Stack"]:
        """Start, watch from a thread, stop at the end: for tests."""
        watcher = threading.Thread(target=self.watch, daemon=True)
        try:
            self.start()
            watcher.start()
            yield self
        finally:
            self.stopping.set()
            if watcher.ident:
                watcher.join()
            self.stop()

    def kill(self, name: str) -> None:
        """End ``postgres``, ``valkey``, ``web``, ``worker`` or ``beat`` without warning."""
        self.children.by_name[name].process.kill()

    def stop(self) -> None:
        """Stop everything in order, PostgreSQL last, within ten seconds."""
        self.stopping.set()
        self.children.stop()

    def answers(self, path: str = "/livez") -> bool:
        """Whether the web server answers ``path`` with 200."""
        line = http.client.HTTPConnection(LOOPBACK, self.port, timeout=5)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(line):
            line.request("GET", path)
            return line.getresponse().status == 200
        return False

    def _environment(self) -> dict[str, str]:
        around = dict(os.environ)
        if self.own_servers:
            around = {name: value for name, value in around.items() if name not in SERVERS}
        secret = state.keep_secret(self.var / "secret-key", lambda: secrets.token_urlsafe(48))
        around.setdefault("RECTIFY_SECRET_KEY", secret)
        return around | {
            **self.services.environment,
            "PORT": str(self.port),
            "RECTIFY_PROFILE": self.profile,
            "RECTIFY_VAR": str(self.var),
            "RECTIFY_DEMO_PASSWORD": self.demo_password,
        }

    def _wait_for_web(self) -> None:
        patience = time.monotonic() + 60
        while not self.answers():
            self.children.look()
            web = self.children.by_name["web"]
            if web.deaths > 2 or time.monotonic() > patience:
                place = str(self.var / "log/web.log") if self.logs else "上面的输出"
                raise CannotStart(f"网页服务没有启动，原因见{place}。")
            time.sleep(0.1)
