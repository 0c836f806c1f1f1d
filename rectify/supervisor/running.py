"""``make run``: the whole stack in the foreground until Ctrl-C or SIGTERM."""

import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from rectify.supervisor import state
from rectify.supervisor.children import say
from rectify.supervisor.stack import CHECKOUT, Stack, wished_password

ACCOUNTS = (
    *("province1", "city1", "county1", "county2", "unit1", "unit2", "acceptor1", "desk1"),
    *("leader1", "inspector1", "discipline1", "system1", "security1", "audit1"),
)
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Asked(Exception):
    """Somebody asked the supervisor to stop."""


def ask(_number: int, _frame: FrameType | None) -> None:
    raise Asked


def state_directory() -> Path:
    """``RECTIFY_VAR``, else ``var/`` in the checkout; absolute."""
    return Path(os.environ.get("RECTIFY_VAR") or CHECKOUT / "var").resolve()


def run() -> int:
    """Start, watch and stop; the exit code is 0 when it was asked to stop."""
    begun = time.monotonic()
    stack = Stack(state_directory(), state.asked_port(os.environ.get("PORT") or "8000"))
    for number in SIGNALS:
        signal.signal(number, ask)
    try:
        stack.start()
        announce(stack, time.monotonic() - begun)
        stack.watch()
    except Asked:
        say("正在停止……")
    finally:
        for number in SIGNALS:  # stopping is bounded; a second Ctrl-C must not break its order
            signal.signal(number, signal.SIG_IGN)
        stack.stop()
    say("已停止。数据保留在 " + str(stack.var))
    return 0


def announce(stack: Stack, seconds: float) -> None:
    lines = [
        f"Rectify 已启动（{seconds:.1f} 秒）：{stack.url}/",
        f"演示账号：{' '.join(ACCOUNTS)}",
        f"演示口令：{stack.demo_password}",
        "按 Ctrl-C 停止。",
    ]
    if (wished_password() or stack.demo_password) != stack.demo_password:
        lines[2] += "（首次启动时所设；RECTIFY_DEMO_PASSWORD 的新值未采用）"
    print("\n".join(lines), file=sys.stdout, flush=True)
