import shutil
import socket
import stat
from collections import namedtuple

import pytest

from rectify.supervisor import state
from rectify.supervisor.state import CannotStart

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def taken_port():
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        yield squatter.getsockname()[1]


def test_a_busy_port_is_refused_in_one_sentence_never_replaced(taken_port):
    with pytest.raises(CannotStart) as refused:
        state.asked_port(str(taken_port))
    assert str(refused.value) == (
        f"端口 {taken_port} 已被占用，请停止占用它的程序，或用 PORT=8001 另选端口。"
    )


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "８０００", "80.5"])
def test_a_port_that_is_no_port_is_refused(text):
    with pytest.raises(CannotStart) as refused:
        state.asked_port(text)
    assert str(refused.value) == f"PORT 应为 1 至 65535 的整数，现在是“{text}”。"


def test_a_free_port_is_taken_as_asked():
    port = state.free_port()
    assert state.asked_port(str(port)) == port


def test_addresses_and_secrets_are_readable_by_their_owner_only(tmp_path):
    state.write_addresses(tmp_path, redis_url="redis://x")
    state.keep_secret(tmp_path / "secret-key")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"embedded.json": 0o600, "secret-key": 0o600}


def test_writing_one_address_keeps_the_other(tmp_path):
    state.write_addresses(tmp_path, database_url="postgresql://a", redis_url="redis://a")
    state.write_addresses(tmp_path, redis_url="redis://b")
    assert state.read_addresses(tmp_path) == {
        "database_url": "postgresql://a",
        "redis_url": "redis://b",
    }


def test_a_secret_is_made_once(tmp_path):
    first = state.keep_secret(tmp_path / "s")
    assert state.keep_secret(tmp_path / "s") == first
    assert len(first) >= 40


def test_a_lock_is_held_once_and_free_again_when_closed(tmp_path):
    held = state.hold(tmp_path / "lock", "状态目录 var ")
    with pytest.raises(CannotStart, match=r"^状态目录 var 正由另一个进程使用，请先停止它"):
        state.hold(tmp_path / "lock", "状态目录 var ")
    held.close()
    state.hold(tmp_path / "lock", "状态目录 var ").close()


def test_a_nearly_full_disk_is_refused_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 20 * 2**20))
    with pytest.raises(CannotStart) as refused:
        state.require_space(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path} 所在磁盘只剩 20 MB，至少需要 300 MB，请清理磁盘后再启动。"
    )


def test_a_new_state_directory_lets_others_pass_but_not_look(tmp_path):
    var = state.open_state(tmp_path / "deep/var")
    assert stat.S_IMODE(var.stat().st_mode) == 0o711
    assert list(var.iterdir()) == []
