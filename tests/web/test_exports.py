"""Tables out: what is on screen, ledgers, plan lists, templates; read back they change nothing."""

import io

import docx
import openpyxl
import pytest

from issues.models import Issue, Plan
from rectify.exchange import readers
from rectify.journal.models import AuditEntry
from tests import factories
from tests.db.importing import ledgers
from tests.db.importing.conftest import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return factories.issued_plan(cast, issues=3)


@pytest.fixture
def office(client_of, plan):
    return client_of("city1")


def body(answer) -> bytes:
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def sheet(answer) -> list[list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(body(answer)))
    return [[v or "" for v in row] for row in book.active.iter_rows(values_only=True)]


def grid(answer) -> list[list[str]]:
    """From the headings on."""
    rows = sheet(answer)
    return rows[next(n for n, row in enumerate(rows) if row[0] == "序号") :]


def test_the_list_goes_out_as_it_stands_on_screen(office, plan):
    query = f"round={plan.round_id}&state=rectifying&order=-number&hide=unit,progress"
    page = office.get(f"/issues/?{query}").content.decode()
    assert f"/issues/export/list.xlsx?{query.replace(',', '%2C')}" in page.replace("&amp;", "&")
    head, *rows = grid(office.get(f"/issues/export/list.xlsx?{query}"))
    assert head == ["序号", "反馈问题", "类别", "地区", "整改时限", "状态", "环节", "灯"]
    assert [row[0] for row in rows] == ["3", "2", "1"]
    assert rows[0][4:6] == ["2026-12-31", "整改中"]


def test_the_head_says_what_it_covers_who_made_it_and_when(office, plan):
    rows = sheet(office.get(f"/issues/export/list.xlsx?round={plan.round_id}&state=rectifying"))
    assert rows[0][0] == "问题清单"
    assert rows[1][0] == "范围：第三轮省级督察；整改中　共3项"
    assert rows[2][0].startswith("制表：云屏州")
    assert "李某某" in rows[2][0]


def test_a_neighbour_takes_out_nothing(client_of, plan):
    rows = grid(client_of("county2").get("/issues/export/list.xlsx"))
    assert len(rows) == 1
    assert client_of("county2").get(f"/plans/{plan.pk}/list.xlsx").status_code == 404


def test_an_export_is_audited(office, plan):
    body(office.get(f"/plans/{plan.pk}/list.xlsx"))
    entry = AuditEntry.objects.get(action="export")
    assert (entry.noun, entry.detail) == (
        "issues.plan", {"plan": plan.pk, "rows": 3, "form": "xlsx"},
    )  # fmt: skip


def test_too_many_rows_are_refused_with_what_to_do(office, monkeypatch):
    monkeypatch.setattr("rectify.exchange.downloads.MOST", 2)
    answer = office.get("/issues/export/ledger.xlsx")
    assert answer.status_code == 400
    assert "请先用轮次、地区或状态缩小范围" in answer.content.decode()
    assert not AuditEntry.objects.filter(action="export").exists()


def test_a_mass_export_asks_who_is_there(office, monkeypatch):
    monkeypatch.setattr("rectify.exchange.downloads.MASS", 3)
    assert office.get("/issues/export/list.xlsx").url.startswith("/step-up/")
    assert not AuditEntry.objects.filter(action="export").exists()


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_plan_list_taken_out_and_in_again_changes_nothing(office, cast, plan, form):
    data = body(office.get(f"/plans/{plan.pk}/list.{form}"))
    desk = Desk(cast, plan.round)
    staged = desk.stage(data, f"清单.{form}")
    counts = desk.look(staged).counts
    assert counts == {"new": 0, "changed": 0, "untouched": 3, "refused": 0}
    assert desk.look(staged).open == []


def test_a_ledger_taken_out_and_in_again_changes_nothing(office, cast, plan):
    desk = Desk(cast, plan.round)
    desk.take_in(ledgers.ledger(), "台账.xlsx", kind="ledger", doc_no="云办字〔2022〕51号")
    Issue.objects.filter(plan=plan).delete()
    data = body(office.get(f"/issues/export/ledger.xlsx?round={plan.round_id}"))
    staged = desk.stage(data, "台账.xlsx", kind="ledger")
    look = desk.look(staged)
    assert (look.counts["untouched"], look.open) == (5, [])
    assert look.plan == Plan.objects.get(doc_no="云办字〔2022〕51号")


def test_the_paper_keeps_the_margins_and_fonts_of_the_standard(office, plan):
    paper = docx.Document(io.BytesIO(body(office.get(f"/plans/{plan.pk}/list.docx"))))
    section = paper.sections[0]
    assert [round(m.mm) for m in (section.top_margin, section.bottom_margin)] == [37, 35]
    assert paper.paragraphs[0].runs[0].font.name == "方正小标宋简体"
    assert len(paper.tables[0].rows) == 4


@pytest.mark.parametrize(("kind", "rows"), [("plan", 3), ("ledger", 5)])
def test_a_filled_template_reads_with_high_confidence(office, cast, plan, kind, rows):
    book = openpyxl.load_workbook(io.BytesIO(body(office.get(f"/imports/template/{kind}.xlsx"))))
    filled = book.active
    heads = [cell.value for cell in filled[2]]
    assert filled["A3"].value == "示例"
    for n in range(rows):
        line = dict(zip(ledgers.HEAD, ledgers.ROWS[n], strict=True))
        line["整改措施"] = "1、拆除设备\n2、覆土复绿"
        for place, head in enumerate(heads, 1):
            filled.cell(4 + n, place, line.get(head))
    out = io.BytesIO()
    book.save(out)
    desk = Desk(cast, plan.round)
    staged = desk.stage(out.getvalue(), "模板.xlsx", kind=kind, doc_no="云办字〔2027〕1号")
    assert [draft.number for draft in desk.look(staged).drafts] == [str(n + 1) for n in range(rows)]
    assert desk.look(staged).doubts == []


def test_a_template_has_drop_downs_notes_and_its_version(office):
    book = openpyxl.load_workbook(io.BytesIO(body(office.get("/imports/template/ledger.xlsx"))))
    rules = book.active.data_validations.dataValidation
    assert [rule.formula1 for rule in rules] == ['"整改中,已完成,已验收,公示中,已销号"']
    assert book.active["A2"].comment.text.startswith("必填")
    assert book["版本"].sheet_state == "hidden"
    assert [cell.value for cell in book["版本"]["A"][:2]] == ["ledger", "1"]


@pytest.mark.parametrize("name", ["unit1", "leader1", "inspector1"])
def test_templates_are_for_offices(client_of, name):
    assert client_of(name).get("/imports/template/plan.xlsx").status_code == 403


def test_an_unknown_table_is_not_there(office):
    assert office.get("/issues/export/secret.xlsx").status_code == 404
    assert office.get("/imports/template/secret.xlsx").status_code == 404


def test_an_exported_ledger_is_read_by_the_command_too(office, plan):
    rows = readers.read("ledger", body(office.get("/issues/export/ledger.xlsx")), "a.xlsx").rows
    assert [(row.plan.number.value, row.state.value) for row in rows] == [
        (str(n), "rectifying") for n in (1, 2, 3)
    ]  # fmt: skip


def test_rows_with_and_without_a_lead_come_back_under_one_set_of_columns(office, cast, plan):
    first = plan.issues.get(serial="1")
    written = {**first.units_as_written, "lead": ["云屏州水务局"]}
    Issue.objects.filter(pk=first.pk).update(units_as_written=written)
    data = body(office.get(f"/plans/{plan.pk}/list.xlsx"))
    look = (desk := Desk(cast, plan.round)).look(desk.stage(data, "清单.xlsx"))
    assert (look.counts["untouched"], look.open) == (3, [])
