"""A plan walks from import to signed off over the API alone, without a page."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from issues import kinds
from issues.models import Issue
from issues.services import notices
from rectify.core import clock
from rectify.core.who import SYSTEM
from rectify.exchange import receiving
from rectify.signoff import presets
from tests.db.importing.conftest import parsed
from tests.web.api import walk

pytestmark = pytest.mark.django_db
START = date(2026, 11, 23)


@dataclass
class Came:
    status: int
    body: Any
    etag: str


class InProcess:
    """`walk.Api` over Django's test client."""

    def __init__(self, caller) -> None:
        self.caller = caller

    def get(self, path):
        return self._came(self.caller.get(path))

    def post(self, path, body, match="", key=""):
        more = {"Idempotency-Key": key} if key else {}
        return self._came(self.caller.post(path, body, match=match or None, **more))

    def upload(self, path, fields, file, match=""):
        return self._came(self.caller.form(path, {**fields, "file": file}, match=match or None))

    def _came(self, answer):
        body = answer.json() if answer.content else {}
        return Came(answer.status_code, body, answer.headers.get("ETag", ""))


@pytest.fixture
def person(session_of):
    """Signed in anew each time: weeks pass on the way."""
    return lambda name: InProcess(session_of(name))


def test_a_plan_goes_from_import_to_signed_off(cast, person):
    presets.load()
    kinds.load()
    with clock.at(START):
        issue = prepared(person)
        accepted_and_published(person, issue)
    with clock.at(START + timedelta(days=20)):
        for notice_id in notices.due_notices():
            notices.close(SYSTEM, notice_id)
        walk.act(person("city1"), f"issues/{issue}/", "approve", {"opinion": "同意销号。"})
        filed = walk.act(person("province1"), f"issues/{issue}/", "file")
        walk.act(person("city1"), f"issues/{issue}/", "disclose")
        shown = person("city1").get(f"issues/{issue}/").body
    assert filed["state"] == shown["state"] == "signed_off"
    assert (shown["lamp"], shown["step"], shown["signoff"]) == ("grey", None, None)
    assert Issue.objects.get(pk=issue).disclosed_at is not None


def read_here(import_id: int) -> None:
    receiving.read(import_id, parsed)


def prepared(person) -> int:
    """Imported, approved, issued; the responsible unit's own issue, completed."""
    office = person("city1")
    walk.open_round(office, "walk-1")
    staged = walk.hand_in(office, "walk-1", walk.PLAN, read_here)
    assert {doubt["kind"] for doubt in staged["doubts"]} == {"unit", "date"}
    done = walk.settle(office, staged)
    assert (done["state"], done["summary"]["new"]) == ("confirmed", 1)
    walk.issue_plan(office, done["plan"], "云办字〔2026〕77号", "2026-11-20")
    unit = person("unit1")
    rows = unit.get("issues/?round=walk-1").body["results"]
    assert [row["serial"] for row in rows] == ["1"]
    walk.rectify(unit, rows[0]["id"])
    return rows[0]["id"]


def accepted_and_published(person, issue: int) -> None:
    path = f"issues/{issue}/"
    walk.act(person("unit1"), path, "approve", {"opinion": "自查通过。"})
    walk.act(person("county1"), path, "approve", {"opinion": "同意。"})
    walk.act(person("acceptor1"), path, "approve", {"answers": walk.answers()})
    walk.act(person("city1"), path, "publish", {"phone": "0900-1234567"})
