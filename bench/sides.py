"""A web process and a worker process of their own, so that each has a peak of its own.

Both stand on the cluster of `bench.frame`. The web side asks pages as a signed-in person; the
worker side does what the outbox owes. Each step is a JSON line of `bench.frame.told` with `by`.
"""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from bench.frame import resident, told

_signed_in: dict[str, Any] = {}


class Side:
    """One process; `do` runs a module-level function there and gives back what it gave."""

    def __init__(self, name: str) -> None:
        context = multiprocessing.get_context("spawn")
        self.name, self.highest = name, 0
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(name, theirs), daemon=True)
        self.process.start()

    def do(self, step: str, act: Callable[..., Any], *given: Any) -> Any:
        """Raises what the other side raised, as text."""
        self.line.send((step, act, given))
        found, peak, error = self.line.recv()
        self.highest = max(self.highest, peak)
        if error:
            raise RuntimeError(f"{self.name}: {step}: {error}")
        return found

    def end(self) -> None:
        """Print the highest peak and let it go."""
        print(f'{{"by": "{self.name}", "highest_mb": {self.highest}}}', flush=True)
        self.line.send(None)
        self.process.join()


def _serve(name: str, line: Connection) -> None:
    import django

    django.setup()
    from rectify.celery import app

    app.loader.import_default_modules()
    while (order := line.recv()) is not None:
        step, act, given = order
        try:
            found, error = told(step, lambda a=act, g=given: a(*g), by=name), ""
        except Exception as failure:
            found, error = None, repr(failure)
        line.send((found, resident("VmHWM"), error))


def ask(name: str, path: str, sent: dict[str, Any] | None = None) -> tuple[int, str, str]:
    """One page as this person: status, where it leads, its text."""
    from django.test import Client

    from tests import cast

    if name not in _signed_in:
        _signed_in[name] = cast.login(Client(SERVER_NAME="127.0.0.1"), name)
    client = _signed_in[name]
    answer = client.get(path) if sent is None else client.post(path, sent)
    found: str = answer.headers.get("Location", "")
    return answer.status_code, found, answer.content.decode()


def hand_in(name: str, path: str, sent: dict[str, Any], file: str, data: bytes) -> str:
    """Upload a file; where its preview is."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = {**sent, "file": SimpleUploadedFile(file, data)}
    status, where, text = ask(name, path, upload)
    assert status == 302, text[:2000]
    return where


def open_doubts(name: str, path: str) -> list[str]:
    """The ids of the doubts nobody has settled."""
    import json

    found = json.loads(ask(name, f"/api/v1/imports/{number_in(path)}/")[2])
    assert found["state"] == "preview", found
    return [doubt["id"] for doubt in found["doubts"] if not doubt["settled"]]


def number_in(path: str) -> int:
    """`/petitions/imports/7/` → 7."""
    return int(path.rstrip("/").rpartition("/")[2])


def deliver() -> int:
    """What a worker does on a bell."""
    from rectify.journal import outbox

    return outbox.deliver_due()


def walked(web: Side, worker: Side, name: str, url: str, doubts: bool = True) -> None:
    """From a file handed in at `url` to its receipt: waited for, settled, confirmed."""
    web.do("page: waiting", ask, name, url)
    worker.do("worker: read and look", deliver)
    status, _where, text = web.do("page: preview", ask, name, url)
    assert status == 200, text[:2000]
    web.do("page: another page", ask, name, f"{url}?show=all&page=101&row=-")
    for doubt in web.do("api: doubts", open_doubts, name, url) if doubts else ():
        answer = {"action": "keep"}
        web.do("page: answer", ask, name, f"{url}answer/{doubt}/", answer)
    worker.do("worker: look again", deliver)
    web.do("page: confirm", ask, name, f"{url}confirm/", {})
    web.do("page: waiting", ask, name, url)
    worker.do("worker: write", deliver)
    status, where, _text = web.do("page: preview", ask, name, url)
    assert where.endswith("receipt/"), (status, where)
    web.do("page: receipt", ask, name, where)


def undone(web: Side, worker: Side, name: str, url: str) -> None:
    """Taken back whole."""
    web.do("page: undo", ask, name, f"{url}undo/", {"reason": "基准测试"})
    worker.do("worker: undo", deliver)
    status, _where, text = web.do("page: receipt", ask, name, f"{url}receipt/")
    assert "整批撤销，下列内容不再生效" in text, (status, text[:2000])
