"""What pages show of a large import is what the whole look would show, row by row."""

from dataclasses import replace
from datetime import timedelta

import pytest

from issues.importing import offered, offering, services
from issues.importing.kept import faults_of
from issues.importing.looking import look_at, whole
from issues.importing.marking import wrong
from issues.importing.page import context
from issues.importing.view import View
from issues.models import Issue, Plan
from issues.services import plans
from rectify.core import clock
from rectify.core.errors import Missing, WrongState
from rectify.exchange import models
from rectify.exchange.index import Index
from rectify.exchange.models import StagedImport
from rectify.exchange.viewing import Asked
from rectify.journal import outbox
from rectify.journal.models import OutboxItem
from tests.db.importing import ledgers, samples

pytestmark = pytest.mark.django_db
DOUBLED = (*samples.ROWS, ("2", *samples.ROWS[2][1:]))
FILES = {
    "plan": (samples.workbook(DOUBLED), "清单.xlsx", "plan"),
    "table": (samples.word_table(), "一.docx", "plan"),
    "words": (samples.TEXT.encode(), "方案.txt", "plan"),
    "overall": (samples.OVERALL.encode(), "总体.txt", "plan"),
    "ledger": (ledgers.ledger(), "台账.xlsx", "ledger"),
}


@pytest.fixture(autouse=True)
def large(monkeypatch, tasks_loaded):
    monkeypatch.setattr(models, "LARGE", 1)


def staged(desk, name: str) -> StagedImport:
    data, file_name, kind = FILES[name]
    row = desk.stage(data, file_name, kind=kind)
    assert row.state == "reading"
    outbox.deliver_due()
    return fresh(row)


def fresh(row: StagedImport) -> StagedImport:
    return StagedImport.objects.get(pk=row.pk)


@pytest.mark.parametrize("name", FILES)
def test_the_kept_look_says_what_the_whole_look_says(desk, name):
    row = staged(desk, name)
    kept, live = look_at(row), whole(row)
    assert isinstance(kept, Index)
    assert kept.fresh
    assert kept.lines == live.lines
    assert kept.doubts == [replace(doubt, rows=()) for doubt in live.doubts]
    assert (kept.counts, kept.total, kept.stated) == (live.counts, live.total, live.stated)
    assert (kept.findings, kept.hindrance) == (live.findings, live.hindrance)
    assert list(faults_of(row)) == list(wrong(live))


@pytest.mark.parametrize("name", FILES)
def test_a_part_of_it_is_those_rows_as_the_whole_look_has_them(desk, name):
    row = staged(desk, name)
    live = whole(row)
    for verdict in live.verdicts:
        part = look_at(row).part([verdict.draft.key])
        assert part.verdicts == [verdict]
        assert part.drafts == [verdict.draft]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("show", ["", "all", "new", "refused"])
def test_its_page_is_the_page_of_the_whole_look(desk, name, show):
    row = staged(desk, name)
    asked = Asked(show=show)
    shown, live = context(View(look_at(row), asked)), context(View(whole(row), asked))
    assert (shown.pop("again_url"), live.pop("again_url")) == (f"/imports/{row.pk}/again/", "")
    assert shown == live


def test_the_same_file_again_is_beside_the_plan_as_the_whole_look_is(desk):
    first = staged(desk, "ledger")
    services.confirm(desk.cast.city1, settled(desk, first).pk)
    assert Issue.objects.exists()
    again = staged(desk, "ledger")
    assert again.pk != first.pk
    kept, live = look_at(again), whole(again)
    assert kept.counts == live.counts
    assert kept.counts["new"] == 0
    for verdict in live.verdicts:
        assert kept.part([verdict.draft.key]).verdicts == [verdict]


def settled(desk, row: StagedImport) -> StagedImport:
    for doubt in look_at(row).open:
        sent = {"value": "云办字〔2022〕51号"} if doubt.field == "plan_no" else {"keep": True}
        services.answer(desk.cast.city1, row.pk, doubt.id, sent)
    outbox.deliver_due()
    return fresh(row)


def test_an_answer_shows_at_once_and_in_the_counts_when_the_worker_has_looked(desk):
    row = staged(desk, "words")
    doubt = next(d for d in look_at(row).open if d.kind == "date")
    services.answer(desk.cast.city1, row.pk, doubt.id, {"keep": True})
    before = look_at(fresh(row))
    assert (before.fresh, doubt.id in [d.id for d in before.open]) == (False, False)
    assert outbox.deliver_due() == 1
    after = look_at(fresh(row))
    assert after.fresh
    assert after.doubts == [replace(d, rows=()) for d in whole(fresh(row)).doubts]


@pytest.fixture
def differing(desk) -> StagedImport:
    """A file that says otherwise than an issued plan about two of its three issues."""
    settled(desk, staged(desk, "table"))
    services.confirm(desk.cast.city1, StagedImport.objects.get().pk)
    plan, who = Plan.objects.get(), desk.cast.city1
    plans.approve(who, plan.pk, approved_by="州委、州政府", approved_on=clock.today())
    plans.issue_plan(who, plan.pk, doc_no="云办字〔2026〕51号")
    rows = samples.changed(samples.ROWS, "1", goal="甲目标")
    rows = samples.changed(rows, "2", goal="乙目标")
    row = desk.stage(samples.word_table(rows), "二.docx", plan_id=plan.pk)
    outbox.deliver_due()
    return fresh(row)


def test_differences_from_an_issued_plan_are_offered_as_amendments(desk, differing):
    kept, live = (View(look(differing), Asked()) for look in (look_at, whole))
    assert context(kept)["offer"] == context(live)["offer"]
    assert context(kept)["offer"]["label"] == "为 2 项生成方案调整草稿"
    drafted, left = offering.amend(desk.cast.city1, differing.pk)
    assert (sorted(row.issue.serial for row in drafted), left) == (["1", "2"], [])


def test_where_many_rows_differ_they_are_offered_one_by_one(desk, differing, monkeypatch):
    monkeypatch.setattr(offering, "MOST", 1)
    monkeypatch.setattr(offered, "MOST", 1)
    assert context(View(look_at(differing), Asked()))["offer"] is None
    with pytest.raises(WrongState, match="逐项生成"):
        offering.amend(desk.cast.city1, differing.pk)
    drafted, _left = offering.amend(desk.cast.city1, differing.pk, row="r2")
    assert [row.issue.serial for row in drafted] == ["2"]


def test_a_correction_shows_in_its_row_at_once(desk):
    row = staged(desk, "plan")
    services.correct(desk.cast.city1, row.pk, "r1", "goal", "岸线全部恢复")
    assert look_at(fresh(row)).part(["r1"]).drafts[0].goal == "岸线全部恢复"
    with pytest.raises(Missing):
        services.correct(desk.cast.city1, row.pk, "r99", "goal", "岸线全部恢复")


def test_a_look_at_a_version_that_has_passed_is_dropped(desk):
    row = staged(desk, "plan")
    services.correct(desk.cast.city1, row.pk, "r1", "goal", "第一个目标")
    services.correct(desk.cast.city1, row.pk, "r2", "goal", "第二个目标")
    assert outbox.deliver_due() == 2
    assert fresh(row).look["version"] == fresh(row).version


def test_a_file_that_breaks_the_look_says_so(desk, monkeypatch):
    data, name, kind = FILES["plan"]
    row = desk.stage(data, name, kind=kind)

    def broken(*args):
        raise RuntimeError("bug")

    monkeypatch.setattr("issues.importing.kept.whole", broken)
    for state in ("reading", "reading", "unreadable"):
        outbox.deliver_due()
        assert fresh(row).state == state
        due_again()
    assert "系统出错" in fresh(row).problems[0]["message"]


def due_again() -> None:
    OutboxItem.objects.filter(done_at=None).update(due_at=clock.now() - timedelta(hours=1))
