"""Faults come back in the user's own workbook; a preview nobody wants is given up and taken up."""

import io
from datetime import timedelta

import openpyxl
import pytest

from issues.models import Issue
from rectify.core import clock
from rectify.exchange import services as exchange
from rectify.exchange import storage
from rectify.exchange.models import StagedImport
from tests.db.importing import ledgers, samples
from tests.db.importing.conftest import Desk, desk  # noqa: F401

pytestmark = pytest.mark.django_db
FAULTY = (
    samples.ROWS[0],
    samples.changed(samples.ROWS, "2", lead="州甲乙局", deadline="2026年供暖季前")[1],
    ("1", *samples.changed(samples.ROWS, "3", goal="")[2][1:]),
)


@pytest.fixture
def office(desk, client_of):  # noqa: F811
    return client_of("city1")


def stage(desk: Desk, rows=FAULTY, kind="plan") -> StagedImport:  # noqa: F811
    data = samples.workbook(rows) if kind == "plan" else ledgers.ledger(rows)
    return desk.stage(data, "整改清单.xlsx", kind=kind, doc_no="云办字〔2026〕1号")


def workbook(answer):
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def test_the_own_workbook_comes_back_with_its_faults_marked(office, desk):  # noqa: F811
    staged = stage(desk)
    sheet = workbook(office.get(f"/imports/{staged.pk}/marked.xlsx")).active
    assert [cell.value for cell in sheet[1]] == [*samples.HEAD, "错误原因"]
    reasons = [sheet.cell(row, 8).value or "" for row in (2, 3, 4)]
    assert reasons[0] == ""
    assert "单位库中没有“州甲乙局”" in reasons[1]
    assert "序号“1”前面已经用过" in reasons[2]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    coloured = {cell.coordinate for cell in cells if cell.fill.fgColor.rgb == "00FFE0B2"}
    assert coloured == {"E3", "F3", "A4", "C4"}
    assert "州甲乙局" in sheet["F3"].comment.text


def test_the_mended_workbook_goes_in_clean_with_the_column_still_in_it(office, desk):  # noqa: F811
    book = workbook(office.get(f"/imports/{stage(desk).pk}/marked.xlsx"))
    sheet = book.active
    mended = {"E3": "2026年底前", "F3": "石渡县人民政府", "A4": "3", "C4": "措施落实"}
    for place, text in mended.items():
        sheet[place] = text
    out = io.BytesIO()
    book.save(out)
    again = desk.stage(out.getvalue(), "整改清单改.xlsx", doc_no="云办字〔2026〕1号")
    look = desk.look(again)
    assert (look.doubts, look.counts["new"]) == ([], 3)
    desk.confirm(again)
    assert Issue.objects.count() == 3


def test_a_ledgers_faults_are_marked_at_the_cells_they_are_about(office, desk):  # noqa: F811
    rows = (ledgers.ROWS[0], ledgers.row(2, "已销号", "", "2022年12月6日"), ledgers.row(3, "甲类"))
    sheet = workbook(office.get(f"/imports/{stage(desk, rows, 'ledger').pk}/marked.xlsx")).active
    reasons = [sheet.cell(row, 14).value or "" for row in (2, 3, 4)]
    assert reasons[0] == ""
    assert "没有完成时间" in reasons[1]
    assert "没有认出" in reasons[2]
    assert sheet["H3"].fill.fgColor.rgb == sheet["G4"].fill.fgColor.rgb == "00FFE0B2"


def test_pasted_text_gets_a_list_of_its_faults(office, desk):  # noqa: F811
    staged = desk.stage(samples.TEXT)
    sheet = workbook(office.get(f"/imports/{staged.pk}/marked.xlsx")).active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert lines[0] == ["序号", "问题", "位置", "错误原因"]
    assert any("州环保督查中心" in line[3] for line in lines[1:])


def test_only_the_own_office_gets_it(office, desk, client_of):  # noqa: F811
    staged = stage(desk)
    assert client_of("county1").get(f"/imports/{staged.pk}/marked.xlsx").status_code == 404
    assert client_of("leader1").get(f"/imports/{staged.pk}/marked.xlsx").status_code == 403


def test_a_preview_is_given_up_and_taken_up_again_with_its_answers(office, desk):  # noqa: F811
    staged = stage(desk)
    desk.keep_all(staged)
    assert office.post(f"/imports/{staged.pk}/discard/").url == "/imports/"
    staged.refresh_from_db()
    assert staged.state == "discarded"
    assert "这次导入已放弃" in office.get(f"/imports/{staged.pk}/").content.decode()
    office.post(f"/imports/{staged.pk}/confirm/")
    assert not Issue.objects.exists()
    office.post(f"/imports/{staged.pk}/restore/")
    staged.refresh_from_db()
    assert (staged.state, len(staged.answers) > 0) == ("preview", True)


def test_what_is_imported_cannot_be_given_up(office, desk):  # noqa: F811
    done = desk.take_in(samples.workbook(), "一.xlsx")
    office.post(f"/imports/{done.pk}/discard/")
    done.refresh_from_db()
    assert done.state == "confirmed"


def test_a_file_handed_in_anew_keeps_the_old_preview_from_coming_back(office, desk):  # noqa: F811
    data = samples.workbook()
    first = desk.stage(data, "一.xlsx")
    office.post(f"/imports/{first.pk}/discard/")
    second = desk.stage(data, "一.xlsx")
    assert second.pk != first.pk
    office.post(f"/imports/{first.pk}/restore/")
    first.refresh_from_db()
    assert first.state == "discarded"


def test_after_thirty_days_row_and_file_are_gone_and_others_stay(office, desk):  # noqa: F811
    old, kept = desk.stage(samples.workbook(), "一.xlsx"), stage(desk)
    office.post(f"/imports/{old.pk}/discard/")
    with clock.at(clock.now() + timedelta(days=29)):
        assert exchange.tidy()["forgotten"] == 0
    with clock.at(clock.now() + timedelta(days=31)):
        assert exchange.tidy()["forgotten"] == 1
        assert exchange.tidy()["forgotten"] == 0
    assert not storage.path_of(old.stored_name).exists()
    assert storage.path_of(kept.stored_name).exists()
    assert list(StagedImport.objects.values_list("pk", flat=True)) == [kept.pk]
