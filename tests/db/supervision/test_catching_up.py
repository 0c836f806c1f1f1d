"""What was missed is caught up, what changed begins anew, and nothing is told twice."""

from datetime import UTC, date, datetime, timedelta

import pytest

from issues.models import Issue
from rectify.core import clock
from rectify.journal.models import AuditEntry, Heartbeat, OutboxItem
from rectify.messaging.models import Message
from rectify.supervision import tasks
from rectify.supervision.models import DeadlineWarning

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 31)
LATER = date(2027, 3, 31)


def mornings(first: date, last: date):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def everything():
    return list(DeadlineWarning.objects.order_by("id").values_list("rung", "state", "swept_on"))


def test_a_whole_season_tells_each_rung_on_its_morning(desk):
    issue = desk.issue(date(2025, 12, 31))
    for day in mornings(date(2025, 11, 25), date(2026, 1, 8)):
        with clock.at(day):
            tasks.sweep()
    sent = DeadlineWarning.objects.filter(
        object_id=issue.pk, recipient_id=desk.cast.unit1.person_id, state="sent"
    )
    assert {w.rung: f"{w.swept_on:%m-%d}" for w in sent} == {
        30: "12-01", 15: "12-16", 7: "12-24", 3: "12-26", 1: "12-30", -1: "01-04",
    }  # fmt: skip
    assert not DeadlineWarning.objects.exclude(state="sent").exists()


def test_stopped_over_the_year_end_the_most_urgent_rung_speaks_for_the_rest(desk):
    issue = desk.issue(DUE)
    desk.sweep(date(2026, 12, 16))
    desk.sweep(date(2027, 1, 4))
    assert desk.ledger(issue, "unit1") == {
        (DUE, 30): "superseded", (DUE, 15): "sent", (DUE, 7): "superseded",
        (DUE, 3): "superseded", (DUE, 1): "superseded", (DUE, -1): "sent",
    }  # fmt: skip
    assert [title.split("：")[1] for title in desk.inbox("unit1")] == [
        "整改时限2026-12-31，剩15天",
        "整改时限2026-12-31，已超期4天",
    ]


def test_an_hour_late_or_five_days_late_ends_in_the_same_ledger_from_then_on(desk):
    prompt, slow = desk.issue(DUE), desk.issue(DUE)
    desk.sweep(date(2026, 12, 28))
    Issue.objects.filter(pk=slow.pk).update(state="suspended")
    for day in (28, 29, 30):
        desk.sweep(date(2026, 12, day))
    Issue.objects.filter(pk=slow.pk).update(state="rectifying")
    desk.sweep(date(2027, 1, 4))
    assert set(desk.ledger(prompt)) == set(desk.ledger(slow))
    assert desk.ledger(prompt, "unit1")[DUE, 1] == "sent"
    assert desk.ledger(slow, "unit1")[DUE, 1] == "superseded"


def test_ten_sweeps_leave_what_one_left(desk):
    desk.issue(date(2026, 12, 2))
    desk.issue(date(2026, 11, 20))
    desk.sweep(date(2026, 11, 25))
    once = everything()
    results = [desk.sweep(date(2026, 11, 25)) for _ in range(9)]
    assert everything() == once
    assert {result.messages for result in results} == {0}


def test_a_clock_set_back_tells_nothing_again(desk):
    desk.issue(date(2026, 12, 2))
    desk.sweep(date(2026, 11, 25))
    once = everything()
    for day in (24, 20, 3):
        assert desk.sweep(date(2026, 11, day)).messages == 0
    assert everything() == once


def test_an_issue_issued_late_is_told_its_most_urgent_rung_alone(desk):
    issue = desk.issue(date(2026, 11, 26), state="draft")
    assert desk.sweep(date(2026, 11, 24)).messages == 0
    Issue.objects.filter(pk=issue.pk).update(
        state="rectifying", issued_at=datetime(2026, 11, 24, tzinfo=UTC)
    )
    assert desk.sweep(date(2026, 11, 25)).sent == {1: 2}


def test_a_changed_deadline_is_a_new_version_and_cancels_what_never_came(desk):
    issue = desk.issue(DUE)
    desk.sweep(date(2026, 12, 16))
    desk.move_date(issue, LATER)
    assert desk.sweep(date(2026, 12, 17)).cancelled == 8
    old = {(DUE, 30): "superseded", (DUE, 15): "sent"} | {
        (DUE, rung): "cancelled" for rung in (7, 3, 1, -1)
    }
    assert desk.ledger(issue, "unit1") == old
    desk.sweep(date(2027, 3, 1))
    assert desk.ledger(issue, "unit1") == old | {(LATER, 30): "sent"}


def test_a_date_that_comes_back_tells_the_rungs_it_had_cancelled(desk):
    issue = desk.issue(DUE)
    desk.sweep(date(2026, 12, 16))
    desk.move_date(issue, LATER)
    desk.sweep(date(2026, 12, 17))
    desk.move_date(issue, DUE)
    assert desk.sweep(date(2026, 12, 24)).sent == {7: 2}
    assert desk.ledger(issue, "unit1")[DUE, 7] == "sent"
    assert desk.ledger(issue, "unit1")[DUE, 3] == "cancelled"
    assert desk.sweep(date(2026, 12, 28)).sent == {3: 2}


def test_a_reopened_issue_is_a_new_version_with_the_same_date(desk):
    issue = desk.issue(date(2026, 11, 20))
    desk.sweep(date(2026, 11, 25))
    Issue.objects.filter(pk=issue.pk).update(cycle=2)
    assert desk.sweep(date(2026, 11, 26)).sent == {-1: 3}
    assert desk.sweep(date(2026, 11, 27)).messages == 0


def test_a_changed_measure_date_is_a_new_version_too(desk):
    issue = desk.issue(LATER)
    measure = desk.measure(issue, DUE)
    desk.sweep(date(2026, 12, 16))
    measure.due_on = date(2027, 1, 31)
    measure.facets_version = 1
    measure.save()
    Issue.objects.filter(pk=issue.pk).update(facets_version=1)
    assert desk.sweep(date(2026, 12, 17)).cancelled == 4


@pytest.mark.parametrize(
    ("moment", "owed"),
    [
        ("2026-11-25T07:29:59+08:00", False),
        ("2026-11-25T07:30:00+08:00", True),
        ("2026-11-25T23:59:59+08:00", True),
        ("2026-11-26T00:00:00+08:00", False),
        ("2026-11-28T09:00:00+08:00", False),  # Saturday
        ("2025-10-03T09:00:00+08:00", False),  # National Day
        ("2025-01-26T09:00:00+08:00", True),  # a Sunday worked
        ("2026-11-24T23:45:00+00:00", True),  # already Wednesday in Shanghai
    ],
)
def test_the_bell_rings_often_and_the_sweep_is_owed_on_working_mornings(db, moment, owed):
    with clock.at(datetime.fromisoformat(moment)):
        assert tasks.due() is owed


def test_after_the_days_sweep_the_bell_asks_one_small_question(desk, django_assert_num_queries):
    with clock.at(date(2026, 11, 25)):
        tasks.sweep()
        with django_assert_num_queries(1):
            tasks.sweep()
    assert Heartbeat.objects.get(part="sweep").detail["on"] == "2026-11-25"
    assert AuditEntry.objects.filter(action="supervision.sweep").count() == 1


def test_a_sweep_on_demand_for_another_day_does_not_count_as_todays(desk):
    with clock.at(date(2026, 11, 25)):
        desk_sweep = tasks.services.sweep(date(2026, 11, 24))
        assert desk_sweep.messages == 0
        assert tasks.due() is True


def test_each_person_with_an_address_owes_one_digest_a_day(desk):
    desk.mail(unit1="zhou@example.cn", county1="zhang@example.cn")
    desk.issue(date(2026, 12, 2))
    desk.issue(date(2026, 11, 20))
    for _ in range(2):
        desk.sweep(date(2026, 11, 25))
    keys = sorted(OutboxItem.objects.values_list("key", flat=True))
    people = sorted([desk.cast.unit1.person_id, desk.cast.county1.person_id])
    assert keys == [f"digest:{person}:2026-11-25" for person in people]
    mailed = Message.objects.exclude(digest_on=None)
    assert sorted(set(mailed.values_list("recipient_id", flat=True))) == people
