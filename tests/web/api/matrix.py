"""What the API's sight matrix asks: every resource counted and opened, every move tried."""

from datetime import date
from typing import Any

from issues.models import SignOff
from rectify.regions.models import Unit
from tests.contracts import sight
from tests.contracts.world import NAMES, NOBODY, World

BASE = "/api/v1"
REASON = {"reason": "补齐资料。"}
STEP_STAGES = ("completed", "applied", "endorsed", "accepted", "notice_over", "decided", "filed")


def ids_of(world: World) -> dict[str, Any]:
    """The world's ids, its cycles as `so_<stage>`, and a unit."""
    cycles = {
        f"so_{stage}": SignOff.objects.filter(issue=world.ids[stage]).latest("pk").pk
        for stage in STEP_STAGES
    }
    return {**world.ids, **cycles, "lead": Unit.objects.get(name="青崖县人民政府").pk}


def body_of(move: str, ids: dict[str, Any]) -> dict[str, Any]:
    """Words a move asks for, so that only the person decides what comes back."""
    bodies: dict[str, dict[str, Any]] = {
        "report": {"done_text": "已清运。", "pct": 60},
        "do_measure": {"measure": ids["measure"], "note": "已完成。"},
        "look_back": {"result": "held", "finding": "现场完好。", "looked_on": "2026-11-01"},
        "approve": {"approved_by": "州委", "approved_on": date(2026, 6, 1).isoformat()},
        "issue": {"doc_no": "云办字〔2026〕88号"},
        "publish": {"phone": "0900-1234567"},
        "answer": {"founded": False, "reply": "已核查。"},
        "hand_down": {"division": "990121", "lead": ids["lead"]},
        "assign": {"lead": ids["lead"]},
        "split": {"items": ["夜间作业扰民"]},
        "mark_duplicate": {"of": ""},
        "amend": AMENDED,
        "revise": AMENDED,
        "reply": {
            "items": [{"number": n, "verdict": "true", "finding": "属实。"} for n in (1, 2)],
            "closure": "done",
            "handling": "已拆除。",
        },
    }
    return bodies.get(move, REASON if move in REASONED else {})


AMENDED = {"goal": "依法退出，岸线恢复，水质达标。", "reason": "汛期延长。"}
REASONED = (
    "send_back",
    "return",
    "fail",
    "reopen",
    "undo",
    "remove",
    "return_reply",
    "reject",
    "withdraw",
)


def asked(world: World, line: sight.Line, name: str, ids: dict[str, Any]) -> int:
    """What comes back to this person: a status, or for COUNT how many rows."""
    client = world.client(name)
    url = f"{BASE}{line.filled(ids)}"
    if line.method == "COUNT":
        answer = client.get(f"{url}?count=exact")
        return int(answer.json()["count"]) if answer.status_code == 200 else answer.status_code
    with sight.taken_back():
        if line.method == "GET":
            answer = client.get(url)
            for close in answer._resource_closers:  # files; `close()` would end the transaction
                close()
            return int(answer.status_code)
        return _moved(client, url, line, ids)


def _moved(client: Any, url: str, line: sight.Line, ids: dict[str, Any]) -> int:
    detail, _slash, rest = url.partition("/actions/")
    tag = client.get(f"{detail}/").headers.get("ETag", '"1"')
    if "/evidence/" in url:
        tag = client.get(f"{BASE}/issues/{ids['proved']}/").headers.get("ETag", '"1"')
    move = rest.strip("/")
    sent = body_of(move, ids)
    if move == "approve" and "/plans/" not in url:
        sent = {}
    if move == "publish" and "/petition" in url:
        sent = {}
    answer = client.post(url, sent, "application/json", headers={"If-Match": tag})
    return int(answer.status_code)


def lines() -> list[sight.Line]:
    """The table as it stands."""
    text = sight.TABLE.parents[1] / "web/api/sight_matrix.txt"
    rows = [row for row in text.read_text(encoding="utf-8").splitlines() if row.strip()]
    kept = [row.split() for row in rows if not row.startswith(("#", "who"))]
    return [sight.Line(method, url, tuple(map(int, found))) for method, url, *found in kept]


__all__ = ["NAMES", "NOBODY", "asked", "ids_of", "lines"]
