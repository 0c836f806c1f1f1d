"""What a file says otherwise than the issued plan becomes drafts of amendments, nothing more."""

import pytest

from issues.importing import offering, services
from issues.models import Amendment, Issue, Plan
from issues.services import amendments, plans
from issues.services.amendments import Why
from rectify.core import clock
from rectify.core.errors import Missing, NeedsUnmet, NotAllowed, WrongState
from rectify.exchange import services as exchange
from tests import amendments as amend
from tests import factories as make
from tests.db.importing import ledgers, samples
from tests.db.importing.test_ledger_again import take_in

pytestmark = pytest.mark.django_db
CHANGED = {
    "goal": "稳定运行，水质达到Ⅲ类",
    "deadline": "2027年6月底前",
    "measures": "1.落实运行经费。\n2.安装流量计并联网。\n3.更换曝气设备。",
    "lead": "石渡县人民政府",
}


@pytest.fixture
def issued(desk) -> Plan:
    """The three issues of the sample, issued."""
    desk.take_in(samples.word_table(), "一.docx")
    plan, who = Plan.objects.get(), desk.cast.city1
    plans.approve(who, plan.pk, approved_by="州委、州政府", approved_on=clock.today())
    return plans.issue_plan(who, plan.pk, doc_no="云办字〔2026〕51号")


def corrected(desk, plan, rows):
    return desk.stage(samples.word_table(rows), "二.docx", plan_id=plan.pk)


def offers(desk, staged):
    return {o.verdict.draft.number: o for o in offering.offers_in(desk.look(staged)).values()}


def test_a_row_becomes_a_draft_with_the_difference_and_the_way_back(desk, issued):
    staged = corrected(desk, issued, samples.changed(samples.ROWS, "1", **CHANGED))
    before = list(Issue.objects.order_by("pk").values())
    (found,) = offers(desk, staged).values()
    drafted, left = offering.amend(desk.cast.city1, staged.pk, row=found.verdict.draft.key)
    (row,) = drafted
    assert (left, row.source_id, row.state, row.issue.serial) == ([], staged.pk, "draft", "1")
    assert list(row.changes) == ["responsibilities", "measures", "goal", "deadline"]
    assert row.changes["goal"] == {"before": "稳定运行，出水达标", "after": CHANGED["goal"]}
    assert row.changes["deadline"]["after"]["due_on"] == "2027-06-30"
    texts = [m["text"] for m in row.changes["measures"]["after"]]
    assert texts == ["落实运行经费", "安装流量计并联网", "更换曝气设备"]
    assert list(Issue.objects.order_by("pk").values()) == before


def test_what_is_approved_then_is_what_the_file_says(desk, issued):
    staged = corrected(desk, issued, samples.changed(samples.ROWS, "1", **CHANGED))
    (row,), _left = offering.amend(desk.cast.city1, staged.pk, why=amend.WHY)
    amendments.submit(desk.cast.city1, row.pk)
    amendments.approve(amend.second(desk.cast), row.pk)
    again = corrected(desk, issued, samples.changed(samples.ROWS, "1", **CHANGED))
    assert [v.state for v in desk.look(again).verdicts] == ["untouched"] * 3
    issue = Issue.objects.get(serial="1")
    assert issue.responsibilities.filter(ends_on=None, role="responsible").get().unit.name == (
        "石渡县人民政府"
    )


def test_all_rows_at_once_and_what_is_under_way_is_left(desk, issued):
    rows = samples.changed(samples.ROWS, "1", goal="甲目标")
    rows = samples.changed(rows, "2", goal="乙目标")
    staged = corrected(desk, issued, rows)
    amend.drafted(desk.cast, Issue.objects.get(serial="2"), desk.cast.city1)
    found = offers(desk, staged)
    assert {n: (o.ready, bool(o.amendment)) for n, o in found.items()} == {
        "1": (True, False), "2": (False, True),
    }  # fmt: skip
    drafted, left = offering.amend(desk.cast.city1, staged.pk, why=Why("统一调整。"))
    assert [(row.issue.serial, row.reason) for row in drafted] == [("1", "统一调整。")]
    assert (left, Amendment.objects.count()) == ([], 2)
    with pytest.raises(NeedsUnmet, match="没有办结"):
        offering.amend(desk.cast.city1, staged.pk, row=found["2"].verdict.draft.key)


def test_absence_never_deletes(desk, issued):
    rows = samples.changed(samples.ROWS, "1", goal="", deadline="", supervising="", lead="")
    rows = samples.changed(rows, "1", measures="1.落实运行经费。")
    staged = corrected(desk, issued, rows)
    for doubt in desk.look(staged).open:
        services.answer(desk.cast.city1, staged.pk, doubt.id, {"keep": True})
    (row,), _left = offering.amend(desk.cast.city1, staged.pk)
    assert list(row.changes) == ["measures"]


def test_an_open_doubt_comes_first(desk, issued):
    rows = samples.changed(samples.ROWS, "1", deadline="供暖季前")
    staged = corrected(desk, issued, rows)
    found = offers(desk, staged)["1"]
    assert "还有存疑没有确认" in found.reason
    with pytest.raises(WrongState, match="还有存疑没有确认"):
        offering.amend(desk.cast.city1, staged.pk, row=found.verdict.draft.key)
    assert offering.amend(desk.cast.city1, staged.pk) == ([], [])
    assert not Amendment.objects.exists()


def test_a_name_a_person_explained_is_known_to_the_amendment(desk, issued):
    rows = samples.changed(samples.ROWS, "1", lead="青崖县人民政府、州甲乙局")
    staged = corrected(desk, issued, rows)
    (doubt,) = [d for d in desk.look(staged).open if d.kind == "unit"]
    services.answer(desk.cast.city1, staged.pk, doubt.id, {"typed": "州水务局"})
    (row,), _left = offering.amend(desk.cast.city1, staged.pk)
    assert row.changes["responsibilities"]["after"]["units"]["responsible"] == [
        "青崖县人民政府", "州甲乙局",
    ]  # fmt: skip
    alias = issued.aliases.get(label="州甲乙局")
    assert [unit.name for unit in alias.units.all()] == ["云屏州水务局"]


def test_nothing_is_offered_of_what_agrees_or_is_not_issued(desk, issued):
    staged = corrected(desk, issued, samples.ROWS)
    assert offers(desk, staged) == {}
    with pytest.raises(Missing):
        offering.amend(desk.cast.city1, staged.pk, row="r1")
    fresh = desk.stage(samples.TEXT)
    assert offering.offers_in(desk.look(fresh)) == {}


def test_a_confirmed_import_and_a_foreign_office_draft_nothing(desk, issued):
    staged = corrected(desk, issued, samples.changed(samples.ROWS, "1", goal="甲目标"))
    with pytest.raises(Missing):
        offering.amend(desk.cast.county1, staged.pk)
    with pytest.raises(NotAllowed):
        offering.amend(desk.cast.desk1, staged.pk)
    desk.confirm(staged)
    with pytest.raises(WrongState, match="待确认"):
        offering.amend(desk.cast.city1, staged.pk)
    assert not Amendment.objects.exists()


def test_a_ledger_that_differs_offers_the_same(desk):
    plan = make.issued_plan(desk.cast, issues=1, code="r9")
    desk = type(desk)(desk.cast, plan.round)
    issue = plan.issues.get()
    line = ledgers.row(1, "正在整改", issue=issue.text, goal="只清理一家", deadline="2028年底前")
    staged = desk.stage(ledgers.ledger([line]), "台账.xlsx", kind="ledger", plan_id=plan.pk)
    desk.keep_all(staged)
    (row,), _left = offering.amend(desk.cast.city1, staged.pk)
    assert row.changes["goal"]["after"] == "只清理一家"
    assert row.changes["deadline"]["after"]["due_on"] == "2028-12-31"


def test_a_ledger_is_not_undone_under_an_amendment(desk):
    done = take_in(desk)
    issue = Issue.objects.get(serial="3")
    row = amend.drafted(desk.cast, issue, desk.cast.city1)
    with pytest.raises(WrongState, match="第3项"):
        services.undo(desk.cast.city1, done.pk, reason="传错了")
    assert Amendment.objects.filter(pk=row.pk).exists()


def test_a_forgotten_import_leaves_its_amendments(desk, issued):
    staged = corrected(desk, issued, samples.changed(samples.ROWS, "1", goal="甲目标"))
    (row,), _left = offering.amend(desk.cast.city1, staged.pk, why=amend.WHY)
    amendments.withdraw(desk.cast.city1, row.pk, reason="不用了。")
    exchange.discard(desk.cast.city1, staged.pk)
    with clock.at(clock.today() + exchange.KEPT * 2):
        assert exchange.tidy()["forgotten"] == 1
    row.refresh_from_db()
    assert (row.source_id, row.state) == (None, "withdrawn")


def test_the_own_list_again_has_no_difference_to_the_dates_of_its_measures(desk, issued):
    """An exported list carries no dates of measures and may end a text without its mark."""
    issue = Issue.objects.get(serial="1")
    measure = issue.measures.order_by("number").first()
    issue.measures.filter(pk=measure.pk).update(
        due_on=make.DUE, text=f"{measure.text}。", facets_version=1
    )
    units = {**issue.units_as_written, "cooperating": []}
    Issue.objects.filter(pk=issue.pk).update(units_as_written=units)
    staged = corrected(desk, issued, samples.ROWS)
    assert [v.state for v in desk.look(staged).verdicts] == ["untouched"] * 3
    assert offers(desk, staged) == {}


def test_what_the_file_leaves_unsaid_is_no_difference(desk, issued):
    staged = corrected(desk, issued, samples.changed(samples.ROWS, "1", supervising=""))
    desk.keep_all(staged)
    found = offers(desk, staged)["1"]
    assert found.reason == "文件没有写的内容不算改动，这一项不需要方案调整。"
    assert offering.amend(desk.cast.city1, staged.pk) == ([], [])
    assert not Amendment.objects.exists()
