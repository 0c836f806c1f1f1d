"""What a ledger brought in is silent about the past: only rungs of later days are told."""

from datetime import date

import pytest

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
BROUGHT = {"imported": True, "imported_on": TUESDAY}


def test_an_overdue_issue_brought_by_a_ledger_is_not_warned_about(desk):
    issue = desk.issue(date(2024, 6, 30), **BROUGHT)
    measure = desk.measure(issue, date(2024, 3, 31))
    assert desk.sweep(WEDNESDAY).messages == 0
    assert desk.ledger(issue) == desk.ledger(measure) == {}


def test_a_rung_that_had_passed_by_the_import_stays_silent(desk):
    issue = desk.issue(date(2026, 12, 4), **BROUGHT)
    assert desk.sweep(WEDNESDAY).messages == 0
    assert desk.ledger(issue) == {}


def test_the_next_rung_after_the_import_is_told(desk):
    due_on = date(2026, 12, 2)
    issue = desk.issue(due_on, **BROUGHT)
    assert desk.sweep(WEDNESDAY).sent[7] == 2
    assert desk.ledger(issue, "unit1")[(due_on, 7)] == "sent"


def test_a_reopened_issue_is_warned_about_as_any_other(desk):
    issue = desk.issue(date(2026, 11, 20), cycle=2, **BROUGHT)
    desk.sweep(WEDNESDAY)
    assert desk.ledger(issue, "unit1")[(date(2026, 11, 20), -1)] == "sent"
