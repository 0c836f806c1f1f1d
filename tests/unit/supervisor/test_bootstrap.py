import ast
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rectify.supervisor import bootstrap

SOURCE = Path(bootstrap.__file__)


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """An empty checkout with three locks; commands are recorded, not run."""
    (tmp_path / "requirements").mkdir()
    for name in ("uv", "base", "embedded"):
        (tmp_path / f"requirements/{name}.txt").write_text(f"{name}==1\n")
    monkeypatch.setattr(bootstrap, "CHECKOUT", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(bootstrap, "venv_version", lambda: "3.11.7")
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/npm")
    monkeypatch.setattr(bootstrap, "uv_environment", lambda pip: None)
    return tmp_path


@pytest.fixture
def commands(monkeypatch):
    ran: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "run", lambda command, env=None: ran.append(command))
    return ran


def test_an_old_python_can_read_the_file_and_says_that_it_is_too_old(monkeypatch, capsys):
    ast.parse(SOURCE.read_text(), feature_version=(3, 5))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert bootstrap.main([]) == 1
    assert capsys.readouterr().err == (
        "需要 Python 3.11 或更新版本，当前是 3.9；"
        "如果已另外安装，请用 make PYTHON=python3.11 指定。\n"
    )


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_names_the_system_package(missing, monkeypatch, capsys):
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == missing else real(name)
    )
    monkeypatch.setattr(sys, "version_info", (3, 11, 2))
    assert bootstrap.main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "apt install python3.11-venv）" in said


def test_a_second_run_with_the_same_locks_installs_nothing(checkout, commands):
    bootstrap.prepare(bootstrap.wanted_locks([]))
    assert len(commands) == 2
    bootstrap.prepare(bootstrap.wanted_locks([]))
    assert len(commands) == 2


def test_a_changed_lock_is_installed_again(checkout, commands):
    bootstrap.prepare(bootstrap.wanted_locks([]))
    (checkout / "requirements/base.txt").write_text("base==2\n")
    bootstrap.prepare(bootstrap.wanted_locks([]))
    assert len(commands) == 4


def test_an_environment_whose_python_has_gone_is_made_anew(checkout, commands, monkeypatch):
    bootstrap.prepare(bootstrap.wanted_locks([]))
    versions = [None, "3.12.1"]
    monkeypatch.setattr(bootstrap, "venv_version", lambda: versions.pop(0))
    bootstrap.prepare(bootstrap.wanted_locks([]))
    assert commands[2][1:4] == ["-m", "venv", "--clear"]
    assert len(commands) == 5


def test_a_python_that_is_not_there_has_no_version(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "python")
    assert bootstrap.venv_version() is None
    (tmp_path / "python").symlink_to("/nowhere/python3")
    assert bootstrap.venv_version() is None
    monkeypatch.setattr(bootstrap, "PYTHON", Path(sys.executable))
    assert bootstrap.venv_version() == sys.version


def test_what_an_earlier_run_installed_stays(checkout, commands):
    bootstrap.prepare(bootstrap.wanted_locks(["embedded"]))
    bootstrap.prepare(bootstrap.wanted_locks([]))
    assert len(commands) == 2
    assert list(json.loads((checkout / "stamp.json").read_text())["locks"]) == [
        "uv",
        "base",
        "embedded",
    ]


def test_everything_is_installed_by_hash(checkout, commands):
    bootstrap.prepare(bootstrap.wanted_locks(["embedded"]))
    assert all("--require-hashes" in command for command in commands)


def test_without_npm_the_wheel_with_node_is_installed_too(checkout, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert [path.stem for path in bootstrap.wanted_locks([])] == ["uv", "base", "node"]


def test_a_failed_installation_leaves_no_stamp_and_says_what_to_check(
    checkout, monkeypatch, capsys
):
    def fail(command, env=None):
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(bootstrap, "run", fail)
    assert bootstrap.main([]) == 1
    assert capsys.readouterr().err.startswith("安装依赖失败，原因见上面的输出：请检查网络")
    assert not (checkout / "stamp.json").exists()


def test_uv_is_handed_the_mirror_that_pip_knows(monkeypatch):
    said = b"global.index-url='https://mirror.example/simple'\nglobal.timeout='60'\n"
    done = subprocess.CompletedProcess([], 0, stdout=said)
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: done)
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    handed = bootstrap.uv_environment(["pip"])
    assert handed["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
