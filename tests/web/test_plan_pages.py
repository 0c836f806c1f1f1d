"""轮次与方案: what lacks is said; approval and issuing are two steps of the office alone."""

import pytest

from issues.models import Plan, Responsibility, Round
from rectify.messaging.models import Message
from tests import factories as make

pytestmark = pytest.mark.django_db
APPROVAL = {"approved_by": "云屏州委、州政府", "approved_on": "2026-06-01", "basis": "云办发1号"}


def test_the_office_sees_what_still_lacks_row_by_row(cast, client_of):
    plan = make.drafted_plan(cast, issues=2, goal="", deadline_confirmed=False)
    context = client_of("city1").get(f"/plans/{plan.pk}/").context
    assert [finding["text"] for finding in context["findings"]] == [
        "第1项没有整改目标。",
        "第1项整改时限“2026年12月底前”没有确认。",
        "第2项没有整改目标。",
        "第2项整改时限“2026年12月底前”没有确认。",
    ]
    assert context["claim"] == {"text": "共 4 处"}
    assert context["rows"][0]["findings"] == ["没有整改目标", "整改时限“2026年12月底前”没有确认"]
    assert context["actions"][0]["reason"] == "还有 4 处没有补齐。"


def test_a_plan_with_gaps_is_not_approved_and_says_each(cast, client_of):
    plan = make.drafted_plan(cast, goal="")
    answer = client_of("city1").post(f"/plans/{plan.pk}/approve/", APPROVAL)
    assert answer.status_code == 400
    assert "第1项没有整改目标。" in answer.content.decode()
    assert APPROVAL["approved_by"] in answer.content.decode()
    plan.refresh_from_db()
    assert (plan.state, plan.version) == ("draft", 0)


def test_approval_then_number_then_everybody_is_told(cast, client_of):
    plan, client = make.drafted_plan(cast), client_of("city1", confirmed=True)
    assert client.post(f"/plans/{plan.pk}/approve/", APPROVAL).status_code == 302
    plan.refresh_from_db()
    assert (plan.state, str(plan.approved_on)) == ("approved", "2026-06-01")
    client.post(f"/plans/{plan.pk}/issue/", {"doc_no": "云办字〔2026〕51号"})
    plan.refresh_from_db()
    assert (plan.state, plan.doc_no) == ("issued", "云办字〔2026〕51号")
    assert Responsibility.objects.filter(issue__plan=plan).count() == 3
    told = Message.objects.filter(kind="plan").values_list("recipient__username", flat=True)
    assert sorted(told) == ["acceptor1", "unit1"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({**APPROVAL, "approved_on": "2099-01-01"}, "批准日期不能晚于今天。"),
        ({**APPROVAL, "approved_on": "六月"}, "日期"),
        ({**APPROVAL, "approved_by": ""}, "必填"),
        ({**APPROVAL, "approved_by": "  "}, "必填"),
    ],
)
def test_a_bad_approval_is_refused_in_words(cast, client_of, typed, sentence):
    plan = make.drafted_plan(cast)
    answer = client_of("city1").post(f"/plans/{plan.pk}/approve/", typed)
    assert (answer.status_code, sentence in answer.content.decode()) == (400, True)
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_a_number_in_use_is_refused(cast, client_of):
    issued = make.issued_plan(cast)
    second = Plan.objects.create(round=issued.round, division_id="9901", title="补充方案")
    make.draft_issue(second, 1, make.UNITS)
    for name in {name for names in make.UNITS.values() for name in names}:
        make.plans.remember_alias(second, name, list(make.Unit.objects.filter(name=name)))
    client = client_of("city1", confirmed=True)
    client.post(f"/plans/{second.pk}/approve/", APPROVAL)
    answer = client.post(f"/plans/{second.pk}/issue/", {"doc_no": issued.doc_no})
    assert answer.status_code == 400
    assert "本轮次已有文号为“云办字〔2026〕51号”的方案。" in answer.content.decode()


def test_an_issued_plan_offers_nothing_more_and_names_its_freeze(cast, client_of):
    plan = make.issued_plan(cast)
    context = client_of("city1").get(f"/plans/{plan.pk}/").context
    assert context["actions"] == []
    assert context["plan"]["approved"] == "云屏州委、州政府 2026-06-01 批准"
    assert "五项内容不再变动" in context["actions_note"]


def test_a_county_reads_its_own_rows_of_the_plan_only(cast, client_of):
    plan = make.drafted_plan(cast, issues=1)
    make.draft_issue(plan, 2, {**make.UNITS, "responsible": ["石渡县人民政府"]})
    units = list(make.Unit.objects.filter(name="石渡县人民政府"))
    make.plans.remember_alias(plan, "石渡县人民政府", units)
    make.plans.approve(cast.city1, plan.pk, approved_by="州委", approved_on=make.date(2026, 6, 1))
    make.plans.issue_plan(cast.city1, plan.pk, doc_no="云办字〔2026〕51号")
    for name, own in (("county1", ["1"]), ("county2", ["2"]), ("city1", ["1", "2"])):
        rows = client_of(name).get(f"/plans/{plan.pk}/").context["rows"]
        assert [row["number"] for row in rows] == own, name


def test_rounds_count_issues_in_sight_and_what_is_signed_off(cast, client_of):
    make.issued_plan(cast, issues=3, code="a")
    make.filed(cast, code="b")
    make.drafted_plan(cast, code="c")
    counts = {
        row["code"]: (row["issues"], row["signed_off"])
        for row in client_of("city1").get("/rounds/").context["rounds"]
    }
    assert counts == {"a": (3, 0), "b": (1, 1), "c": (0, 0)}
    county = client_of("county1").get("/rounds/").context["rounds"]
    assert sorted(row["code"] for row in county) == ["a", "b"]
    assert client_of("county2").get("/rounds/").context["rounds"] == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"code": "r3"}, "轮次代码“r3”已被使用，请换一个。"),
        ({"code": "有空格 的"}, "字母"),
        ({"kind": "nothing"}, "选择"),
        ({"stationed_from": "2026-03-02", "stationed_to": "2026-03-01"},
         "进驻结束日期早于开始日期，请检查。"),
    ],
    ids=["code used", "bad code", "no kind", "leaves before arriving"],
)  # fmt: skip
def test_a_bad_round_is_refused_beside_its_field(cast, client_of, typed, sentence):
    make.opened_round(cast)
    given = {"kind": "central", "name": "第四轮中央督察", "code": "c-4", **typed}
    answer = client_of("city1").post("/rounds/new/", given)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert "第四轮中央督察" in answer.content.decode()
    assert Round.objects.count() == 1


def test_each_kind_shows_its_chain_and_notice_before_it_is_chosen(cast, client_of):
    make.opened_round(cast)
    presets = {
        row["name"]: row for row in client_of("city1").get("/rounds/new/").context["presets"]
    }
    assert len(presets) == 9
    assert presets["省级生态环境保护督察"]["chain"] == (
        "自查 → 县级审核 → 验收 → 公示 → 审定销号 → 上级备案 → 公开"
    )
    assert presets["自查自纠"]["chain"] == "自查 → 公示 → 审定销号 → 公开"
    assert presets["河湖长制进驻式督查"]["notice"] == "公示 5 个工作日"
