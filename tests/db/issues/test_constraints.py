"""Illegal rows written past every service: PostgreSQL refuses each by name (R-11)."""

import pytest
from django.db import DatabaseError, connection, transaction

from issues.models import Evidence, Issue, Measure, Plan, Responsibility, SignOff, StepRun
from rectify.core import clock
from tests import factories as make

pytestmark = pytest.mark.django_db
ISSUE = [
    # constraint, SQL set on a rectifying issue
    ("issue_state", "state = 'closed', completed_on = '2026-11-01'"),
    ("issue_pct", "progress_pct = 101"),
    ("issue_issued_has_time", "issued_at = NULL"),
    ("issue_issued_deadline_confirmed", "deadline_confirmed = false"),
    ("issue_done_has_date", "state = 'completed'"),
    ("issue_done_has_date", "state = 'in_signoff'"),
    ("issue_signed_off_has_date", "state = 'signed_off', completed_on = '2026-11-01'"),
    ("issue_disclosed_after_signoff", "disclosed_at = now()"),
    ("issue facets are frozen once issued", "text = '改了问题'"),
    ("issue facets are frozen once issued", "goal = '改了目标'"),
    ("issue facets are frozen once issued", "deadline_text = '明年再说'"),
    ("issue facets are frozen once issued", "due_on = '2030-01-01'"),
    ("issue facets are frozen once issued", "due_on = NULL"),
    ("issue facets are frozen once issued", "long_term = true"),
    ("issue facets are frozen once issued", "deadline_kind = 'none'"),
    ("issue facets are frozen once issued", 'stages = \'[{"due_on": "2030-01-01"}]\''),
    ("an issued issue stays issued", "state = 'draft', text = '先退回草稿再改'"),
    ("an issued issue stays issued", "state = 'draft'"),
]


def run(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refuses(name, statement, *values):
    with pytest.raises(DatabaseError, match=name):
        run(statement, *values)


@pytest.mark.parametrize(("name", "change"), ISSUE, ids=[change for _name, change in ISSUE])
def test_an_illegal_issue_is_refused(cast, name, change):
    issue = make.rectifying(cast)
    before = Issue.objects.filter(pk=issue.pk).values().get()
    refuses(name, f"UPDATE issues_issue SET {change} WHERE id = %s", issue.pk)
    assert Issue.objects.filter(pk=issue.pk).values().get() == before


FACETS = [
    ("issues_measure", "a measure is frozen", "text = '改了措施'"),
    ("issues_measure", "a measure is frozen", "due_on = '2030-01-01'"),
    ("issues_measure", "a measure is frozen", 'units_as_written = \'{"lead": ["别的单位"]}\''),
    ("issues_measure", "a measure is frozen", "number = number + 100"),
    ("issues_measure", "a measure is frozen", "issue_id = NULL"),
    ("issues_responsibility", "never rewritten", "label = '别的说法'"),
    ("issues_responsibility", "never rewritten", "unit_id = (SELECT max(id) FROM regions_unit)"),
    ("issues_responsibility", "never rewritten", "role = 'cooperating'"),
]


@pytest.mark.parametrize(("table", "name", "change"), FACETS, ids=[f[2] for f in FACETS])
def test_measures_and_units_of_an_issued_plan_are_frozen_like_its_text(cast, table, name, change):
    issue = make.rectifying(cast)
    rows = {"issues_measure": Measure, "issues_responsibility": Responsibility}[table]
    before = list(rows._base_manager.order_by("pk").values())
    refuses(name, f"UPDATE {table} SET {change} WHERE issue_id = %s", issue.pk)
    assert list(rows._base_manager.order_by("pk").values()) == before


def test_an_overall_measure_is_frozen_with_its_plan(cast):
    plan = make.issued_plan(cast)
    measure = Measure.objects.create(plan=plan, number=1, text="建立健全长效机制")
    refuses("a measure is frozen", "UPDATE issues_measure SET text = '' WHERE id = %s", measure.pk)
    assert Measure.objects.get(pk=measure.pk).text == "建立健全长效机制"


def test_an_amendment_changes_a_measure_by_raising_its_facets_version(cast):
    issue = make.rectifying(cast)
    changed = "due_on = '2030-01-01', facets_version = facets_version + 1"
    run(f"UPDATE issues_measure SET {changed} WHERE issue_id = %s", issue.pk)
    assert set(issue.measures.values_list("due_on", flat=True)) == {clock.dt.date(2030, 1, 1)}


def test_a_draft_may_still_be_changed(cast):
    issue = make.drafted_plan(cast).issues.get()
    run("UPDATE issues_issue SET text = '改正了错字' WHERE id = %s", issue.pk)
    assert make.fresh(issue).text == "改正了错字"


def test_an_amendment_changes_a_facet_by_raising_the_facets_version(cast):
    issue = make.rectifying(cast)
    changed = "goal = '调整后的目标', facets_version = facets_version + 1"
    run(f"UPDATE issues_issue SET {changed} WHERE id = %s", issue.pk)
    assert make.fresh(issue).goal == "调整后的目标"


def test_what_is_no_facet_moves_freely(cast):
    issue = make.rectifying(cast)
    run("UPDATE issues_issue SET progress_pct = 55 WHERE id = %s", issue.pk)
    assert make.fresh(issue).progress_pct == 55


def twice(model, **changes):
    """INSERT a copy of the newest row, some columns changed."""
    row = model._base_manager.order_by("pk").last()
    columns = {
        field.column: changes.get(field.attname, getattr(row, field.attname))
        for field in model._meta.concrete_fields
        if not field.primary_key
    }
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join(["%s"] * len(columns))
    fields = {f.column: f for f in model._meta.concrete_fields}
    values = [fields[c].get_db_prep_save(v, connection) for c, v in columns.items()]
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', values


COPIES = [
    ("issue_serial_once", make.rectifying, Issue, {}),
    ("measure_once", make.rectifying, Measure, {}),
    ("responsibility_once", make.rectifying, Responsibility, {}),
    ("responsibility_has_one_object", make.rectifying, Responsibility, {"issue_id": None}),
    ("responsibility_ends_after_start", make.rectifying, Responsibility,
     {"starts_on": clock.dt.date(2026, 2, 1), "ends_on": clock.dt.date(2026, 1, 1)}),
    ("one_photo_a_side", make.proved, Evidence, {}),
    ("photo_has_viewpoint", make.proved, Evidence, {"viewpoint": None}),
    ("plan_doc_no_once", make.issued_plan, Plan, {}),
    ("plan_issued_has_date_and_number", make.issued_plan, Plan, {"doc_no": ""}),
    ("signoff_one_open_cycle", make.completed, SignOff, {"cycle": 2}),
    ("signoff_cycle_once", make.disclosed, SignOff, {}),
    ("signoff_passed_was_decided", make.disclosed, SignOff,
     {"cycle": 2, "decided_on": None, "filed_on": None}),
    ("signoff_closed_when_ended", make.completed, SignOff, {"cycle": 2, "state": "failed"}),
    ("issue_one_running_step", make.completed, StepRun, {}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "stage", "model", "changes"), COPIES, ids=[c[0] for c in COPIES])
def test_a_row_that_must_not_stand_beside_another_is_refused(cast, name, stage, model, changes):
    stage(cast)
    statement, values = twice(model, **changes)
    count = model._base_manager.count()
    refuses(name, statement, *values)
    assert model._base_manager.count() == count


UPDATES = [
    ("report_pct", make.proved, "issues_progressreport", "pct = 101"),
    ("round_leaves_after_arriving", make.opened_round, "issues_round",
     "stationed_from = '2026-03-02', stationed_to = '2026-03-01'"),
    ("notice_closes_after_opening", make.published, "issues_publicnotice",
     "closes_on = opens_on - 1"),
    ("notice_closed_when_ended", make.published, "issues_publicnotice", "closed_at = now()"),
    ("chain_step_kind", make.opened_round, "signoff_chainstep", "kind = 'rubber_stamp'"),
    ("chain_step_position", make.opened_round, "signoff_chainstep", "position = 1"),
    ("issue_step_left_with_outcome", make.completed, "issues_steprun", "left_at = now()"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "stage", "table", "change"), UPDATES, ids=[u[0] for u in UPDATES])
def test_a_row_is_not_bent(cast, name, stage, table, change):
    stage(cast)
    refuses(name, f"UPDATE {table} SET {change}")


def test_a_series_is_kept_once(cast):
    make.filed(cast)
    columns = "(division_code, purpose, year, prefix, last)"
    picked = "division_code, purpose, year, 'x', 9"
    refuses(
        "series_once",
        f"INSERT INTO signoff_numberseries {columns} SELECT {picked} FROM signoff_numberseries",
    )
