"""An import meets people at work on its rows: it waits, looks again, and overwrites nothing."""

from datetime import date

import pytest

from issues.importing import services
from issues.models import Issue, PublicNotice
from issues.services import progress
from rectify.core import clock
from rectify.core.errors import Stale, WrongState
from tests.db.importing import ledgers, samples
from tests.db.importing.test_ledger_again import take_in
from tests.waiting import is_free, stands_before

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _at_noon():
    with clock.at(date(2026, 11, 23)):
        yield


def undone(desk, staged):
    def undo():
        with clock.at(date(2026, 11, 23)):
            return services.undo(desk.cast.city1, staged.pk, reason="传错了").state

    return undo


def reported(desk, issue):
    return progress.report(desk.cast.unit1, issue.pk, pct=60, done_text="已拆除两家。")


def test_a_ledger_is_not_undone_under_somebody_who_just_began(desk):
    staged = take_in(desk)
    issue = Issue.objects.get(serial="3")
    with stands_before(issue, undone(desk, staged)) as undoing:
        assert is_free(PublicNotice.objects.filter(state="running").get())
        reported(desk, issue)
    assert isinstance(undoing.exception(), WrongState)
    assert Issue.objects.get(serial="3").progress_pct == 60
    assert Issue.objects.count() == 5


def test_a_ledger_does_not_overwrite_what_was_reported_while_it_waited(desk):
    take_in(desk)
    issue = Issue.objects.get(serial="3")
    rows = [ledgers.row(3, "已完成整改", "2026年10月1日")]
    later = desk.stage(ledgers.ledger(rows), "二.xlsx", kind="ledger", doc_no=ledgers.DOC_NO)
    with stands_before(issue, lambda: desk.confirm(later)) as confirming:
        reported(desk, issue)
    assert isinstance(confirming.exception(), Stale)
    issue.refresh_from_db()
    assert (issue.state, issue.progress_pct) == ("rectifying", 60)


def test_a_plan_waits_for_all_its_rows_before_it_changes_one(desk):
    desk.take_in(samples.word_table(), "一.docx")
    first, last = Issue.objects.filter(serial__in=("1", "2")).order_by("pk")
    rows = samples.changed(samples.changed(samples.ROWS, "1", goal="甲"), "2", goal="乙")[::-1]
    staged = desk.stage(samples.word_table(rows), "二.docx")
    with stands_before(first, lambda: desk.confirm(staged)) as confirming:
        assert is_free(last)
    assert confirming.result().summary["changed"] == 2
    assert list(Issue.objects.filter(serial__in=("1", "2")).values_list("goal", flat=True)) == [
        "甲", "乙",
    ]  # fmt: skip
