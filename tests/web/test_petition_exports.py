"""Petitions out: the list on screen, the official table, the evening table; read back unchanged."""

import io

import docx
import openpyxl
import pytest

from petitions.importing.preview import preview
from petitions.models import Petition
from petitions.projection import HEADINGS
from rectify.core import clock
from rectify.journal.models import AuditEntry
from tests import petition_factories as make
from tests.db.petitions import importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def lived(cast):
    """One petition in every state, one of them without a number."""
    for serial, stage in enumerate(make.STAGES.values(), 1):
        stage(cast, serial)
    make.registered(cast, number="", text="无编号的一件：油烟扰民。")
    return cast


@pytest.fixture
def desk(client_of, lived):
    return client_of("desk1")


def body(answer) -> bytes:
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def sheet(answer) -> list[list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(body(answer)))
    return [[v or "" for v in row] for row in book.active.iter_rows(values_only=True)]


def grid(answer, first) -> list[list[str]]:
    """From the headings on."""
    rows = sheet(answer)
    return rows[next(n for n, row in enumerate(rows) if row[0] == first) :]


def test_the_list_goes_out_as_it_stands_on_screen(desk):
    query = "state=registered&order=-number"
    page = desk.get(f"/petitions/?{query}")
    assert f"/petitions/export/list.xlsx?{query.replace('&', '&amp;')}" in page.content.decode()
    head, *rows = grid(desk.get(f"/petitions/export/list.xlsx?{query}"), "受理编号")
    assert head[:4] == ["受理编号", "批次", "受理方式", "交办问题基本情况"]
    assert [row[0] for row in rows] == [row["number"] for row in page.context["rows"]]
    assert [row[0] for row in rows] == ["第1批第8件", "X3YP202611230001"]
    assert rows[1][6:10] == ["未交办（青崖县）", "", clock.today().isoformat(), "待交办"]


def test_the_official_table_is_a_working_copy_of_every_state_and_says_so(desk):
    rows = sheet(desk.get("/petitions/export/table.xlsx"))
    assert rows[0][0] == "第三轮省级督察群众信访举报转办和边督边改情况一览表（第1批）"
    assert rows[1][0] == "范围：全部　共8件"
    assert rows[2][0].startswith("内部工作底稿：含未审核和未公开的内容")
    assert rows[4] == list(HEADINGS)
    assert [row[0] for row in rows[5:]] == [str(n) for n in range(1, 9)]
    closed = next(row for row in rows if row[1] == "X3YP202611230007")
    assert [closed[6], closed[9], closed[10]] == ["属实", "已办结", "无"]


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_official_table_taken_out_and_in_again_changes_nothing(desk, lived, form):
    data = body(desk.get(f"/petitions/export/table.{form}"))
    look = preview(importing.staged(lived.desk1, data, f"一览表.{form}"))
    assert look.batch is not None
    assert look.counts == {"new": 0, "changed": 0, "untouched": 8, "refused": 0}
    assert look.open == []


def test_rows_picked_out_of_their_order_come_back_as_themselves(desk, lived):
    data = body(desk.get("/petitions/export/table.xlsx?state=registered"))
    look = preview(importing.staged(lived.desk1, data))
    assert (look.counts["untouched"], look.counts["new"], look.open) == (2, 0, [])


def test_an_imported_table_goes_out_and_comes_back(client_of, cast):
    rows = [importing.line(n, 处理和整改情况=f"罚款{n}万元，约谈{n}人。") for n in range(1, 5)]
    importing.confirmed(cast, importing.workbook(rows))
    Petition.objects.filter(position=2).update(fine_yuan="12345.60")
    data = body(client_of("desk1").get("/petitions/export/table.xlsx?batch=10"))
    look = preview(importing.staged(cast.desk1, data, "再导入.xlsx"))
    assert look.counts == {"new": 0, "changed": 0, "untouched": 4, "refused": 0}


@pytest.mark.parametrize("what", ["list", "table"])
def test_a_neighbour_takes_out_nothing(client_of, lived, what):
    first = {"list": "受理编号", "table": "序号"}[what]
    answer = client_of("county2").get(f"/petitions/export/{what}.xlsx")
    assert len(grid(answer, first)) == 1


def test_an_export_is_audited(desk):
    body(desk.get("/petitions/export/table.docx?state=closed"))
    entry = AuditEntry.objects.get(action="export")
    assert (entry.noun, entry.detail) == (
        "petitions.table", {"covers": "已办结", "rows": 1, "form": "docx"},
    )  # fmt: skip


def test_a_mass_export_asks_who_is_there(desk, monkeypatch):
    monkeypatch.setattr("rectify.exchange.downloads.MASS", 3)
    for url in ("list.xlsx", "table.xlsx", "table.docx"):
        assert desk.get(f"/petitions/export/{url}").url.startswith("/step-up/")
    assert not AuditEntry.objects.filter(action="export").exists()


@pytest.mark.parametrize("url", ["export/list.docx", "export/secret.xlsx", "summary/table.pdf"])
def test_an_unknown_file_is_not_there(desk, url):
    assert desk.get(f"/petitions/{url}").status_code == 404


def test_the_evening_table_goes_out_with_its_sums_and_scope(desk):
    page = desk.get("/petitions/summary/")
    assert "/petitions/summary/table.xlsx" in page.content.decode()
    rows = sheet(desk.get("/petitions/summary/table.xlsx"))
    assert rows[0][0] == "边督边改汇总表"
    assert rows[1][0] == "范围：全部可见的信访件"
    assert rows[2][0].startswith("截至 ")
    heads = next(n for n, row in enumerate(rows) if row[0] == "地区")
    assert [rows[heads][1], rows[heads + 1][1:5]] == ["收到", ["来电", "来信", "其他渠道", "合计"]]
    assert [row[0] for row in rows[heads + 2 :]] == ["青崖县", "未交办到地方", "合计"]
    total = page.context["total"]
    assert rows[-1][4:6] == [str(total["received"]), str(total["handed"])]
    assert any(page.context["sentence"] == row[0] for row in rows)


def test_the_evening_table_on_paper_has_headings_over_several_columns(desk):
    paper = docx.Document(io.BytesIO(body(desk.get("/petitions/summary/table.docx"))))
    upper, lower = ([cell.text for cell in row.cells] for row in paper.tables[0].rows[:2])
    assert upper[:7] == ["地区", "收到", "收到", "收到", "收到", "交办", "已审核答复"]
    assert lower[:7] == ["地区", "来电", "来信", "其他渠道", "合计", "交办", "属实"]
    assert len(paper.tables[0].rows) == 2 + 3
