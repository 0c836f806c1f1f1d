"""方案调整 as pages: drafted in a form, read with both values, decided with a second proof."""

import re

import pytest

from issues.models import Amendment, Issue, Plan
from issues.services import plans
from rectify.core import clock
from tests import amendments as amend
from tests import factories as make
from tests.cast import login
from tests.db.importing import samples
from tests.db.importing.conftest import desk  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("late_2026")]
URL = "/issues/amendments/"


def typed_of(client, issue, **changes):
    """The form as the browser would send it back, some fields rewritten."""
    form = client.get(f"/issues/{issue.pk}/amend/").context["form"]
    found = {field.html_name: field.value() for field in form}
    return {**{k: v for k, v in found.items() if v not in (None, False)}, **changes}


def sent(client, issue, **changes):
    return client.post(f"/issues/{issue.pk}/amend/", typed_of(client, issue, **changes))


def text_of(answer):
    return answer.content.decode()


def test_the_form_sent_back_as_it_stands_amends_nothing(cast, client_of):
    issue = make.rectifying(cast)
    answer = sent(client_of("unit1"), issue)
    assert (answer.status_code, "与现行方案没有不同" in text_of(answer)) == (400, True)
    assert not Amendment.objects.exists()


def test_line_ends_and_spellings_of_the_browser_are_no_change(cast, client_of):
    issue = make.rectifying(cast, goal="一、退出。\n二、恢复。")
    typed = {"goal": "一、退出。\r\n二、恢复。\r\n", "deadline_text": "2027年6月底前"}
    sent(client_of("unit1"), issue, **typed)
    assert list(Amendment.objects.get().changes) == ["deadline"]


def test_a_unit_drafts_and_the_office_reads_both_values(cast, client_of):
    issue = make.rectifying(cast)
    units = {"unit_supervising": "云屏州林业和草原局", "reason": "职责调整。"}
    measures = "拆除生产设施，清运物料。\r\n平整覆土，种植灌木。"
    answer = sent(client_of("unit1"), issue, goal=amend.GOAL, measures=measures, **units)
    row = Amendment.objects.get()
    assert answer.url == f"{URL}{row.pk}/"
    assert set(row.changes) == {"responsibilities", "measures", "goal"}
    page = client_of("city1").get(answer.url)
    lines = {line["label"]: (line["before"], line["after"]) for line in page.context["changes"]}
    assert list(lines) == ["责任", "措施", "目标"]
    assert lines["目标"] == ("依法退出，岸线恢复。", amend.GOAL)
    assert "督导：云屏州水务局" in lines["责任"][0]
    assert "督导：云屏州林业和草原局" in lines["责任"][1]
    assert lines["措施"][1] == "1. 拆除生产设施，清运物料。\n2. 平整覆土，种植灌木。"


def test_a_deadline_shows_how_it_was_read(cast, client_of):
    issue = make.rectifying(cast)
    row = amend.drafted(cast, issue, deadline_text="2027年6月底前拆除，12月底前复绿")
    (line,) = client_of("unit1").get(f"{URL}{row.pk}/").context["changes"]
    assert line["before"] == "2026年12月底前\n读作 2026-12-31"
    assert line["after"].endswith("读作 2027-06-30、2027-12-31")


def test_words_without_a_day_ask_for_it_at_their_field(cast, client_of):
    issue = make.rectifying(cast)
    client = client_of("unit1")
    answer = sent(client, issue, deadline_text="尽快完成", reason="资金未到位。")
    assert answer.status_code == 400
    assert "没有读出日期" in str(answer.context["form"].errors["due_on"])
    assert "资金未到位。" in text_of(answer)
    assert not Amendment.objects.exists()
    sent(client, issue, deadline_text="尽快完成", due_on="2027-03-01")
    assert Amendment.objects.get().changes["deadline"]["after"]["due_on"] == "2027-03-01"


def test_a_draft_taken_up_again_holds_what_it_says(cast, client_of):
    issue = make.rectifying(cast)
    row = amend.drafted(cast, issue, goal=amend.GOAL, deadline_text="尽快", due_on=make.DUE)
    client, url = client_of("unit1"), f"{URL}{row.pk}/revise/"
    form = client.get(url).context["form"]
    found = {field.html_name: field.value() for field in form}
    assert (found["goal"], found["due_on"]) == (amend.GOAL, "2026-12-31")
    typed = {k: v for k, v in found.items() if v not in (None, False)}
    assert client.post(url, {**typed, "goal": "只退出。"}).status_code == 302
    row.refresh_from_db()
    assert row.changes["goal"]["after"] == "只退出。"
    assert row.changes["deadline"]["after"]["due_on"] == "2026-12-31"


def test_from_the_form_to_the_issue_page_with_a_second_proof(cast, client_of):
    issue = make.rectifying(cast)
    row = amend.drafted(cast, issue)
    assert client_of("unit1").post(f"{URL}{row.pk}/submit/", {"version": 1}).status_code == 302
    client = client_of("city1")
    basis = {"basis_no": "云办字〔2026〕77号", "basis_on": "2026-10-08"}
    asked = client.post(f"{URL}{row.pk}/approve/", basis)
    assert "/step-up/" in asked.url
    assert Amendment.objects.get().state == "submitted"
    login(client, "city1", confirmed=True)
    assert client.post(f"{URL}{row.pk}/approve/", basis).url == f"{URL}{row.pk}/"
    page = client_of("unit1").get(f"/issues/{issue.pk}/")
    (line,) = page.context["changes"]
    assert (line["label"], line["before"]) == ("目标", "依法退出，岸线恢复。")
    assert (line["after"], line["basis"]) == (amend.GOAL, "云办字〔2026〕77号 2026-10-08")
    assert page.context["frozen"] == "经批准调整，以调整后为准"
    assert page.context["recent"][0]["what"] == "方案调整"


def test_the_issue_page_offers_it_behind_more_and_shows_the_one_under_way(cast, client_of):
    issue = make.rectifying(cast)
    page = client_of("unit1").get(f"/issues/{issue.pk}/")
    assert [one["url"] for one in page.context["more"]] == [f"/issues/{issue.pk}/amend/"]
    assert page.context["amending"] is None
    row = amend.drafted(cast, issue)
    page = client_of("unit1").get(f"/issues/{issue.pk}/")
    assert page.context["more"] == []
    assert page.context["amending"] == {"text": "方案调整（目标）草拟", "url": f"{URL}{row.pk}/"}
    assert client_of("county1").get(f"/issues/{issue.pk}/").context["amending"] is None


def test_the_drafter_is_told_why_he_cannot_approve(cast, client_of):
    row = amend.submitted(cast, make.rectifying(cast), cast.city1)
    page = client_of("city1").get(f"{URL}{row.pk}/")
    reasons = {one["label"]: one["reason"] for one in page.context["actions"]}
    assert "另一位同志" in reasons["批准调整"]
    assert reasons["撤回"] == ""
    answer = client_of("city1", confirmed=True).post(
        f"{URL}{row.pk}/approve/", {"basis_no": "x", "basis_on": "2026-10-08"}
    )
    assert (answer.status_code, "另一位同志" in text_of(answer)) == (400, True)
    assert Amendment.objects.get().state == "submitted"


def test_a_reason_is_asked_and_a_double_click_acts_once(cast, client_of):
    row = amend.submitted(cast, make.rectifying(cast))
    client = client_of("city1")
    assert client.post(f"{URL}{row.pk}/reject/", {"reason": " "}).status_code == 400
    typed = {"reason": "工期可以保证。", "form_key": "k" * 32, "version": 2}
    first, second = (client.post(f"{URL}{row.pk}/reject/", typed) for _ in range(2))
    assert (first.url, second.url) == (f"{URL}{row.pk}/",) * 2
    row.refresh_from_db()
    assert (row.state, row.note, row.version) == ("rejected", "工期可以保证。", 3)
    steps = client.get(f"{URL}{row.pk}/").context["steps"]
    assert [(str(s["what"]), s["who"].split()[-1], s["note"]) for s in steps] == [
        ("起草", "周某某", ""),
        ("提交审批", "周某某", ""),
        ("不予批准", "李某某", "工期可以保证。"),
    ]


def test_a_page_gone_stale_writes_nothing(cast, client_of):
    issue = make.rectifying(cast)
    client = client_of("unit1")
    typed = typed_of(client, issue, goal=amend.GOAL)
    make.progress.receive(cast.unit1, issue.pk)
    assert client.post(f"/issues/{issue.pk}/amend/", typed).status_code == 412
    assert not Amendment.objects.exists()


def test_the_list_by_state_and_by_import(cast, client_of):
    plan = make.issued_plan(cast, issues=3)
    first, second, third = plan.issues.order_by("sort_key")
    amend.drafted(cast, first)
    amend.submitted(cast, second)
    amend.approved(cast, third)
    client = client_of("city1")
    page = client.get(URL)
    counts = {tab["label"]: tab["count"] for tab in page.context["tabs"]}
    assert counts == {
        "全部": 3, "草拟": 1, "待批准": 1, "已批准": 1, "不予批准": 0, "已撤回": 0,
    }  # fmt: skip
    waiting = client.get(f"{URL}?state=submitted").context["rows"]
    assert [row["number"] for row in waiting] == ["2"]
    assert client.get(f"{URL}?import=1").context["rows"] == []
    assert [row["number"] for row in client_of("county1").get(URL).context["rows"]] == [
        "3", "2",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["county2", "unit2", "system1"])
def test_a_neighbour_meets_nothing(cast, client_of, name):
    row = amend.submitted(cast, make.rectifying(cast))
    client = client_of(name)
    assert client.get(URL).context["rows"] == []
    for path in ("", "revise/", "submit/", "approve/", "reject/", "withdraw/"):
        assert client.get(f"{URL}{row.pk}/{path}").status_code == 404
    assert client.get(f"/issues/{row.issue_id}/amend/").status_code == 404
    assert client.post(f"{URL}{row.pk}/withdraw/", {"reason": "x"}).status_code == 404
    assert Amendment.objects.get().state == "submitted"


def test_an_import_offers_the_button_and_leads_to_the_draft(desk, client_of):  # noqa: F811
    desk.take_in(samples.word_table(), "一.docx")
    plan, who = Plan.objects.get(), desk.cast.city1
    plans.approve(who, plan.pk, approved_by="州委", approved_on=clock.today())
    plans.issue_plan(who, plan.pk, doc_no="云办字〔2026〕51号")
    rows = samples.changed(samples.changed(samples.ROWS, "1", goal="甲目标"), "2", goal="乙目标")
    staged = desk.stage(samples.word_table(rows), "二.docx", plan_id=plan.pk)
    client, url = client_of("city1"), f"/imports/{staged.pk}/"
    page = client.get(f"{url}?show=refused")
    assert page.context["offer"]["label"] == "为 2 项生成方案调整草稿"
    assert text_of(page).count("生成方案调整草稿") == 2
    typed = {"row": "r1", "reason": "统一调整。", "basis_no": "云办字〔2026〕77号"}
    answer = client.post(f"{url}amend/", typed)
    row = Amendment.objects.get()
    assert (answer.url, row.reason, row.source_id) == (f"{URL}{row.pk}/", "统一调整。", staged.pk)
    shown = client.get(answer.url)
    assert shown.context["amendment"]["source"]["url"] == url
    assert "本项已有一份方案调整没有办结" in text_of(client.get(f"{url}?show=all&row=r1"))
    assert client.post(f"{url}amend/", {}).url == f"{URL}?import={staged.pk}"
    assert Amendment.objects.count() == 2
    assert not Issue.objects.filter(facets_version__gt=0).exists()


def test_a_bad_date_leads_back_and_drafts_nothing(desk, client_of):  # noqa: F811
    staged = desk.stage(samples.TEXT)
    answer = client_of("city1").post(f"/imports/{staged.pk}/amend/", {"basis_on": "昨天"})
    assert re.match(rf"/imports/{staged.pk}/\?show", answer.url)
    assert not Amendment.objects.exists()


def duties_of(client):
    groups = client.get("/").context["groups"]
    return [(duty.ask, duty.url) for group in groups for duty in group["duties"]]


def test_drafts_and_decisions_are_duties_of_whose_turn_it_is(cast, client_of):
    plan = make.issued_plan(cast, issues=3)
    first, second, third = plan.issues.order_by("sort_key")
    drafts = [amend.drafted(cast, issue) for issue in (first, second)]
    waiting = amend.submitted(cast, third)
    ask = ("审批方案调整", f"{URL}{waiting.pk}/")
    assert ask in duties_of(client_of("city1"))
    mine = [url for said, url in duties_of(client_of("unit1")) if said == "补齐并提交方案调整"]
    assert mine == [f"{URL}?state=draft"]
    for row in drafts:
        row.issue.refresh_from_db()
        amend.amendments.withdraw(cast.unit1, row.pk, reason="不用了。")
    amend.amendments.approve(cast.city1, waiting.pk)
    asks = [said for name in ("city1", "unit1") for said, _url in duties_of(client_of(name))]
    assert not {"审批方案调整", "补齐并提交方案调整"} & set(asks)


def test_what_one_has_submitted_oneself_is_not_ones_to_decide(cast, client_of):
    amend.submitted(cast, make.rectifying(cast), cast.city1)
    assert "审批方案调整" not in [said for said, _url in duties_of(client_of("city1"))]
