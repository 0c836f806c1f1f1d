"""What a ledger says under 整改进展 becomes a report: once, silently, and back again."""

import io
from dataclasses import replace

import openpyxl
import pytest

from issues.importing import services
from issues.models import Plan, ProgressReport
from issues.services import progress
from rectify.core import clock
from rectify.messaging.models import Message
from tests import factories
from tests.db.importing import ledgers

pytestmark = pytest.mark.django_db
HEAD = (*ledgers.HEAD, "整改进展")
WORDS = (
    "全部拆除。",
    "已拆除2家，剩余3家正在签订协议",
    "",
    "公示中",
    "清运弃渣2.1万立方米；覆土复绿",
)


def told(words=WORDS, rows=ledgers.ROWS) -> bytes:
    return ledgers.ledger([(*row, text) for row, text in zip(rows, words, strict=True)], HEAD)


def taken_in(desk, data, name="台账.xlsx"):
    return desk.take_in(data, name, kind="ledger", doc_no=ledgers.DOC_NO)


def texts():
    rows = ProgressReport.objects.order_by("issue__sort_key", "pk")
    return list(rows.values_list("issue__serial", "done_text"))


def test_words_of_progress_become_reports_of_the_ledgers_office(desk):
    before = Message.objects.count()
    taken_in(desk, told())
    assert texts() == [
        ("1", "全部拆除"), ("2", WORDS[1]), ("4", "公示中"), ("5", WORDS[4]),
    ]  # fmt: skip
    first = ProgressReport.objects.get(issue__serial="1")
    assert (first.pct, first.reported_on, first.unit) == (100, clock.today(), desk.cast.city1.unit)
    assert first.person == "李某某（台账导入）"
    assert Message.objects.count() == before


def test_the_same_ledger_again_reports_nothing(desk):
    taken_in(desk, told())
    look = desk.look(desk.stage(told(), "又一份.xlsx", kind="ledger", doc_no=ledgers.DOC_NO))
    assert (look.counts["untouched"], look.counts["changed"], look.open) == (5, 0, [])


def test_new_words_are_a_later_report_and_silence_takes_nothing_away(desk):
    taken_in(desk, told())
    taken_in(desk, told(("", "5家全部签订协议", "", "", "")), "下月.xlsx")
    assert [text for serial, text in texts() if serial == "2"] == [WORDS[1], "5家全部签订协议"]
    assert len(texts()) == 5


def test_undoing_takes_the_reports_back(desk):
    taken_in(desk, told())
    later = taken_in(desk, told(("", "5家全部签订协议", "", "", "")), "下月.xlsx")
    services.undo(desk.cast.city1, later.pk, reason="导错了")
    assert [text for serial, text in texts() if serial == "2"] == [WORDS[1]]
    assert len(texts()) == 4


def test_where_a_unit_reports_here_the_ledgers_words_are_left_alone(desk, cast):
    plan = factories.issued_plan(cast, issues=1, code="r7")
    issue = plan.issues.get()
    progress.receive(cast.unit1, issue.pk)
    progress.report(cast.unit1, issue.pk, pct=50, done_text="拆除一半。")
    line = ledgers.row(1, "正在整改", issue=issue.text, goal=issue.goal, deadline="2026年12月底前")
    here = replace(desk, round=plan.round)
    data = told(("台账上的旧话",), [line])
    look = here.look(here.stage(data, "台账.xlsx", kind="ledger", plan_id=plan.pk))
    fields = {change.field for verdict in look.verdicts for change in verdict.changes}
    assert "progress" not in fields
    assert texts() == [("1", "拆除一半。")]


def test_an_exported_ledger_has_the_words_and_comes_back_unchanged(desk, client_of):
    taken_in(desk, told())
    url = f"/issues/export/ledger.xlsx?round={desk.round.pk}&order=number"
    data = b"".join(client_of("city1").get(url).streaming_content)
    rows = list(openpyxl.load_workbook(io.BytesIO(data)).active.values)
    head = next(row for row in rows if row[0] == "序号")
    at = head.index("整改进展")
    shown = [row[at] or "" for row in rows[rows.index(head) + 1 :]]
    assert shown == ["全部拆除", WORDS[1], "", "公示中", WORDS[4]]
    look = desk.look(desk.stage(data, "出来的.xlsx", kind="ledger"))
    assert (look.counts["untouched"], look.open) == (5, [])


def test_a_ledger_without_the_column_leaves_it_out_again(desk, client_of):
    taken_in(desk, ledgers.ledger())
    assert not ProgressReport.objects.exists()
    url = f"/issues/export/ledger.xlsx?round={desk.round.pk}"
    data = b"".join(client_of("city1").get(url).streaming_content)
    cells = [c for row in openpyxl.load_workbook(io.BytesIO(data)).active.values for c in row]
    assert "整改进展" not in cells
    assert Plan.objects.get(doc_no=ledgers.DOC_NO).issues.count() == 5
