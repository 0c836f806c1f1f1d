"""Journeys meet a whole running Rectify from outside: over HTTP, or with a real browser."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rectify.supervisor import state
from rectify.supervisor.stack import Stack

HERE = Path(__file__).parent
QUIET_CHROMIUM = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process runs all journeys, so that they can share one stack."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.fixture(scope="session")
def state_directory() -> Iterator[Path]:
    """Short-lived; other accounts may pass through it, as PostgreSQL's must under root."""
    folder = Path(tempfile.mkdtemp(prefix="rectify-journey-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def stack(state_directory: Path) -> Iterator[Stack]:
    """Everything running, with the demo data, on servers and a port of its own."""
    whole = Stack(
        state_directory / "var", state.free_port(), own_servers=True, throwaway=True, logs=True
    )
    with whole.watched():
        yield whole


def chromium() -> str | None:
    """``RECTIFY_CHROMIUM``, else what is on the path."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return os.environ.get("RECTIFY_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """For pytest-playwright's ``page`` and ``browser``."""
    path = chromium()
    if path is None:
        pytest.skip("没有找到 Chromium：请安装 chromium，或用 RECTIFY_CHROMIUM 指定路径")
    return {**browser_type_launch_args, "executable_path": path, "args": QUIET_CHROMIUM}


@pytest.fixture(scope="session")
def browser_context_args(
    browser_context_args: dict[str, Any], request: pytest.FixtureRequest
) -> dict[str, Any]:
    """Pages are addressed by path: ``page.goto("/login/")``."""
    address = request.getfixturevalue("stack").url
    return {**browser_context_args, "base_url": address, "locale": "zh-CN"}


@pytest.fixture(scope="session")
def demo_password(stack: Stack) -> str:
    return stack.demo_password
