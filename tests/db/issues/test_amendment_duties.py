"""What an approved amendment does to who answers, to warnings, and what the database refuses."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from issues.models import Amendment, Issue, Responsibility
from issues.services import amendments, progress
from rectify.core import clock
from rectify.regions.models import Unit
from rectify.supervision.models import DeadlineWarning
from rectify.supervision.services import sweep
from tests import amendments as amend
from tests import factories as make

pytestmark = pytest.mark.django_db
WATER, FORESTS = "云屏州水务局", "云屏州林业和草原局"
SWAPPED = {"responsible": ["石渡县人民政府"], "supervising": [WATER], "acceptance": [FORESTS]}


def answering(issue, on=None):
    rows = issue.responsibilities.filter(ends_on=None)
    return sorted((row.role, row.unit.name) for row in rows.select_related("unit"))


def last_month(issue):
    """The plan was issued some time ago."""
    day = clock.today() - timedelta(days=30)
    issue.responsibilities.update(starts_on=day)


def test_units_end_and_begin_and_no_row_is_rewritten(cast):
    issue = make.received(cast)
    last_month(issue)
    before = {row["id"]: row for row in issue.responsibilities.values()}
    amend.approved(cast, issue, units=SWAPPED)
    assert answering(issue) == [
        ("acceptance", FORESTS), ("responsible", "石渡县人民政府"), ("supervising", WATER),
    ]  # fmt: skip
    yesterday = clock.today() - timedelta(days=1)
    ended = {r["id"]: r for r in issue.responsibilities.filter(ends_on=yesterday).values()}
    assert {row["role"] for row in ended.values()} == {"responsible", "acceptance"}
    assert all({**row, "ends_on": None} == before[pk] for pk, row in ended.items())
    assert make.fresh(issue).units_as_written == SWAPPED


def test_who_no_longer_answers_no_longer_sees_and_who_now_does_must_receive(cast):
    issue = make.received(cast)
    last_month(issue)
    amend.approved(cast, issue, units={**make.UNITS, "responsible": ["石渡县人民政府"]})
    seen = [name for name in ("unit1", "county1", "unit2", "county2")
            if Issue.objects.visible_to(getattr(cast, name).scope).exists()]  # fmt: skip
    assert seen == ["unit2", "county2"]
    assert issue.responsibilities.get(unit_id=cast.unit2.unit_id).received_at is None
    assert progress.receive(cast.unit2, issue.pk).pk == issue.pk


def test_a_unit_that_stays_keeps_its_receipt(cast):
    issue = make.received(cast)
    kept = issue.responsibilities.get(role="responsible")
    amend.approved(cast, issue, units={**make.UNITS, "cooperating": ["石渡县人民政府"]})
    row = issue.responsibilities.get(role="responsible")
    assert (row.pk, row.received_at, row.ends_on) == (kept.pk, kept.received_at, None)


def test_a_row_handed_further_down_is_not_the_plans_to_end(cast):
    issue = make.rectifying(cast)
    unit = Unit.objects.get(name="芦沟镇人民政府")
    Responsibility.objects.create(
        issue=issue, unit=unit, division_code=unit.division_id, role="implementing"
    )
    amend.approved(cast, issue, units=SWAPPED)
    assert ("implementing", "芦沟镇人民政府") in answering(issue)


def test_a_deadline_moved_away_silences_the_old_one(cast):
    with clock.at(date(2026, 11, 23)):
        issue = make.received(cast)
    with clock.at(date(2026, 12, 20)):
        sweep(clock.today())
        assert DeadlineWarning.objects.filter(object_id=issue.pk, state="sent").exists()
        amend.approved(cast, issue, deadline_text="2027年6月底前")
        sweep(clock.today())
    old = DeadlineWarning.objects.filter(object_id=issue.pk, due_on=make.DUE)
    assert old.filter(state="cancelled").exists()
    with clock.at(date(2027, 1, 5)):
        sweep(clock.today())
    assert not old.filter(rung__lt=0, state="sent").exists()
    with clock.at(date(2027, 6, 29)):
        sweep(clock.today())
    new = DeadlineWarning.objects.filter(object_id=issue.pk, due_on=date(2027, 6, 30))
    assert new.filter(state="sent").exists()


def refuses(name, change, row):
    statement = f"UPDATE issues_amendment SET {change} WHERE id = %s"
    before = Amendment.objects.filter(pk=row.pk).values().get()
    refused = pytest.raises(DatabaseError, match=name)
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [row.pk])
    assert Amendment.objects.filter(pk=row.pk).values().get() == before


BY = "decided_at = now(), basis_no = 'x', basis_on = now(), decided_by_id ="
BENT = [
    ("amendment_decided_by_another", f"state = 'approved', {BY} person_id"),
    ("amendment_decided_by_another", f"state = 'rejected', {BY} person_id"),
    ("amendment_decided_by_another", f"state = 'approved', {BY} submitted_by_id"),
    ("amendment_decided_by_another", f"state = 'approved', {BY} 1, person_id = NULL"),
    ("amendment_decided_by_another", f"state = 'approved', {BY} 1, submitted_by_id = NULL"),
    ("amendment_decided_by_somebody", "state = 'approved', basis_no = 'x', basis_on = now()"),
    ("amendment_decided_by_somebody", "decided_at = now(), decided_by_id = 1"),
    ("amendment_approved_has_basis",
     "state = 'approved', decided_by_id = 1, decided_at = now(), basis_no = ''"),
    ("amendment_state", "state = 'lost'"),
    ("decided as it stands", "changes = '{\"goal\": {}}'"),
    ("decided as it stands", "reason = '另一个理由'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change"), BENT, ids=[change for _name, change in BENT])
def test_the_database_refuses_a_bent_amendment_by_name(cast, name, change):
    refuses(name, change, amend.submitted(cast, make.rectifying(cast)))


def test_a_draft_without_changes_and_a_second_open_one_are_no_rows(cast):
    issue = make.rectifying(cast)
    row = amend.drafted(cast, issue)
    refuses("amendment_changes_something", "changes = '{}'", row)
    with pytest.raises(DatabaseError, match="amendment_open_once"), transaction.atomic():
        Amendment.objects.create(issue=issue, changes=row.changes, applicant="甲")
    assert Amendment.objects.count() == 1


@pytest.mark.parametrize("change", ["state = 'draft'", "note = '改口'", "basis_no = '别的'"])
def test_a_closed_amendment_stays_as_it_is(cast, change):
    row = amend.submitted(cast, make.rectifying(cast))
    amendments.reject(cast.city1, row.pk, reason="不需要。")
    refuses("stays as it is", change, row)


def test_an_amendment_is_not_deleted(cast):
    row = amend.drafted(cast, make.rectifying(cast))
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        row.delete()
    assert Amendment.objects.filter(pk=row.pk).exists()
