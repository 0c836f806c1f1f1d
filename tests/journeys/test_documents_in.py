"""An office's first hour with its own files, in a real browser, worker running (issue 4).

A ledger, a Word plan and a petition table bring five mistakes; all five are found, corrected,
confirmed, undone, repeated.
"""

import pytest

from tests.journeys import documents as files
from tests.journeys.office import Office, Seen, opened
from tests.journeys.people import Faults, Person

pytestmark = pytest.mark.browser
CODE = "journey-documents"
DUE = (
    "SELECT i.serial, i.due_on::text FROM issues_issue i JOIN issues_round r ON r.id = i.round_id"
    " JOIN issues_plan p ON p.id = i.plan_id WHERE r.code = %s AND p.doc_no = %s ORDER BY i.serial"
)
UNITS = (
    "SELECT u.name FROM issues_planalias a JOIN issues_planalias_units au ON au.planalias_id = a.id"
    " JOIN regions_unit u ON u.id = au.unit_id WHERE a.label = %s"
)
VERDICTS = (
    "SELECT p.number, p.verdict FROM petitions_petition p JOIN issues_round r ON r.id = p.round_id"
    " WHERE r.code = %s ORDER BY p.number"
)


@pytest.fixture(scope="module")
def faults():
    found = Faults()
    yield found
    assert "\n".join(found.found) == ""


@pytest.fixture(scope="module")
def city(browser, stack, faults):
    return opened(browser, stack, faults, files.NAME, CODE)


@pytest.fixture(scope="module")
def office(city):
    return Office(city, "/imports/upload/", files.NAME)


@pytest.fixture(scope="module")
def desk(browser, stack, faults, city):
    return Office(Person(browser, stack, "desk1", faults), "/petitions/imports/new/", files.NAME)


def told(found: list[Seen]) -> list[tuple[str, str, str]]:
    return [(each.row, each.sentence, each.marked) for each in found]


def same(found: list[Seen], mistakes: list[tuple[str, str, str]]) -> bool:
    """Row by row: the sentence begins as it should and its words are marked."""
    return len(found) == len(mistakes) and all(
        (each.row, each.marked) == (row, words) and sentence in each.sentence
        for each, (row, sentence, words) in zip(found, mistakes, strict=True)
    )


def test_a_ledger_with_a_day_that_is_none_and_a_doubled_serial(office):
    file, doc = files.ledger_file(), "云办字〔2026〕901号"
    receipts = []
    for _time in range(2):
        office.hand_in(file, kind="ledger", plan_no=doc)
        found = office.doubts()
        assert same(found, files.LEDGER_MISTAKES), told(found)
        office.settle("value", "2027-02-28")
        office.press_enter("3")
        receipts.append(office.confirm(file, "新增 3，变更 0"))
        due = [("1", "2022-12-31"), ("2", "2027-02-28"), ("3", "2022-12-31")]
        assert office.rows(DUE, CODE, doc) == due
        if len(receipts) == 1:
            office.undo("演示数据：先撤回，改好再导")
            assert office.rows(DUE, CODE, doc) == []
    assert receipts[0] != receipts[1]
    office.hand_in_the_same(file, kind="ledger", plan_no=doc)


def test_a_word_plan_with_a_strange_unit_and_a_count_of_its_own(office):
    file, doc = files.plan_file(), "云办字〔2026〕902号"
    receipts = []
    for _time in range(2):
        office.hand_in(file, plan_no=doc)
        found = office.doubts()
        assert same(found, files.PLAN_MISTAKES), told(found)
        office.reads("方案载明“4项”，与读出的不一致")
        office.settle("typed", "云屏州生态环境局")
        receipts.append(office.confirm(file, "新增 3，变更 0"))
        assert office.rows(UNITS, files.STRANGER) == [("云屏州生态环境局",)]
        if len(receipts) == 1:
            office.undo("演示数据：单位对错了")
            assert office.rows(DUE, CODE, doc) == []
    assert receipts[0] != receipts[1]
    office.hand_in_the_same(file, plan_no=doc)


def test_a_petition_table_with_a_verdict_nobody_can_read(desk):
    file, receipts = files.petition_file(), []
    for _time in range(2):
        desk.hand_in(file)
        found = desk.doubts()
        assert same(found, files.PETITION_MISTAKES), told(found)
        desk.settle("value", "部分属实")
        receipts.append(desk.confirm(file, "新增 3，变更 0"))
        words = [verdict for _number, verdict in desk.rows(VERDICTS, CODE)]
        assert words == ["true", "partial", "true"]
        if len(receipts) == 1:
            desk.undo("演示数据：批次传错")
            assert desk.rows(VERDICTS, CODE) == []
    assert receipts[0] != receipts[1]
    desk.hand_in_the_same(file)
