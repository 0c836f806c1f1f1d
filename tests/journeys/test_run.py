"""``make run`` as a newcomer meets it: one command, an address, accounts, and a clean end."""

import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from rectify.supervisor import state
from rectify.supervisor.running import ACCOUNTS
from rectify.supervisor.stack import CHECKOUT, SERVERS


class Run:
    """``python -m rectify.supervisor run`` on a state directory and port of its own."""

    def __init__(self, var: Path) -> None:
        self.var, self.port = var, state.free_port()
        around = {name: value for name, value in os.environ.items() if name not in SERVERS}
        around |= {"PORT": str(self.port), "RECTIFY_VAR": str(var)}
        self.log = (var.parent / "run.log").open("a+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rectify.supervisor", "run"],
            cwd=CHECKOUT,
            env=around,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        self.said = [self.process.stdout.readline() for _ in range(4)]

    def end(self, number: signal.Signals) -> tuple[int, float]:
        """The exit code and the seconds it took."""
        begun = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(30)
        self.process.stdout.close()
        self.log.close()
        return code, time.monotonic() - begun


@pytest.fixture(scope="module")
def var(state_directory: Path) -> Path:
    return state_directory / "run/var"


@pytest.fixture
def run(var: Path) -> Iterator[Run]:
    var.parent.mkdir(mode=0o711, exist_ok=True)
    running = Run(var)
    yield running
    if running.process.poll() is None:
        running.end(signal.SIGTERM)


def sign_in(run: Run, account: str) -> str:
    """The address one lands on, signing in with the password that was printed."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"http://127.0.0.1:{run.port}/login/"
    with browser.open(address) as page:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]
    password = run.said[2].removeprefix("演示口令：").strip()
    form = {"csrfmiddlewaretoken": token, "username": account, "password": password}
    with browser.open(address, urllib.parse.urlencode(form).encode()) as page:
        return urllib.parse.urlsplit(page.url).path


def test_the_first_start_prints_address_accounts_and_a_password_that_works(run, var):
    assert re.fullmatch(
        rf"Rectify 已启动（[\d.]+ 秒）：http://127.0.0.1:{run.port}/\n", run.said[0]
    )
    assert run.said[1] == f"演示账号：{' '.join(ACCOUNTS)}\n"
    assert sign_in(run, "county1") == "/"
    assert (var / "demo-password").read_text().strip() in run.said[2]
    code, seconds = run.end(signal.SIGINT)
    assert (code, seconds < 10) == (0, True)


def test_the_second_start_keeps_the_accounts_loads_nothing_twice_and_ends_on_sigterm(run, var):
    assert (var.parent / "run.log").read_text().count("演示数据已装入。") == 1
    assert sign_in(run, "county1") == "/"
    with urllib.request.urlopen(f"http://127.0.0.1:{run.port}/readyz") as answer:
        assert answer.status == 200
    code, seconds = run.end(signal.SIGTERM)
    assert (code, seconds < 10) == (0, True)


def test_after_the_end_nothing_answers_and_the_state_is_free(run, var):
    run.end(signal.SIGTERM)
    assert state.port_is_free(run.port)
    state.hold(var / "run.lock", "").close()
    assert sorted(json.loads((var / "embedded.json").read_text())) == ["database_url", "redis_url"]
