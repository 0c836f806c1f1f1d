"""进展填报: everything of the page is filed at once or not at all, and nothing typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from issues.models import Evidence, ProgressReport
from tests import factories as make
from tests.watching import AUDIT, fingerprint

pytestmark = pytest.mark.django_db
WORDS = "拆除料场6家，清运弃渣2.1万立方米。"
TYPED = {
    "text": WORDS,
    "percent": "70",
    "problem": "1家料场正在诉讼。",
    "next_plan": "年底前全部复绿。",
    "quantity_name": ["复绿", "清运", ""],
    "quantity_amount": ["4.31", "21000", ""],
    "quantity_unit": ["公顷", "立方米", ""],
}


@pytest.fixture
def filing(cast, client_of):
    """The issue, and the page's address in unit1's browser."""
    issue = make.received(cast)
    return issue, client_of("unit1"), f"/issues/{issue.pk}/report/"


def test_one_press_files_words_quantities_measures_and_the_pair(filing):
    issue, client, url = filing
    first, second = issue.measures.order_by("number")
    files = {
        "before": make.photo("grey"),
        "after": make.photo("green"),
        "files": [make.photo("blue", "批复.jpg")],
    }
    answer = client.post(url, {**TYPED, "measure": [first.pk], **files})
    assert (answer.status_code, answer["Location"]) == (302, f"/issues/{issue.pk}/")
    report = ProgressReport.objects.get()
    assert (report.pct, report.done_text, report.problem_text) == (70, WORDS, TYPED["problem"])
    assert report.quantities == [
        {"name": "复绿", "amount": "4.31", "unit": "公顷"},
        {"name": "清运", "amount": "21000", "unit": "立方米"},
    ]
    kinds = Evidence.objects.order_by("pk").values_list("kind", "viewpoint")
    assert list(kinds) == [("photo_before", 1), ("photo_after", 1), ("document", None)]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.done_note, second.done_on) == (WORDS, None)
    assert make.fresh(issue).progress_pct == 70


REFUSED = [
    ({"percent": "101"}, "小于或等于"),
    ({"percent": "-1"}, "大于或等于"),
    ({"percent": "七成"}, "输入整数"),
    ({"text": ""}, "必填"),
    ({"quantity_amount": ["四", "", ""]}, "数量“四”不是数字，请只填数字，单位填在后一格。"),
    ({"measure": ["999999999"]}, "没有找到"),
]


@pytest.mark.parametrize(("change", "sentence"), REFUSED, ids=[str(r[0]) for r in REFUSED])
def test_a_refusal_files_nothing_and_keeps_what_was_typed(filing, change, sentence):
    _issue, client, url = filing
    before = fingerprint([AUDIT])
    answer = client.post(url, {**TYPED, **change})
    assert answer.status_code in (400, 404)
    words = answer.content.decode()
    assert sentence in words
    assert fingerprint([AUDIT]) == before
    if answer.status_code == 400:
        kept = {**TYPED, **change}
        for text in ("年底前全部复绿。", "1家料场正在诉讼。", *kept["quantity_amount"]):
            assert text in words, text


@pytest.mark.parametrize("side", ["before", "after"])
def test_half_a_pair_is_refused_with_everything_else(filing, side):
    _issue, client, url = filing
    answer = client.post(url, {**TYPED, side: make.photo()})
    assert answer.status_code == 400
    assert "整改前后照片须各一张" in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert not ProgressReport.objects.exists()
    assert not Evidence.objects.exists()


def test_a_file_that_is_not_what_it_says_files_nothing(filing):
    _issue, client, url = filing
    fake = SimpleUploadedFile("整改前.jpg", b"MZ\x90\x00 no picture", "image/jpeg")
    answer = client.post(url, {**TYPED, "before": fake, "after": make.photo()})
    assert answer.status_code == 400
    assert WORDS in answer.content.decode()
    assert not ProgressReport.objects.exists()
    assert not Evidence.objects.exists()


def test_a_measure_done_twice_is_said_and_files_nothing(filing, cast):
    issue, client, url = filing
    measure = issue.measures.order_by("number").first()
    make.progress.do_measure(cast.unit1, issue.pk, measure_id=measure.pk, note="已完成。")
    answer = client.post(url, {**TYPED, "measure": [measure.pk]})
    assert answer.status_code == 400
    assert "第1条措施已于" in answer.content.decode()
    assert not ProgressReport.objects.exists()


def test_the_page_shows_the_last_report_and_the_measures_done(filing, cast):
    issue, client, url = filing
    measure = issue.measures.order_by("number").first()
    make.progress.report(cast.unit1, issue.pk, pct=40, done_text="拆除3家。")
    make.progress.do_measure(cast.unit1, issue.pk, measure_id=measure.pk, note="已完成。")
    context = client.get(url).context
    assert (context["previous"]["text"], context["previous"]["percent"]) == ("拆除3家。", 40)
    assert [m["done"] for m in context["measures"]] == [True, False]
    assert context["form"]["percent"].value() == 40


def test_before_the_receipt_the_page_says_what_comes_first(cast, client_of):
    issue = make.rectifying(cast)
    answer = client_of("unit1").get(f"/issues/{issue.pk}/report/")
    assert answer.status_code == 409
    assert "请先签收，再办理。" in answer.content.decode()
