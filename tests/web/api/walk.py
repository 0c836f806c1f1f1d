"""The road of one plan over the API, from the file handed in to the result made public.

Speaks through `Api` only, so that the same walk runs in this process and against a running stack.
"""

import time
from collections.abc import Callable
from typing import Any, Protocol

from tests.factories import photo

QUESTIONS = (
    *("measures", "penalties", "effect", "same_kind", "root_cause"),
    *("cause", "solved", "punished", "accountable", "satisfied"),
)
PLAN = """云屏州贯彻落实省级督察报告整改方案
一、青崖县砂石料场违规占用河道，弃渣入河。
整改目标：岸线恢复。
整改时限：2026年供暖季前。
整改措施：
1.拆除设备，清运弃渣。
2.覆土复绿。
责任单位：青崖县人民政府
配合单位：州环保督查中心
督导单位：州水务局
"""
"""One issue with two doubts: a unit nobody knows and a date that is none."""
Json = dict[str, Any]


class Answer(Protocol):
    """What a call came back with."""

    status: int
    body: Json
    etag: str


class Api(Protocol):
    """One signed-in person calling `/api/v1/…`."""

    def get(self, path: str) -> Answer: ...

    def post(self, path: str, body: Json, match: str = "", key: str = "") -> Answer: ...

    def upload(self, path: str, fields: Json, file: Any, match: str = "") -> Answer: ...


def act(api: Api, path: str, action: str, body: Json | None = None) -> Json:
    """Read the object, take the move with the version just read; the object afterwards."""
    seen = api.get(path)
    assert seen.status == 200, seen.body
    done = api.post(f"{path}actions/{action}/", body or {}, match=seen.etag)
    assert done.status in (200, 204), (action, done.body)
    return done.body


def open_round(api: Api, code: str) -> Json:
    made = api.post("rounds/", {"code": code, "name": "接口走查", "kind": "provincial"})
    assert made.status == 201, made.body
    return made.body


def hand_in(api: Api, code: str, text: str, read: Callable[[int], None]) -> Json:
    """Hand in pasted words and wait until a worker has read them."""
    made = api.post("imports/", {"kind": "plan", "round": code, "text": text}, key=f"{code}-file")
    assert made.status == 201, made.body
    read(made.body["id"])
    for _ in range(120):
        found = api.get(f"imports/{made.body['id']}/").body
        if found["state"] != "reading":
            return found
        time.sleep(0.5)
    raise AssertionError("nobody read the file")


def settle(api: Api, staged: Json) -> Json:
    """Answer every doubt: a name for the unit, a day for the date; confirm."""
    path = f"imports/{staged['id']}/"
    for doubt in staged["doubts"]:
        given = {"keep": True}
        if doubt["kind"] == "unit":
            given = {"typed": "州水务局"}
        elif doubt["kind"] == "date":
            given = {"value": "2026-12-31"}
        act(api, path, "answer", {"doubt": doubt["id"], **given})
    return act(api, path, "confirm")


def issue_plan(api: Api, plan: int, doc_no: str, today: str) -> Json:
    path = f"plans/{plan}/"
    act(api, path, "approve", {"approved_by": "云屏州委、州政府", "approved_on": today})
    return act(api, path, "issue", {"doc_no": doc_no})


def rectify(api: Api, issue: int) -> Json:
    """The unit signs for it, reports, proves, finishes every measure and completes."""
    path = f"issues/{issue}/"
    act(api, path, "receive")
    act(api, path, "report", {"done_text": "设备已拆除。", "pct": 90})
    for kind in ("photo_before", "photo_after"):
        fields = {"issue": issue, "kind": kind, "viewpoint": 1, "caption": "料场"}
        sent = api.upload("evidence/", fields, photo(name=f"{kind}.jpg"))
        assert sent.status == 201, sent.body
    for measure in api.get(path).body["measures"]:
        act(api, path, "do_measure", {"measure": measure["id"], "note": "已完成。"})
    return act(api, path, "complete")


def answers() -> Json:
    return {name: {"value": "yes"} for name in QUESTIONS}
