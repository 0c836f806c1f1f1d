"""验收 and the other acts: what is shown, what is asked, what is refused in words."""

import pytest

from issues.models import PublicNotice, Signature
from issues.services import signing
from rectify.signoff.hashing import content_hash
from tests import factories as make
from tests.watching import AUDIT, fingerprint

pytestmark = pytest.mark.django_db
ALL_YES = dict.fromkeys(make.ANSWERS, "yes")


@pytest.fixture
def bench(cast, client_of):
    issue = make.endorsed(cast)
    return issue, client_of("acceptor1", confirmed=True), f"/issues/{issue.pk}/accept/"


def test_the_bench_shows_measures_pairs_and_ten_questions(bench):
    _issue, client, url = bench
    context = client.get(url).context
    assert [m["no"] for m in context["measures"]] == [1, 2]
    (pair,) = context["pairs"]
    assert set(pair["pair"]) == {"before", "after"}
    assert [len(group["items"]) for group in context["questions"]] == [5, 5]
    assert context["step"]["asked_by"] == "青崖县人民政府"
    assert (context["answered"], context["total"], context["missing"]) == (0, 10, "还有 10 项未答")


def test_both_photos_of_the_pair_can_be_fetched(bench):
    _issue, client, url = bench
    (pair,) = client.get(url).context["pairs"]
    for side in pair["pair"].values():
        answer = client.get(side["url"])
        assert answer["Content-Type"] == "image/jpeg"
        assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
        for close in answer._resource_closers:  # `close()` would end the transaction
            close()


REFUSED = [
    ({}, "请先选择结论：同意验收、退回补正或不通过。"),
    ({"verdict": "approve"}, "还有核对项未答，或选“否”“不适用”未写理由，补齐后才能签署。"),
    ({"verdict": "approve", **ALL_YES, "effect": "na"}, "选“否”或“不适用”须写明理由。"),
    ({"verdict": "approve", **ALL_YES, "effect": "no", "effect_reason": "面积不足。"},
     "有标准未达到（选“否”），不能同意验收，请退回。"),
    ({"verdict": "return"}, "退回或不通过须在“意见”里写明原因：哪一处、缺什么、怎么补。"),
    ({"verdict": "fail", "opinion": "  "}, "退回或不通过须在“意见”里写明原因"),
    ({"verdict": "sign"}, "请先选择结论"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "sentence"), REFUSED, ids=[r[1][:14] for r in REFUSED])
def test_what_is_missing_is_said_and_what_was_answered_stays(bench, typed, sentence):
    _issue, client, url = bench
    before = fingerprint([AUDIT])
    answer = client.post(url, {"cause": "yes", "solved_reason": "说明文字", **typed})
    words = answer.content.decode()
    assert (answer.status_code, sentence in words) == (400, True)
    assert answer.context["answered"] >= 1
    assert fingerprint([AUDIT]) == before


def test_a_return_needs_no_answers_only_words(bench):
    issue, client, url = bench
    answer = client.post(url, {"verdict": "return", "opinion": "缺复绿照片。"})
    assert answer.status_code == 302
    assert make.fresh(issue).returned_reason == "缺复绿照片。"


def test_an_acceptance_is_signed_with_its_answers(bench):
    issue, client, url = bench
    typed = {"verdict": "approve", "opinion": "现场核查，同意验收。", **ALL_YES}
    assert client.post(url, typed).status_code == 302
    kept = Signature.objects.get(kind="accept")
    assert (kept.opinion, len(kept.answers)) == ("现场核查，同意验收。", 10)
    assert make.fresh(issue).accepted_on is not None


SIGNED = [
    (make.completed, "unit1", "step/approve", {}),
    (make.applied, "county1", "step/approve", {}),
    (make.endorsed, "acceptor1", "accept", {"verdict": "approve", **ALL_YES}),
    (make.accepted, "city1", "step/publish", {"phone": "0900-1234567"}),
    (make.notice_over, "city1", "step/approve", {}),
    (make.decided, "province1", "step/file", {"how": "series"}),
    (make.filed, "city1", "step/disclose", {}),
]


@pytest.mark.parametrize(
    ("stage", "who", "path", "typed"), SIGNED, ids=[f"{s[1]} {s[0].__name__}" for s in SIGNED]
)
def test_a_signature_asks_who_is_there_first(cast, client_of, stage, who, path, typed):
    """Without a fresh second proof nothing is signed; the form waits (conventions 8)."""
    issue, client = stage(cast), client_of(who)
    before = fingerprint([AUDIT])
    answer = client.post(f"/issues/{issue.pk}/{path}/", {"sent": "1", **typed})
    assert (answer.status_code, answer["Location"][:9]) == (302, "/step-up/")
    assert fingerprint([AUDIT]) == before


def test_an_issued_plan_asks_who_is_there_first(cast, client_of):
    plan = make.drafted_plan(cast)
    make.plans.approve(cast.city1, plan.pk, approved_by="州委", approved_on=make.date(2026, 6, 1))
    answer = client_of("city1").post(f"/plans/{plan.pk}/issue/", {"doc_no": "云办字〔2026〕51号"})
    assert answer["Location"][:9] == "/step-up/"
    plan.refresh_from_db()
    assert plan.state == "approved"


def test_the_notice_page_says_the_period_before_publishing(cast, client_of):
    issue = make.accepted(cast)
    page = client_of("city1").get(f"/issues/{issue.pk}/step/publish/").content.decode()
    assert "10个工作日" in page
    assert "受理异议用，会公开。" in page


@pytest.mark.parametrize("phone", ["", "   "])
def test_a_notice_without_a_telephone_is_not_published(cast, client_of, phone):
    issue = make.accepted(cast)
    client = client_of("city1", confirmed=True)
    assert client.post(f"/issues/{issue.pk}/step/publish/", {"phone": phone}).status_code == 400
    assert not PublicNotice.objects.exists()


def test_a_typed_number_must_be_typed(cast, client_of):
    issue = make.decided(cast)
    client, url = client_of("province1", confirmed=True), f"/issues/{issue.pk}/step/file/"
    refused = client.post(url, {"how": "typed", "number": " "})
    assert refused.status_code == 400
    assert "请填写登记簿上的文号，或改选自动编号。" in refused.content.decode()
    assert client.post(url, {"how": "typed", "number": "示环督〔2026〕9号"}).status_code == 302
    assert issue.signoffs.get().filing_no == "示环督〔2026〕9号"


def test_a_changed_case_tells_that_the_approvals_are_void(cast, client_of):
    issue = make.accepted(cast)
    issue.reports.update(done_text="改了说法。")
    client = client_of("city1", confirmed=True)
    answer = client.post(f"/issues/{issue.pk}/step/publish/", {"phone": "0900"}, follow=True)
    words = answer.content.decode()
    assert "资料在签署后有变动，已签意见已失效，流程退回重新签署。请看历史。" in words
    tab = client.get(f"/issues/{issue.pk}/?tab=signoff").content.decode()
    assert "签署后资料有变动，原签署失效" in tab
    assert issue.signoffs.get().position == 2


def test_the_signoff_tab_shows_every_signature_with_its_seal(cast, client_of):
    issue = make.decided(cast)
    context = client_of("county1").get(f"/issues/{issue.pk}/?tab=signoff").context
    (cycle,) = context["cycles"]
    seals = {step["seal"] for step in cycle["steps"]}
    assert [step["who"] for step in cycle["steps"]] == [
        "周某某", "张某某", "孙某某", "李某某", "系统", "李某某",
    ]  # fmt: skip
    assert seals == {signing_seal(issue)}


def signing_seal(issue):
    content = signing.IssueSubject(make.fresh(issue), lock=False).content()
    return content_hash(content)[:8]
