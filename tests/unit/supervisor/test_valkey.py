import stat
import time
from pathlib import Path

import pytest
import redis

from rectify.supervisor import state
from rectify.supervisor.valkey import Valkey


def answers(url: str) -> bool:
    try:
        return bool(redis.Redis.from_url(url).ping())
    except redis.RedisError:
        return False


def test_a_key_survives_a_killed_server_which_comes_back_by_itself(var, children):
    url = Valkey(var).start(children)
    redis.Redis.from_url(url).set("kept", "1")
    time.sleep(1.1)  # appendfsync everysec
    child = children.by_name["valkey"]
    child.process.kill()
    child.process.wait()
    limit = time.monotonic() + 10
    while not answers(url) and time.monotonic() < limit:
        children.look()
    assert redis.Redis.from_url(url).get("kept") == b"1"


def test_the_password_is_asked_for_and_appears_in_no_command_line(var, children):
    url = Valkey(var, throwaway=True).start(children)
    password = (var / "valkey-password").read_text().strip()
    line = Path(f"/proc/{children.by_name['valkey'].process.pid}/cmdline").read_text()
    assert answers(url)
    assert password not in line
    assert stat.S_IMODE((var / "valkey.conf").stat().st_mode) == 0o600
    with pytest.raises(redis.AuthenticationError):
        redis.Redis.from_url(url.replace(password, "wrong")).ping()


def test_a_throwaway_server_writes_nothing(var, children):
    url = Valkey(var, throwaway=True).start(children)
    redis.Redis.from_url(url).set("gone", "1")
    children.stop()
    assert list((var / "valkey").iterdir()) == []


def test_a_second_start_keeps_the_address(var, children):
    url = Valkey(var).start(children)
    state.write_addresses(var, redis_url=url)
    children.stop()
    assert Valkey(var).start(children) == url
