"""The command line of the supervisor: what stands in the way is said in one sentence."""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from rectify.supervisor import accounts, postgres, state

CHECKOUT = Path(__file__).resolve().parents[3]
STARTS_BOTH = """
import sys, pathlib
sys.path[:0] = sys.argv[2:]
from rectify.supervisor import state
from rectify.supervisor.children import Children
from rectify.supervisor.services import Services
children = Children()
services = Services(state.open_state(pathlib.Path(sys.argv[1])), children, throwaway=True)
try:
    services.start(ignore_environment=True)
    print(sorted(services.environment))
finally:
    children.stop()
"""


def supervisor(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rectify.supervisor", *words],
        cwd=CHECKOUT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )


def test_run_on_a_busy_port_ends_with_one_sentence_before_anything_is_started(tmp_path):
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        port = str(squatter.getsockname()[1])
        done = supervisor("run", PORT=port, RECTIFY_VAR=str(tmp_path / "var"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (f"端口 {port} 已被占用，请停止占用它的程序，或用 PORT=8001 另选端口。\n")
    assert not (tmp_path / "var").exists()


def test_a_second_run_on_the_same_state_ends_with_one_sentence(tmp_path):
    with state.hold(tmp_path / "run.lock", "状态目录 "):
        done = supervisor("run", PORT=str(state.free_port()), RECTIFY_VAR=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == (
        f"状态目录 {tmp_path} 正由另一个进程使用，请先停止它，或用 RECTIFY_VAR 另指定一个目录。"
    )
    assert not (tmp_path / "embedded.json").exists()


def test_words_it_does_not_know_are_answered_with_the_usage():
    done = supervisor("walk")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("用法：python -m rectify.supervisor run")


def test_the_exit_code_of_pytest_is_passed_on_and_nothing_is_left(tmp_path):
    (tmp_path / "test_fails.py").write_text("def test_it():\n    assert 1 == 2\n")
    before = sorted(postgres.FAR_STATE.glob("*"))  # where root puts what others cannot enter
    plain = ("-n0", "-p", "no:django", "-p", "no:cacheprovider", f"--rootdir={tmp_path}")
    done = supervisor("test", "--", *plain, str(tmp_path), TMPDIR=str(tmp_path))
    assert done.returncode == 1
    assert "1 failed" in done.stdout
    assert [path.name for path in tmp_path.glob("rectify-test-*")] == []
    assert sorted(postgres.FAR_STATE.glob("*")) == before


def python_for_everybody() -> str | None:
    """A Python that the account ``nobody`` can start (a private home's cannot be)."""
    nobody = accounts.find("nobody")
    for path in (sys.executable, *sorted(map(str, Path("/usr/bin").glob("python3.1[1-9]")))):
        command = [path, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        try:
            if subprocess.run(command, cwd="/", **nobody.as_popen()).returncode == 0:
                return path
        except PermissionError:
            continue
    return None


@pytest.mark.skipif(os.geteuid() != 0, reason="普通用户运行时，其余测试已经覆盖")
def test_an_ordinary_user_can_start_both_servers():
    python, nobody = python_for_everybody(), accounts.find("nobody")
    if python is None or not nobody.can_pass(CHECKOUT):
        pytest.skip("账号 nobody 进不了代码目录，或没有它能运行的 Python 3.11")
    packages = [path for path in sys.path if path.endswith("site-packages")]
    with tempfile.TemporaryDirectory(prefix="rectify-nobody-") as folder:
        nobody.owns(Path(folder))
        command = [python, "-c", STARTS_BOTH, f"{folder}/var", str(CHECKOUT), *packages]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, **nobody.as_popen())
        owner = Path(folder, "var/embedded.json").stat().st_uid
    assert (done.stderr, owner) == ("", nobody.uid)
    assert done.stdout == "['DATABASE_URL', 'RECTIFY_EMBEDDED', 'REDIS_URL']\n"
