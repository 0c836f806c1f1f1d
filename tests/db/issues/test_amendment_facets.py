"""The five facets through an amendment: read, refused in words, carried out."""

from datetime import date

import pytest

from issues.models import Amendment, Issue
from rectify.core.errors import Invalid
from rectify.journal.models import Event
from tests import amendments as amend
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("late_2026")]


def columns(issue):
    return Issue.objects.filter(pk=issue.pk).values().get()


def test_a_new_deadline_is_read_and_becomes_the_date(cast):
    issue = make.rectifying(cast)
    amend.approved(cast, issue, deadline_text="2027年6月底前拆除，12月底前复绿")
    now = make.fresh(issue)
    assert (now.due_on, now.deadline_kind) == (date(2027, 12, 31), "staged")
    assert [stage["due_on"] for stage in now.stages] == ["2027-06-30", "2027-12-31"]
    assert (now.deadline_text, now.has_deadline) == ("2027年6月底前拆除，12月底前复绿", True)


def test_measures_that_run_to_the_deadline_move_with_it_and_the_draft_says_so(cast):
    issue = make.rectifying(cast)
    first, second = issue.measures.order_by("number")
    issue.measures.filter(pk=first.pk).update(due_on=make.DUE, facets_version=1)
    issue.measures.filter(pk=second.pk).update(due_on=date(2026, 9, 1), facets_version=1)
    row = amend.approved(cast, issue, deadline_text="2027年6月底前")
    days = [m["due_on"] for m in row.changes["measures"]["after"]]
    assert days == ["2027-06-30", "2026-09-01"]
    assert list(issue.measures.order_by("number").values_list("due_on", flat=True)) == [
        date(2027, 6, 30), date(2026, 9, 1),
    ]  # fmt: skip


def test_a_deadline_nobody_can_date_asks_for_the_day(cast):
    issue = make.rectifying(cast)
    with pytest.raises(Invalid, match="没有读出日期"):
        amend.drafted(cast, issue, deadline_text="尽快完成")
    assert not Amendment.objects.exists()
    row = amend.drafted(cast, issue, deadline_text="尽快完成", due_on=date(2027, 3, 1))
    assert row.changes["deadline"]["after"]["due_on"] == "2027-03-01"


def test_no_date_at_all_is_a_legitimate_reading(cast):
    issue = make.rectifying(cast)
    amend.approved(cast, issue, deadline_text="视资金到位情况", dateless=True)
    now = make.fresh(issue)
    assert (now.due_on, now.deadline_kind, now.has_deadline) == (None, "none", False)
    assert now.deadline_confirmed


@pytest.mark.parametrize(
    ("title", "then"),
    [
        ("沿岸砂石料场", "沿岸砂石料场"),
        ("沿岸1家砂石料场违规占用河道，弃渣直接入河", "沿岸8家砂石料场违规占用河道"),
    ],
)
def test_a_title_made_of_the_text_goes_along_and_an_own_one_stays(cast, title, then):
    issue = make.rectifying(cast, title=title)
    amend.approved(cast, issue, text="沿岸8家砂石料场违规占用河道。")
    now = make.fresh(issue)
    assert (now.text, now.title) == ("沿岸8家砂石料场违规占用河道。", then)


def test_a_measure_that_stays_stays_done_and_a_new_one_is_to_be_done(cast):
    issue = make.proved(cast)
    first, second = issue.measures.order_by("number")
    lines = ["新增在线监控。", first.text, "平整覆土，种植灌木。"]
    amend.approved(cast, issue, measures=lines)
    rows = list(issue.measures.order_by("number"))
    assert [(m.number, m.text) for m in rows] == list(enumerate(lines, 1))
    assert [m.pk for m in rows][1:] != [first.pk, second.pk]
    kept = next(m for m in rows if m.pk == first.pk)
    assert (kept.text, kept.done_on is not None) == (first.text, True)
    assert [m.done_on for m in rows if m.pk != first.pk] == [None, None]
    event = Event.objects.get(noun="issues.issue", action="amend")
    assert [m["text"] for m in event.data["undone"]] == [second.text]


def test_the_last_measures_can_be_left_out(cast):
    issue = make.rectifying(cast)
    first = issue.measures.order_by("number").first()
    amend.approved(cast, issue, measures=[first.text])
    assert list(issue.measures.values_list("pk", "number")) == [(first.pk, 1)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"goal": "依法退出，岸线恢复。"}, "没有不同"),
        ({"goal": ""}, "第1项没有整改目标。"),
        ({"text": " "}, "不能为空"),
        ({"measures": []}, "第1项没有整改措施。"),
        ({"units": {"responsible": ["青崖县人民政府"]}}, "没有对应到督导单位或验收单位"),
        ({"units": {**make.UNITS, "lead": ["查无此局"]}}, "单位库中没有“查无此局”"),
        ({"units": {"supervising": ["云屏州水务局"]}}, "没有对应到责任单位或牵头单位"),
        ({"goal": "字" * 20_001}, "内容过长"),
    ],
)
def test_what_a_plan_cannot_be_without_is_refused_in_words(cast, typed, sentence):
    issue = make.rectifying(cast)
    before = columns(issue), issue.plan.aliases.count()
    with pytest.raises(Invalid, match=sentence):
        amend.drafted(cast, issue, **typed)
    assert not Amendment.objects.exists()
    assert (columns(issue), issue.plan.aliases.count()) == before
