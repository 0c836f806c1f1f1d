"""The three programs of Rectify itself and how each is run on one machine."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from rectify.supervisor.children import Program
from rectify.supervisor.state import LOOPBACK

# The worker gives a running task five seconds (worker_soft_shutdown_timeout) and then puts it
# back; with the graces of Valkey and PostgreSQL a stop stays within ten seconds.
GRACE = 6.5
# On one's own machine, root or not is the user's business.
NO_LECTURE = "ignore:You're running the worker with superuser privileges"


class Command(NamedTuple):
    """A Python module with its arguments, and the name it goes by."""

    name: str
    words: tuple[str, ...]

    def program(self, folder: Path, environment: Mapping[str, str], logs: Path | None) -> Program:
        """Run in ``folder``; with ``logs`` it writes to a file of its own there."""
        return Program(
            name=self.name,
            argv=(sys.executable, "-W", NO_LECTURE, "-m", *self.words),
            wave=2,
            grace=GRACE,
            environment=environment,
            folder=folder,
            log=logs / f"{self.name}.log" if logs else None,
        )


def all_of(port: int, var: Path) -> list[Command]:
    """Web, worker and beat."""
    return [
        Command("web", web(port)),
        Command("worker", worker()),
        Command("beat", beat(var)),
    ]


def web(port: int) -> tuple[str, ...]:
    return (
        *("gunicorn", "rectify.wsgi", "--bind", f"{LOOPBACK}:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        *("--graceful-timeout", "4", "--log-level", "warning", "--no-control-socket"),
    )


def worker() -> tuple[str, ...]:
    return (
        *("celery", "-q", "-A", "rectify", "worker", "--concurrency", "2"),
        *("--loglevel", "WARNING", "--without-gossip", "--without-mingle"),
    )


def beat(var: Path) -> tuple[str, ...]:
    schedule = str(var / "beat-schedule")
    return (
        *("celery", "-q", "-A", "rectify", "beat", "-s", schedule),
        *("--pidfile=", "--loglevel", "WARNING"),
    )
