"""What can be wrong in a file: every kind is told at its own cell, and nothing else is coloured."""

import io
from datetime import date

import openpyxl
import pytest

from issues.importing import services
from issues.importing.marking import marks_of
from issues.models import Issue, Responsibility
from petitions.importing import marking as petition_marking
from rectify.core import clock
from rectify.core.errors import NeedsUnmet
from rectify.exchange import faults
from rectify.exchange.marking import marked
from rectify.exchange.readers.columns import petition_field, plan_field
from tests.db.importing import ledgers, samples
from tests.db.petitions import importing as petitions

pytestmark = pytest.mark.django_db
LONG = "长" * 301
LEDGER = [
    # row of `ledgers.ROWS`, column, what it says, where it is marked, a word of the reason
    (1, "number", "", "A2", "没有序号"),
    (1, "number", "2", "A3", "序号“2”前面已经用过"),
    (1, "issue", "", "B2", "没有读出问题内容"),
    (1, "deadline", "2022年2月30日前", "D2", "这一天不存在"),
    (1, "deadline", "", "D2", "没有写整改时限"),
    (1, "deadline", "供暖季前", "D2", "没有法定日子"),
    (1, "deadline", LONG, "D2", "最多 300 个"),
    (1, "lead", "州甲乙局", "E2", "单位库中没有“州甲乙局”"),
    (1, "lead", "县城管局", "E2", "没有唯一对应"),
    (3, "lead", "", "E4", "没有写责任单位"),
    (5, "lead", "", "E6", "没有写责任单位"),
    (1, "supervising", "州甲乙局", "F2", "单位库中没有“州甲乙局”"),
    (1, "state", "甲类", "G2", "没有认出"),
    (1, "state", "", "G2", "没有写状态"),
    (1, "state", "基本完成", "G2", "状态与已填的日期不一致"),
    (3, "accepted_on", "2023年1月5日", "G4", "状态与已填的日期不一致"),
    (1, "completed_on", "", "H2", "没有完成时间"),
    (1, "completed_on", "2022-13-01", "H2", "日期不存在"),
    (1, "completed_on", "去年", "H2", "没有读出日期"),
    (1, "completed_on", "2099年11月1日", "H2", "晚于今天"),
    (1, "accepted_on", "同上", "I2", "没有读出日期"),
    (1, "filing_no", LONG, "A2", "销号文号超过 60 字"),
    (1, "filed_on", "", "M2", "没有销号时间"),
    (1, "filed_on", "2099年1月5日", "M2", "晚于今天"),
]
PLAN = [
    (0, "", "A2", "没有序号"),
    (0, "2", "A3", "前面已经用过"),
    (0, "长" * 21, "A2", "最多 20 个"),
    (1, "", "B2", "没有读出问题内容"),
    (2, "", "C2", "没有读出整改目标"),
    (3, "", "D2", "没有读出整改措施"),
    (4, "2026年6月31日前", "E2", "这一天不存在"),
    (4, "", "E2", "没有写整改时限"),
    (4, "适时", "E2", ""),
    (5, "青崖县甲乙局", "F2", "单位库中没有“青崖县甲乙局”"),
    (6, "州甲乙局", "G2", "单位库中没有“州甲乙局”"),
]
PETITIONS = [
    ("交办问题基本情况", "", "C3", "没有交办问题基本情况"),
    ("受理编号", "X3YP202405110002", "B4", "前面已经用过"),
    ("行政区域", "甲乙县", "D3", "没有对应到本辖区"),
    ("是否属实", "", "F3", "确认是否属实"),  # read from the finding
    ("是否属实", "待定", "G3", "确认是否属实"),
    ("是否办结", "", "J3", "没有写是否办结"),
]


@pytest.fixture(autouse=True)
def _at_noon():
    with clock.at(date(2026, 11, 23)):
        yield


def coloured(source: bytes, marks, field_of) -> dict[str, str]:
    """The marked cells of the workbook that comes back, with what stands beside them."""
    book = openpyxl.load_workbook(io.BytesIO(marked(io.BytesIO(source), marks, field_of)))
    cells = (cell for row in book.active.iter_rows() for cell in row if cell.comment)
    return {cell.coordinate: cell.comment.text for cell in cells}


def one(found: dict[str, str], place: str, word: str) -> None:
    assert list(found) == [place]
    assert word in found[place]


@pytest.mark.parametrize(("row", "name", "value", "place", "word"), LEDGER)
def test_a_fault_of_a_ledger_is_told_at_its_own_cell(desk, row, name, value, place, word):
    rows = [list(line) for line in ledgers.ROWS]
    rows[row - 1][ledgers.PLACES[name]] = value
    data = ledgers.ledger(rows)
    staged = desk.stage(data, "台账.xlsx", kind="ledger", doc_no=ledgers.DOC_NO)
    one(coloured(data, marks_of(desk.look(staged)), plan_field), place, word)


@pytest.mark.parametrize(("column", "value", "place", "word"), PLAN)
def test_a_fault_of_a_plan_is_told_at_its_own_cell(desk, column, value, place, word):
    rows = [list(line) for line in samples.ROWS]
    rows[0][column] = value
    data = samples.workbook(rows)
    staged = desk.stage(data, "清单.xlsx")
    one(coloured(data, marks_of(desk.look(staged)), plan_field), place, word)


@pytest.mark.parametrize(("head", "value", "place", "word"), PETITIONS)
def test_a_fault_of_a_petition_table_is_told_at_its_own_cell(cast, head, value, place, word):
    data = petitions.workbook([petitions.line(1, **{head: value}), petitions.line(2)])
    look = petitions.looked(cast, data, batch=10)
    marks = faults.marks_of(petition_marking.wrong(look))
    one(coloured(data, marks, petition_field), place, word)


def test_a_sound_file_has_nothing_marked(desk):
    ledger = desk.stage(ledgers.ledger(), "台账.xlsx", kind="ledger", doc_no=ledgers.DOC_NO)
    plan = desk.stage(samples.workbook(), "清单.xlsx")
    assert [marks_of(desk.look(staged)) for staged in (ledger, plan)] == [[], []]


@pytest.mark.parametrize("name", ledgers.COLUMNS)
def test_no_word_is_too_long_to_be_refused_in_words(desk, name):
    """Whatever stands in one cell, the other rows go in and the tables hold."""
    rows = [list(line) for line in ledgers.ROWS]
    rows[0][ledgers.PLACES[name]] = "长" * 25_000
    desk.take_in(ledgers.ledger(rows), "台账.xlsx", kind="ledger", doc_no=ledgers.DOC_NO)
    assert Issue.objects.filter(serial__in="2345").count() == 4


def test_a_row_nobody_answers_for_may_go_in_when_a_person_says_so(desk):
    data = ledgers.ledger([ledgers.row(3, "正在整改", lead="")])
    staged = desk.stage(data, "台账.xlsx", kind="ledger", doc_no=ledgers.DOC_NO)
    with pytest.raises(NeedsUnmet):
        desk.confirm(staged)
    services.correct(desk.cast.city1, staged.pk, "r1", "responsible", "青崖县人民政府")
    desk.confirm(staged)
    assert Responsibility.objects.filter(role="responsible").count() == 1
