"""The whole stack, with real servers, Gunicorn and Celery, around a small project of its own."""

import json
import re
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from rectify.supervisor import state
from rectify.supervisor.stack import Stack
from rectify.supervisor.state import CannotStart

MANAGE = """
import json, os, sys
with open(os.environ["RECTIFY_VAR"] + "/managed", "a") as log:
    print(json.dumps([sys.argv[1:], dict(os.environ)]), file=log)
sys.exit(os.path.exists("broken"))
"""
WSGI = """
def application(environ, start_response):
    found = environ["PATH_INFO"] == "/livez"
    start_response("200 OK" if found else "404 Not Found", [("Content-Length", "0")])
    return [b""]
"""
CELERY = """
import os, celery
app = celery.Celery("rectify", broker=os.environ["REDIS_URL"])
app.conf.beat_schedule = {"tick": {"task": "tick", "schedule": 0.2}}
app.conf.beat_max_loop_interval = 0.2
app.conf.broker_connection_retry_on_startup = True
@app.task(name="tick")
def tick():
    import redis
    redis.Redis.from_url(os.environ["REDIS_URL"]).incr("ticks")
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    (tmp_path / "rectify").mkdir()
    (tmp_path / "manage.py").write_text(MANAGE)
    (tmp_path / "rectify/__init__.py").write_text("from rectify.celery import app\n")
    (tmp_path / "rectify/wsgi.py").write_text(WSGI)
    (tmp_path / "rectify/celery.py").write_text(CELERY)
    return tmp_path


@pytest.fixture
def stack(var: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    """Not yet started."""
    monkeypatch.delenv("RECTIFY_DEMO_PASSWORD", raising=False)
    made = Stack(
        var, state.free_port(), own_servers=True, throwaway=True, logs=True, checkout=project
    )
    yield made
    made.stop()


def managed(stack: Stack) -> list[tuple[list[str], dict[str, str]]]:
    return [json.loads(line) for line in (stack.var / "managed").read_text().splitlines()]


def ticks(stack: Stack) -> int:
    """How often beat has rung and the worker answered."""
    try:
        return int(redis.Redis.from_url(stack.environment["REDIS_URL"]).get("ticks") or 0)
    except redis.RedisError:
        return 0


def comes_true(true: Callable[[], bool], seconds: float = 90) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if true():
            return True
        time.sleep(0.1)
    return False


def test_a_start_prepares_the_database_then_runs_web_worker_and_beat(stack):
    with stack.watched():
        assert stack.answers("/livez")
        assert not stack.answers("/nothing")
        assert comes_true(lambda: ticks(stack) > 0)
        assert list(stack.children.by_name) == ["postgres", "valkey", "web", "worker", "beat"]
    assert [words for words, _ in managed(stack)] == [["prepare"], ["demo", "--if-empty"]]


def test_programs_learn_where_things_are_from_their_environment(stack, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere.else/db")
    monkeypatch.setenv("REPLICA_URL", "postgresql://somewhere.else/copy")
    with stack.watched():
        known = json.loads((stack.var / "embedded.json").read_text())
    told = managed(stack)[0][1]
    assert (told["DATABASE_URL"], told["REDIS_URL"]) == (known["database_url"], known["redis_url"])
    assert (told["RECTIFY_EMBEDDED"], told["RECTIFY_PROFILE"]) == ("1", "local")
    assert (told["PORT"], told["RECTIFY_VAR"]) == (str(stack.port), str(stack.var))
    assert len(told["RECTIFY_SECRET_KEY"]) >= 50
    assert "REPLICA_URL" not in told


def test_servers_named_by_the_environment_are_used_and_none_is_started(
    stack, children, monkeypatch
):
    from rectify.supervisor.services import Services

    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere.else/db")
    monkeypatch.setenv("REDIS_URL", "redis://somewhere.else/0")
    services = Services(stack.var, children)
    services.start()
    assert (services.environment, children.by_name) == ({}, {})
    assert not (stack.var / "embedded.json").exists()


@pytest.mark.parametrize("name", ["postgres", "valkey", "web", "worker", "beat"])
def test_whatever_is_killed_comes_back_and_the_whole_works_again(stack, name):
    with stack.watched():
        killed = stack.children.by_name[name].process.pid
        stack.kill(name)
        assert comes_true(lambda: stack.children.by_name[name].process.pid != killed)
        assert comes_true(stack.answers)
        before = ticks(stack)
        assert comes_true(lambda: ticks(stack) > before)
        psycopg.connect(stack.environment["DATABASE_URL"], connect_timeout=10).close()


def test_a_stop_ends_everything_within_ten_seconds_and_frees_the_state(stack):
    with stack.watched():
        assert comes_true(lambda: ticks(stack) > 0)
        processes = [child.process for child in stack.children.by_name.values()]
        begun = time.monotonic()
    assert time.monotonic() - begun < 10
    assert [process.returncode for process in processes] == [0, 0, 0, 0, 0]
    state.hold(stack.var / "run.lock", "").close()
    assert state.port_is_free(stack.port)


def test_a_preparation_that_fails_stops_the_start_and_leaves_nothing_running(stack, project):
    (project / "broken").touch()
    with pytest.raises(CannotStart, match=r"^manage.py prepare 失败，原因见"), stack.watched():
        pass
    assert [words for words, _ in managed(stack)] == [["prepare"]]
    assert stack.children.by_name == {}


def test_a_web_server_that_cannot_start_is_given_up_with_a_sentence(stack, project):
    (project / "rectify/wsgi.py").write_text("raise RuntimeError('broken')\n")
    with (
        pytest.raises(CannotStart, match=r"^网页服务没有启动，原因见.*web\.log。$"),
        stack.watched(),
    ):
        pass
    assert "broken" in (stack.var / "log/web.log").read_text()


def test_the_password_of_the_first_start_stays_the_one_that_is_shown(stack, monkeypatch):
    monkeypatch.setenv("RECTIFY_DEMO_PASSWORD", "first-password")
    stack.first_password = "first-password"
    with stack.watched():
        pass
    monkeypatch.setenv("RECTIFY_DEMO_PASSWORD", "second-password")
    later = Stack(stack.var, stack.port)
    assert (later.first_password, later.demo_password) == ("second-password", "first-password")
    assert managed(stack)[1][1]["RECTIFY_DEMO_PASSWORD"] == "first-password"


def test_what_is_secret_in_the_state_directory_is_private(stack):
    with stack.watched():
        pass
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in stack.var.iterdir()}
    for name in ("embedded.json", "secret-key", "demo-password", "database-password"):
        assert modes[name] == 0o600, name
    assert modes["valkey-password"] == modes["valkey.conf"] == 0o600
    logs = {path.name: path.stat().st_mode & 0o077 for path in (stack.var / "log").iterdir()}
    assert set(logs.values()) == {0}
    assert re.fullmatch("[a-z2-9]{12}", stack.demo_password)
