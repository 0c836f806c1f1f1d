"""An old ledger loaded at once: states and dates as they stand, visibly so, and silent."""

from dataclasses import replace
from datetime import date

import pytest

from issues.models import Issue, ProgressReport
from issues.services.history import PastIssue, PastMeasure, load_issues
from petitions.models import Petition
from petitions.services.history import PastPetition, load_petitions
from rectify.core.errors import Invalid, WrongState
from rectify.core.who import SYSTEM
from rectify.journal.models import AuditEntry, Event, OutboxItem
from rectify.messaging.models import Message
from tests import factories as make
from tests import petition_factories as cases

LISTED, DONE = date(2021, 6, 1), date(2022, 9, 30)
OPEN = PastIssue("a1", "题一", "题一", LISTED, due_on=date(2030, 1, 1))
FINISHED = replace(
    OPEN,
    serial="a2",
    state="completed",
    completed_on=DONE,
    measures=(PastMeasure("拆除", DONE, DONE),),
    quantities=({"name": "拆除", "amount": "3", "unit": "处"},),
)
SUB = replace(OPEN, serial="a2-1", parent="a2")


@pytest.fixture
def plan(cast):
    return make.issued_plan(cast)


def test_rows_stand_as_the_ledger_says(plan):
    loaded = load_issues(SYSTEM, plan, [OPEN, FINISHED, SUB])
    found = {row.serial: row for row in Issue.objects.filter(imported=True)}
    assert [row.pk for row in loaded] == [found[s].pk for s in ("a1", "a2", "a2-1")]
    done = found["a2"]
    assert (done.state, done.completed_on, done.progress_pct) == ("completed", DONE, 100)
    assert (found["a2-1"].parent_id, found["a1"].has_deadline) == (done.pk, True)
    assert done.measures.get().done_on == DONE
    assert ProgressReport.objects.get(issue=done).quantities[0]["amount"] == "3"


def test_history_has_one_event_a_row_and_tells_nobody(plan):
    told, owed = Message.objects.count(), OutboxItem.objects.count()
    loaded = load_issues(SYSTEM, plan, [OPEN, FINISHED])
    for row in loaded:
        event = Event.objects.get(noun="issues.issue", object_id=row.pk)
        assert (event.number, event.action) == (Issue.objects.get(pk=row.pk).version, "import")
    assert AuditEntry.objects.filter(action="issues.history.load").count() == 1
    assert (Message.objects.count(), OutboxItem.objects.count()) == (told, owed)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "completed"},
        {"completed_on": DONE},
        {"state": "signed_off", "completed_on": DONE},
        {"state": "completed", "completed_on": date(2020, 1, 1)},
        {"serial": "a1"},
    ],
)
def test_a_row_that_contradicts_itself_stops_the_whole_load(plan, wrong):
    before = Issue.objects.count()
    with pytest.raises(Invalid):
        load_issues(SYSTEM, plan, [OPEN, replace(OPEN, **{"serial": "a9", **wrong})])
    assert Issue.objects.count() == before


def test_a_draft_plan_takes_no_history(cast):
    with pytest.raises(WrongState):
        load_issues(SYSTEM, make.drafted_plan(cast), [OPEN])
    assert not Issue.objects.filter(imported=True).exists()


def test_petitions_stand_as_the_table_says(cast):
    batch = cases.opened_batch(cast)
    rows = [
        PastPetition("X1", "文", "done", "true", DONE, outcome={"fine_yuan": "9360"}),
        PastPetition("", "文", "staged"),
        PastPetition("X3", "文"),
    ]
    load_petitions(SYSTEM, batch, rows)
    found = list(Petition.objects.order_by("position"))
    assert [row.state for row in found] == ["closed", "stage_closed", "answering"]
    assert [row.key for row in found] == ["X1", f"{batch.number}#2", "X3"]
    assert (found[0].closed_on, str(found[0].fine_yuan)) == (DONE, "9360.00")
    assert Event.objects.filter(noun="petitions.petition", action="import").count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        PastPetition("X", "文", "done"),
        PastPetition("X", "文", "", closed_on=DONE),
        PastPetition("X", "文", "nearly"),
        PastPetition("X", "文", outcome={"praise": 1}),
    ],
)
def test_a_petition_that_contradicts_itself_stops_the_load(cast, wrong):
    batch = cases.opened_batch(cast)
    with pytest.raises(Invalid):
        load_petitions(SYSTEM, batch, [PastPetition("X9", "文"), wrong])
    assert not Petition.objects.exists()
