"""The three programs of Rectify itself and how each is run on one machine."""

import sys
from collections.abc import Mapping
from pathlib import Path

from rectify.supervisor.children import Program
from rectify.supervisor.state import LOOPBACK

# The worker gives a running task five seconds (worker_soft_shutdown_timeout) and then puts it
# back; with the graces of Valkey and PostgreSQL a stop stays within ten seconds.
GRACE = 6.5
CHECKOUT = Path(__file__).resolve().parents[2]


def all_of(port: int, var: Path, environment: Mapping[str, str], logs: bool) -> list[Program]:
    """Web, worker and beat; with ``logs`` each writes to a file of its own in ``var/log``."""
    commands = {"web": web(port), "worker": worker(), "beat": beat(var)}
    return [
        Program(
            name=name,
            argv=(sys.executable, "-m", *command),
            wave=2,
            grace=GRACE,
            environment=environment,
            folder=CHECKOUT,
            log=var / f"log/{name}.log" if logs else None,
        )
        for name, command in commands.items()
    ]


def web(port: int) -> tuple[str, ...]:
    return (
        *("gunicorn", "rectify.wsgi", "--bind", f"{LOOPBACK}:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        *("--graceful-timeout", "4", "--log-level", "warning", "--no-control-socket"),
    )


def worker() -> tuple[str, ...]:
    return (
        *("celery", "-A", "rectify", "worker", "--concurrency", "2"),
        *("--loglevel", "WARNING", "--without-gossip", "--without-mingle"),
    )


def beat(var: Path) -> tuple[str, ...]:
    schedule = str(var / "beat-schedule")
    return ("celery", "-A", "rectify", "beat", "-s", schedule, "--pidfile=", "--loglevel=WARNING")
