import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rectify.supervisor.children import Child, Children, Program

WRITES_ITS_END = """
import pathlib, signal, sys, time
def end(*_):
    time.sleep(float(sys.argv[2]))
    with open(sys.argv[1], "a") as log: log.write(sys.argv[3] + "\\n")
    sys.exit()
signal.signal(signal.SIGTERM, end)
pathlib.Path(sys.argv[1] + "." + sys.argv[3]).touch()
time.sleep(60)
"""
IGNORES_ALL = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(flush=True)
time.sleep(60)
"""
SUPERVISES = """
import sys, time
from rectify.supervisor.children import Child, Program
child = Child(Program("x", ("sleep", "60"), wave=0, grace=1))
print(child.process.pid, flush=True)
time.sleep(60)
"""


def program(name: str, *argv: str, wave: int = 0, grace: float = 5.0, **more) -> Program:
    return Program(name, argv, wave, grace, **more)


def ending(log: Path, name: str, wave: int, pause: str) -> Program:
    return program(name, sys.executable, "-c", WRITES_ITS_END, str(log), pause, name, wave=wave)


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[-1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_until(true, seconds: float = 30) -> None:
    limit = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.02)


def test_the_higher_wave_has_ended_before_the_lower_is_asked_to(tmp_path, children):
    log = tmp_path / "log"
    for name, wave, pause in [("database", 0, "0"), ("broker", 1, "0.1"), ("web", 2, "0.3")]:
        children.start(ending(log, name, wave, pause))
    wait_until(lambda: len(list(tmp_path.glob("log.*"))) == 3)
    children.stop()
    assert log.read_text().split() == ["web", "broker", "database"]


def test_a_child_that_ignores_the_request_is_ended_after_its_grace(tmp_path, children):
    log = tmp_path / "ready"
    child = children.start(program("deaf", sys.executable, "-c", IGNORES_ALL, grace=0.3, log=log))
    wait_until(lambda: log.exists() and log.read_text() != "")
    begun = time.monotonic()
    children.stop()
    assert child.process.returncode == -signal.SIGKILL
    assert 0.3 <= time.monotonic() - begun < 9


def test_a_dead_child_is_started_again_after_a_pause_that_doubles(capfd):
    child = Child(program("brief", "false"))
    pauses = []
    for _ in range(8):
        child.process.wait()
        child.look(child.started)
        pauses.append(child.due - child.started)
        child.look(child.due)
    child.process.wait()
    assert [round(pause, 3) for pause in pauses] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    assert "brief 意外退出（返回码 1），0.5 秒后重新启动。" in capfd.readouterr().err


def test_a_child_that_had_settled_is_not_punished_for_old_deaths():
    child = Child(program("brief", "false"))
    child.process.wait()
    child.deaths = 6
    child.look(child.started + 61)
    assert child.deaths == 1


def test_a_running_child_is_left_alone(children):
    child = children.start(program("sleeper", "sleep", "60"))
    pid = child.process.pid
    children.look()
    assert (child.process.pid, child.deaths) == (pid, 0)


def test_what_a_killed_child_left_behind_is_ended_too(tmp_path, children):
    log = tmp_path / "pid"
    child = children.start(program("shell", "sh", "-c", "sleep 60 & echo $!; wait", log=log))
    wait_until(lambda: log.exists() and log.read_text().strip() != "")
    orphan = int(log.read_text())
    child.process.kill()
    child.process.wait()
    children.look()
    wait_until(lambda: gone(orphan))


@pytest.mark.skipif(sys.platform != "linux", reason="只有 Linux 能随父进程结束子进程")
def test_children_end_with_a_supervisor_that_was_killed():
    command = [sys.executable, "-c", SUPERVISES]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervisor:
        pid = int(supervisor.stdout.readline())
        assert not gone(pid)
        supervisor.kill()
    wait_until(lambda: gone(pid))


def test_a_log_is_private_and_begins_anew_when_it_has_grown_too_long(tmp_path):
    log = tmp_path / "log"
    log.write_bytes(b"x" * (10 * 1024 * 1024 + 1))
    log.chmod(0o600)
    children = Children()
    children.start(program("echo", "echo", "new", log=log)).process.wait()
    children.stop()
    assert log.read_text() == "new\n"
    assert log.stat().st_mode & 0o777 == 0o600
