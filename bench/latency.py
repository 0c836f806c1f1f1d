"""How long a page takes while files go in: the whole stack, one reader, one office handing in.

    .venv/bin/python -m bench.latency [--rows 10000]

A reader opens the issue list over and over; meanwhile nothing happens, then hostile files are
handed in one after the other, then a petition table of `rows` rows is read, confirmed and undone
by the worker. One JSON line a phase: its seconds, the reader's p50, p95 and longest page in ms,
and the highest peak of a web process so far in MB (limit 250, design §9).
"""

import argparse
import http.cookiejar
import json
import os
import statistics
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rectify.supervisor import state
from rectify.supervisor.stack import Stack

PAGE = "/issues/"
Json = dict[str, Any]


@dataclass
class Person:
    """Somebody signed in, with a cookie jar of their own."""

    site: str
    name: str
    password: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def __post_init__(self) -> None:
        self.line = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.ask("/login/")
        self.form("/login/", username=self.name, password=self.password)

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> tuple[bytes, str]:
        """The answer's body and ETag; a refusal's body too."""
        headers |= {"X-CSRFToken": self.token, "Referer": self.site + "/"}
        wanted = urllib.request.Request(self.site + path, body, headers)
        try:
            with self.line.open(wanted, timeout=120) as answer:
                return answer.read(), answer.headers.get("ETag", "")
        except urllib.error.HTTPError as refusal:
            return refusal.read(), ""

    def form(self, path: str, **fields: str) -> None:
        fields["csrfmiddlewaretoken"] = self.token
        self.ask(path, urllib.parse.urlencode(fields).encode())

    @property
    def token(self) -> str:
        return next((one.value or "" for one in self.jar if one.name.endswith("csrf")), "")

    def hand_in(self, data: bytes, name: str, **fields: object) -> Json:
        mark = uuid.uuid4().hex
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
                 for key, value in fields.items()]  # fmt: skip
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = ("".join(parts) + head).encode() + data + f"\r\n--{mark}--\r\n".encode()
        kind = f"multipart/form-data; boundary={mark}"
        return self.json("/api/v1/imports/", body, **{"Content-Type": kind})

    def json(self, path: str, body: bytes | None = None, **headers: str) -> Json:
        found: Json = json.loads(self.ask(path, body, **headers)[0])
        return found

    def act(self, path: str, action: str, **body: object) -> Json:
        _seen, tag = self.ask(path)
        sent = {"Content-Type": "application/json", "If-Match": tag,
                "Idempotency-Key": uuid.uuid4().hex}  # fmt: skip
        return self.json(f"{path}actions/{action}/", json.dumps(body).encode(), **sent)

    def agrees(self, path: str) -> None:
        """With every doubt, as it was read."""
        for doubt in self.json(path)["doubts"]:
            self.act(path, "answer", doubt=doubt["id"], keep=True)

    def has(self, path: str, action: str, end: str, **body: object) -> None:
        """Ask for the move and wait until the worker has done it."""
        told = self.act(path, action, **body)
        assert told["state"] in ("writing", "undoing"), told
        self.waits(path, end)

    def waits(self, path: str, *until: str) -> None:
        while (found := self.json(path))["state"] not in until:
            assert found["state"] in ("reading", "writing", "undoing"), found["turned_back"]
            time.sleep(0.3)


@dataclass
class Reader:
    """Opens one page over and over in a thread of its own and notes how long each took."""

    person: Person
    taken: list[float] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def __call__(self) -> None:
        while not self.stop.wait(0.02):
            began = time.perf_counter()
            self.person.ask(PAGE)
            self.taken.append((time.perf_counter() - began) * 1000)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rectify-bench-") as folder:
        Path(folder).chmod(0o711)
        port = state.free_port()
        stack = Stack(Path(folder) / "var", port, own_servers=True, throwaway=True, logs=True)
        with stack.watched():
            measured(stack, asked.rows)


def files_in(rows: int) -> tuple[bytes, list[tuple[bytes, str]]]:
    """The large table, and the hostile files with their names."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "rectify.settings", "RECTIFY_PROFILE": "test"}
    import django

    django.setup()
    from bench.importing import hostile
    from bench.petitions_in import table

    return table(rows), list(hostile().values())


def measured(stack: Stack, rows: int) -> None:
    office = Person(stack.url, "city1", stack.demo_password)
    reader = Reader(Person(stack.url, "county1", stack.demo_password))
    code = next(one["code"] for one in office.json("/api/v1/rounds/")["results"])
    book, files = files_in(rows)
    thread = threading.Thread(target=reader, daemon=True)
    thread.start()

    def refused() -> None:
        for data, name in files:
            office.hand_in(data, name, kind="petitions", round=code, batch=10)

    def read() -> str:
        made = office.hand_in(book, "一览表.xlsx", kind="petitions", round=code, batch=10)
        path = f"/api/v1/imports/{made['id']}/"
        office.waits(path, "preview")
        return path

    told(stack, reader, "quiet", lambda: time.sleep(8))
    told(stack, reader, "hostile files", refused)
    path = told(stack, reader, f"{rows} rows read", read)
    told(stack, reader, "their preview", lambda: office.ask(path.replace("/api/v1", "/petitions")))
    office.agrees(path)
    told(stack, reader, "confirm", lambda: office.has(path, "confirm", "confirmed"))
    told(stack, reader, "undo", lambda: office.has(path, "undo", "undone", reason="测量用时"))
    reader.stop.set()
    thread.join()


def told(stack: Stack, reader: Reader, phase: str, act: Callable[[], Any]) -> Any:
    reader.taken.clear()
    began = time.perf_counter()
    found = act()
    taken = sorted(reader.taken) or [0.0]
    line = {
        "phase": phase,
        "seconds": round(time.perf_counter() - began, 2),
        "pages": len(reader.taken),
        "p50_ms": round(statistics.median(taken)),
        "p95_ms": round(taken[int(len(taken) * 0.95)]),
        "max_ms": round(taken[-1]),
        "web_peak_mb": max(peaks(stack), default=0),
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)
    return found


def peaks(stack: Stack) -> list[int]:
    """Of gunicorn's worker processes, in MB."""
    web = stack.children.by_name["web"].process.pid
    found = []
    for child in Path(f"/proc/{web}/task/{web}/children").read_text().split():
        status = Path(f"/proc/{child}/status").read_text()
        found += [int(line.split()[1]) // 1024 for line in status.splitlines() if "VmHWM" in line]
    return found


if __name__ == "__main__":
    main()
