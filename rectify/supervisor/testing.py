"""``make test``: pytest against a throwaway cluster of its own, whatever else runs here."""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rectify.supervisor import postgres, state
from rectify.supervisor.children import Children
from rectify.supervisor.services import Services

CHECKOUT = Path(__file__).resolve().parents[2]
# A developer's own servers must never be what the tests run against.
NOT_FOR_TESTS = ("CACHE_URL", "REPLICA_URL", "MIGRATE_DATABASE_URL", "PUBLIC_DATABASE_URL")


@contextlib.contextmanager
def throwaway_services() -> Iterator[dict[str, str]]:
    """Yields the environment of a fresh PostgreSQL and Valkey; leaves nothing behind."""
    children = Children()
    folder = Path(tempfile.mkdtemp(prefix="rectify-test-"))
    folder.chmod(0o711)
    try:
        services = Services(state.open_state(folder / "var"), children, throwaway=True)
        services.start(ignore_environment=True)
        yield services.environment | {"RECTIFY_VAR": str(services.var)}
    finally:
        children.stop()
        postgres.forget(folder / "var")
        shutil.rmtree(folder, ignore_errors=True)


def run_tests(arguments: list[str]) -> int:
    """Run pytest with ``arguments`` and return its exit code."""
    command = [sys.executable, "-m", "pytest", *pytest_options(arguments)]
    with throwaway_services() as services:
        environment = {k: v for k, v in os.environ.items() if k not in NOT_FOR_TESTS} | services
        environment |= {
            "RECTIFY_PROFILE": "test",
            "RECTIFY_SECRET_KEY": secrets.token_hex(32),
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright leaves an event loop running
        }
        tests = subprocess.Popen(command, cwd=CHECKOUT, env=environment)
        return wait_through_signals(tests)


def pytest_options(arguments: list[str]) -> list[str]:
    """Two processes unless told otherwise, groups (journeys) kept on one of them; no cache where
    the checkout cannot be written."""
    spread = any(word.startswith(("-n", "--pdb", "--numprocesses")) for word in arguments)
    writable = os.access(CHECKOUT, os.W_OK)
    return [
        *([] if spread else ["-n", "2", "--dist", "loadgroup"]),
        *([] if writable else ["-p", "no:cacheprovider"]),
        *arguments,
    ]


def wait_through_signals(process: subprocess.Popen[bytes]) -> int:
    """Its exit code. Ctrl-C reaches it through the terminal; SIGTERM is passed on."""
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue
