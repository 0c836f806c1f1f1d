"""A private Valkey on the loopback address: Celery's doorbell and the cache."""

import contextlib
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from rectify.supervisor import binaries, state
from rectify.supervisor.children import Child, Children, Program
from rectify.supervisor.state import LOOPBACK, CannotStart


@dataclass
class Valkey:
    """One server. ``throwaway`` keeps nothing on disk: for tests only."""

    var: Path
    throwaway: bool = False

    def start(self, children: Children) -> str:
        """Run it and return its address (a URL)."""
        known = urlsplit(state.read_addresses(self.var).get("redis_url", ""))
        password = state.keep_secret(self.var / "valkey-password")
        port = state.free_port(known.port)
        child = children.start(self._program(port, password))
        wait_until_ready(child, port, password)
        return f"redis://:{password}@{LOOPBACK}:{port}/0"

    def _program(self, port: int, password: str) -> Program:
        folder = self.var / "valkey"
        folder.mkdir(mode=0o700, exist_ok=True)
        lines = [
            f"bind {LOOPBACK}",
            f"port {port}",
            f"requirepass {password}",
            f'dir "{folder}"',
            f"appendonly {'no' if self.throwaway else 'yes'}",
            'save ""',
        ]
        # In a file, not on the command line, where every user could read the password.
        config = self.var / "valkey.conf"
        state.write_private(config, "\n".join(lines) + "\n")
        return Program(
            name="valkey",
            argv=(str(binaries.valkey_server()), str(config)),
            wave=1,
            grace=1.0,
            log=self.var / "log/valkey.log",
        )


def wait_until_ready(child: Child, port: int, password: str) -> None:
    patience = time.monotonic() + 20
    while child.running and time.monotonic() < patience:
        if ponged(port, password):
            return
        time.sleep(0.01)
    raise CannotStart("Valkey 没有启动，原因见 var/log/valkey.log。")


def ponged(port: int, password: str) -> bool:
    """Whether the server answers, its file read; while it reads, it says LOADING."""
    with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, port), 1) as line:
        line.sendall(f"AUTH {password}\r\nPING\r\n".encode())
        answer = b""
        while answer.count(b"\r\n") < 2:
            part = line.recv(256)
            if not part:
                return False
            answer += part
        return answer.endswith(b"+PONG\r\n")
    return False
