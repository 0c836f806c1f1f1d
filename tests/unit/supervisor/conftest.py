"""A state directory other accounts may pass through, and servers started in it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from rectify.supervisor.children import Children


@pytest.fixture
def var() -> Iterator[Path]:
    """Not ``tmp_path``: its parents are closed to the account PostgreSQL runs as under root."""
    folder = Path(tempfile.mkdtemp(prefix="rectify-unit-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def children() -> Iterator[Children]:
    started = Children()
    yield started
    started.stop()
