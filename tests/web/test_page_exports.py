"""Duties, figures, the rows behind a figure and what is public, as files."""

import io

import openpyxl
import pytest
from django.test import Client

from issues.models import PublishedIssue
from rectify.core import clock
from rectify.journal.models import AuditEntry
from tests import factories as make
from tests import petition_factories as cases
from tests.doors import same_door  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_door")]


@pytest.fixture
def lived(cast):
    make.issued_plan(cast, issues=3)
    cases.closed(cast, 1)
    cases.answering_one(cast, 2)
    return cast


def book(answer):
    assert answer.status_code == 200, answer.content
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def grid(answer, first, at=0) -> list[list[str]]:
    """From the headings of a sheet on."""
    rows = [[v or "" for v in row] for row in book(answer).worksheets[at].values]
    return rows[next(n for n, row in enumerate(rows) if row[0] == first) :]


def test_duties_go_out_as_the_page_lists_them(lived, client_of):
    unit = client_of("unit1")
    page = unit.get("/")
    assert "/duties/list.xlsx" in page.content.decode()
    head, *rows = grid(unit.get("/duties/list.xlsx"), "缓急")
    assert head == ["缓急", "灯", "编号", "事项", "要办", "时限", "被退回", "说明"]
    shown = [(g["label"], d.number) for g in page.context["groups"] for d in g["duties"]]
    assert [(row[0], row[2]) for row in rows] == shown
    assert [row[4] for row in rows if row[2].startswith("第")] == ["签收"] * 3


def test_a_tile_narrows_the_file_too(lived, client_of):
    rows = grid(client_of("unit1").get("/duties/list.xlsx?show=returned"), "缓急")
    assert len(rows) == 1


def test_figures_go_out_with_definition_both_counts_and_the_day(lived, client_of):
    city = client_of("city1")
    page = city.get("/figures/?round=r3&as_of=2026-11-23")
    url = "/figures/table.xlsx?round=r3&as_of=2026-11-23"
    assert url.replace("&", "&amp;") in page.content.decode()
    rows = {row[1]: row for row in grid(city.get(url), "类别")[1:]}
    assert len(rows) == sum(len(group["values"]) for group in page.context["groups"])
    for group in page.context["groups"]:
        for value in group["values"]:
            row = rows[str(value.figure.name)]
            assert row[2] == (value.value or "—")
            assert (row[4], row[7]) == (str(value.numerator), str(value.figure.definition))
            assert row[8] == "2026-11-23"


def test_the_progress_tables_stand_on_sheets_of_their_own(lived, client_of):
    city = client_of("city1")
    page, answer = city.get("/figures/"), city.get("/figures/table.xlsx")
    sheets = {sheet.title: [list(row) for row in sheet.values] for sheet in book(answer).worksheets}
    assert list(sheets) == ["指标", "督察类型", "地区"]
    head, *rows = sheets["督察类型"][-len(page.context["kinds"]) - 2 :]
    assert head[:4] == ["督察类型", "总数", "需销号数", "应完成数"]
    assert [row[0] for row in rows] == [*(line.name for line in page.context["kinds"]), "合计"]
    assert rows[-1][1] == page.context["total"].cells[0].value


def test_a_wrong_filter_gives_no_figures(lived, client_of):
    assert client_of("city1").get("/figures/table.xlsx?round=no-such").status_code == 404
    assert client_of("city1").get("/figures/rows/list.xlsx?code=no-such").status_code == 404
    assert not AuditEntry.objects.filter(action="export").exists()


@pytest.mark.parametrize(
    ("code", "first", "n"), [("issues_listed", "序号", 3), ("petitions_handed", "受理编号", 2)]
)
def test_rows_behind_a_figure_go_out_in_their_own_columns(lived, client_of, code, first, n):
    answer = client_of("city1").get(f"/figures/rows/list.xlsx?code={code}")
    assert len(grid(answer, first)) == n + 1
    entry = AuditEntry.objects.get(action="export")
    assert (entry.noun, entry.detail["rows"]) == ("figures.rows", n)


def test_rows_behind_a_figure_say_what_they_cover(lived, client_of):
    today = clock.today().isoformat()
    url = f"/figures/rows/list.xlsx?code=issues_listed&round=r3&as_of={today}"
    lines = [row[0] for row in book(client_of("city1").get(url)).active.values][:4]
    assert lines[:2] == ["列入清单", "范围：第三轮省级督察　共3项"]
    assert lines[3] == f"截至 {today}"


def test_a_neighbour_takes_out_no_rows(lived, client_of):
    answer = client_of("county2").get("/figures/rows/list.xlsx?code=issues_listed")
    assert len(grid(answer, "序号")) == 1


def test_many_rows_behind_a_figure_ask_who_is_there(lived, client_of, monkeypatch):
    monkeypatch.setattr("rectify.exchange.downloads.MASS", 3)
    answer = client_of("city1").get("/figures/rows/list.xlsx?code=issues_listed")
    assert answer.url.startswith("/step-up/")


def test_a_stranger_takes_home_what_was_signed_off_and_nothing_else(cast):
    issue = make.disclosed(cast, issues=2)
    assert "/public/signed-off/list.xlsx" in Client().get("/public/signed-off/").content.decode()
    head, row = grid(Client().get("/public/signed-off/list.xlsx"), "序号")
    published = PublishedIssue.objects.get()
    assert head == [
        "序号", "反馈问题", "轮次", "责任单位", "销号时间", "销号文号", "整改完成情况",
    ]  # fmt: skip
    assert row == [
        f"第{issue.serial}项", issue.title, published.round_name, published.units,
        published.signed_off_on.isoformat(), published.filing_no, published.done_text,
    ]  # fmt: skip


def test_rounds_go_out_with_a_line_a_plan(lived, client_of):
    make.opened_round(lived, "r8")
    head, *rows = grid(client_of("city1").get("/rounds/list.xlsx"), "轮次")
    assert (head[2], head[6:9]) == ("代码", ["方案", "文号", "单位"])
    plans = {(row[2], row[5], row[6], row[9]) for row in rows}
    assert plans == {("r3", "3", "云屏州整改方案", "3"), ("r8", "0", "", "")}
