"""Programs run as children in the foreground: started, restarted when they die, stopped in order.

Each child leads a session of its own, so Ctrl-C reaches only the supervisor, which then keeps the
order. On Linux the kernel ends the children when the supervisor itself is killed.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rectify.supervisor.accounts import Account

SETTLED = 60.0
LONGEST_PAUSE = 30.0
LOG_LIMIT = 10 * 1024 * 1024
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Program:
    """What to run. The highest ``wave`` is stopped first; ``grace`` is in seconds."""

    name: str
    argv: tuple[str, ...]
    wave: int
    grace: float
    environment: Mapping[str, str] | None = None
    account: Account | None = None
    folder: Path = Path("/")
    log: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    last_signal: signal.Signals = signal.SIGKILL


@dataclass
class Child:
    """A running program and how often it has died of late."""

    program: Program
    process: subprocess.Popen[bytes] = field(init=False)
    started: float = field(init=False)
    deaths: int = 0
    due: float | None = None

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        program = self.program
        log = open_log(program.log) if program.log else None
        try:
            self.process = subprocess.Popen(
                program.argv,
                cwd=program.folder,
                env=program.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=end_with_parent(program.stop_signal),
                **(program.account.as_popen() if program.account else {}),
            )
        finally:
            if log is not None:
                os.close(log)
        self.started, self.due = time.monotonic(), None

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        if self.running:
            self.process.send_signal(number)

    def wait(self, seconds: float) -> bool:
        """Whether the child ended within ``seconds``."""
        try:
            self.process.wait(max(seconds, 0.01))
        except subprocess.TimeoutExpired:
            return False
        return True

    def sweep(self) -> None:
        """End what the child left behind in its session (the workers of a killed web server)."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return

    def look(self, now: float) -> None:
        """Start again when it has died, after a pause that doubles up to half a minute."""
        if self.running:
            return
        if self.due is None:
            self.deaths = 1 if now - self.started > SETTLED else self.deaths + 1
            pause = min(0.5 * 2 ** (self.deaths - 1), LONGEST_PAUSE)
            self.due = now + pause
            self.sweep()
            code = self.process.returncode
            say(f"{self.program.name} 意外退出（返回码 {code}），{pause:g} 秒后重新启动。")
        elif now >= self.due:
            self.start()


class Children:
    """The children of one supervisor, and the locks held for as long as they run."""

    def __init__(self) -> None:
        self.by_name: dict[str, Child] = {}
        self.held = contextlib.ExitStack()

    def start(self, program: Program) -> Child:
        child = self.by_name[program.name] = Child(program)
        return child

    def look(self) -> None:
        """Restart what has died and is due."""
        for child in self.by_name.values():
            child.look(time.monotonic())

    def stop(self) -> None:
        """Stop wave after wave; when nothing runs any more, let go of the locks."""
        for wave in sorted({child.program.wave for child in self.by_name.values()}, reverse=True):
            stop_wave([c for c in self.by_name.values() if c.program.wave == wave])
        self.by_name.clear()
        self.held.close()


def stop_wave(children: list[Child]) -> None:
    begun = time.monotonic()
    for child in children:
        child.signal(child.program.stop_signal)
    for child in children:
        if not child.wait(begun + child.program.grace - time.monotonic()):
            child.signal(child.program.last_signal)
            if not child.wait(1.0):
                child.signal(signal.SIGKILL)
                child.wait(5.0)
        child.sweep()


def open_log(path: Path) -> int:
    """A private log to append to; it begins anew when it has grown past 10 MB."""
    path.parent.mkdir(parents=True, exist_ok=True)
    full = path.exists() and path.stat().st_size > LOG_LIMIT
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | (os.O_TRUNC if full else 0)
    return os.open(path, flags, 0o600)


def end_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """Runs in the child, after it has changed its account (which would clear the request)."""
    libc = LIBC
    if libc is None:
        return None

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(number))

    return ask


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
