"""An office's own ledger becomes imported history: states, dates, cycles; silent and visibly so."""

from datetime import date

import pytest

from issues.models import Issue, Plan, PublicNotice, Responsibility, SignOff
from rectify.core import clock
from rectify.journal.models import AuditEntry, Event
from rectify.messaging.models import Message
from rectify.signoff.running import TAKEN_OVER
from tests.db.importing import ledgers

pytestmark = pytest.mark.django_db
NOW = date(2026, 11, 23)


@pytest.fixture
def taken(desk):
    """The five rows taken in under a plan's number."""
    with clock.at(NOW):
        return desk.take_in(ledgers.ledger(), "台账.xlsx", kind="ledger", doc_no=ledgers.DOC_NO)


def state_of(serial: str) -> tuple[str, ...]:
    issue = Issue.objects.get(serial=serial)
    cycle = issue.signoffs.first()
    running = cycle.runs.filter(left_at=None).first() if cycle else None
    return issue.state, running.kind if running else ""


def test_every_state_of_the_ledger_becomes_a_state_and_a_step(taken):
    assert taken.summary == {"new": 5, "changed": 0, "untouched": 0, "refused": 0}
    assert {serial: state_of(serial) for serial in "12345"} == {
        "1": ("signed_off", ""),
        "2": ("in_signoff", "notice"),
        "3": ("rectifying", ""),
        "4": ("in_signoff", "notice"),
        "5": ("completed", "self_check"),
    }


@pytest.mark.parametrize("head", [ledgers.HEAD, ledgers.OTHER_HEAD])
def test_dates_and_numbers_stand_in_the_issue_and_its_cycle(desk, head):
    with clock.at(NOW):
        desk.take_in(ledgers.ledger(head=head), "t.xlsx", kind="ledger", doc_no=ledgers.DOC_NO)
    issue = Issue.objects.get(serial="1")
    cycle, notice = issue.signoffs.get(), PublicNotice.objects.get(lines__sign_off__issue=issue)
    assert (issue.completed_on, issue.accepted_on) == (date(2022, 11, 18), date(2022, 12, 6))
    assert (notice.opens_on, notice.closes_on) == (date(2022, 12, 12), date(2022, 12, 23))
    assert (cycle.filing_no, cycle.filed_on) == ("云督改〔2023〕2号", date(2023, 1, 5))
    assert (issue.signed_off_on, cycle.state) == (date(2023, 1, 5), "passed")
    assert (notice.state, notice.imported) == ("ended", True)


def test_steps_are_marked_as_taken_over_and_nobody_signed_them(taken):
    cycle = SignOff.objects.get(issue__serial="1")
    assert cycle.imported
    assert [(run.kind, run.outcome, run.note) for run in cycle.runs.all()] == [
        (kind, "passed", TAKEN_OVER) for kind in ("self_check", "accept", "notice", "file")
    ]
    assert not cycle.signatures.exists()


def test_the_history_says_from_which_file_and_row_it_came(taken):
    issue = Issue.objects.get(serial="2")
    event = Event.objects.get(noun="issues.issue", object_id=issue.pk)
    assert (event.action, event.basis, event.number) == ("import_history", "台账.xlsx Sheet!3行", 1)
    assert event.data["accepted_on"] == "2023-07-04"
    assert (issue.imported, issue.imported_on, issue.version) == (True, NOW, 1)
    assert AuditEntry.objects.filter(action="issues.issue.import_history").count() == 5


def test_an_import_is_silent(taken):
    assert not Message.objects.exists()
    waiting = [run for cycle in SignOff.objects.all() for run in cycle.runs.filter(left_at=None)]
    assert [run.due_on for run in waiting] == [None, None, None]


def test_units_are_expanded_and_the_plan_counts_as_issued_on_paper(taken):
    plan = Plan.objects.get()
    assert (plan.state, plan.doc_no, plan.imported, plan.issued_on) == (
        "issued", ledgers.DOC_NO, True, None,
    )  # fmt: skip
    rows = Responsibility.objects.filter(issue__serial="1").order_by("role")
    assert [(r.role, r.unit.name, r.received_by) for r in rows] == [
        ("responsible", "青崖县人民政府", "台账导入"),
        ("supervising", "云屏州水务局", "台账导入"),
    ]


def test_five_facets_are_frozen(taken):
    issue = Issue.objects.get(serial="3")
    with pytest.raises(Exception, match="facets are frozen"):
        issue.save_version(goal="另一个目标")


def test_a_running_notice_ends_by_its_own_days_and_stays_off_our_pages(taken):
    from issues.models import PublishedNotice
    from issues.services import notices
    from rectify.core.who import SYSTEM

    notice = PublicNotice.objects.get(state="running")
    with clock.at(date(2026, 12, 5)):
        assert notices.due_notices() == [notice.pk]
        assert notices.close(SYSTEM, notice.pk)
    assert state_of("4") == ("in_signoff", "decide")
    assert not PublishedNotice.objects.exists()
