"""/public/: whoever comes reads notices and results, and nothing that is not public."""

from datetime import timedelta

import pytest
from django.test import Client

from issues.models import PublicNotice, PublishedPhoto
from issues.services import notices, signing
from rectify.core import clock
from rectify.core.who import SYSTEM
from rectify.signoff.acts import Act
from tests import factories as make
from tests.doors import same_door  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_door")]
PRIVATE = ("周某某", "张某某", "孙某某", "李某某", "unit1", "city1", "127.0.0.1", "content_hash")


def chinese(day):
    return f"{day.year}年{day.month}月{day.day}日"


def words(url, **params):
    answer = Client().get(url, params)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_running_notice_says_period_rule_phone_and_what_was_done(cast):
    issue = make.published(cast)
    notice = PublicNotice.objects.get()
    page = words(f"/public/notices/{notice.pk}/")
    for word in (
        *(issue.text, issue.goal, "青崖县人民政府", "已完成。", "0900-1234567"),
        *(chinese(notice.opens_on), chinese(notice.closes_on), "10个工作日，含公示当日"),
    ):
        assert word in page, word


@pytest.mark.parametrize("stage", [make.published, make.notice_over, make.disclosed])
def test_no_public_page_names_a_person_an_account_or_an_address(cast, stage):
    stage(cast)
    pages = ["/public/", "/public/notices/", "/public/signed-off/"]
    pages += [f"/public/notices/{pk}/" for pk in PublicNotice.objects.values_list("pk", flat=True)]
    for url in pages:
        page = words(url)
        assert [word for word in PRIVATE if word in page] == [], url


@pytest.mark.parametrize(
    "stage", [make.rectifying, make.proved, make.completed, make.endorsed, make.accepted]
)
def test_before_publication_nothing_is_public(cast, stage):
    issue = stage(cast)
    for url in ("/public/", "/public/notices/", "/public/signed-off/"):
        assert issue.title not in words(url), url


def test_a_withdrawn_notice_says_so_and_nothing_more(cast):
    issue = make.published(cast)
    issue.measures.update(done_note="另有说法。")
    signing.act(cast.city1, issue.pk, act=Act("pass"))
    notice = PublicNotice.objects.get()
    page = words(f"/public/notices/{notice.pk}/")
    assert "本公示已撤回。" in page
    assert f"本项已于{chinese(clock.today())}撤回公示" in page
    assert issue.text not in page
    assert Client().get(f"/public/notices/{notice.pk}/objection/").status_code == 404


def test_the_notice_moves_from_running_to_ended(cast):
    make.published(cast)
    notice = PublicNotice.objects.get()
    link = f'href="/public/notices/{notice.pk}/"'
    context = Client().get("/public/").context
    assert ([len(context["running"]), len(context["ended"])], link in words("/public/")) == (
        [1, 0],
        True,
    )
    with clock.at(notice.closes_on + timedelta(days=1)):
        notices.close(SYSTEM, notice.pk)
    context = Client().get("/public/").context
    assert [len(context["running"]), len(context["ended"])] == [0, 1]
    assert Client().get(f"/public/notices/{notice.pk}/").status_code == 200


def test_photos_stand_under_random_names_without_their_metadata(cast):
    make.published(cast)
    names = list(PublishedPhoto.objects.values_list("token", flat=True))
    assert (len(names), min(map(len, names))) == (2, 43)
    answer = Client().get(f"/public/photos/{names[0]}/")
    assert (answer["Content-Type"], answer.content[:2]) == ("image/jpeg", b"\xff\xd8")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"Exif" not in answer.content
    assert Client().get("/public/photos/0/").status_code == 404


def test_the_result_stands_on_the_list_with_its_number(cast):
    issue = make.disclosed(cast)
    page = words("/public/signed-off/")
    for word in (issue.title, issue.signoffs.get().filing_no, chinese(clock.today()), "已完成"):
        assert word in page, word


def test_filed_but_not_yet_disclosed_is_on_no_list(cast):
    issue = make.filed(cast)
    assert issue.title not in words("/public/signed-off/")


def test_demonstration_data_is_marked(cast):
    make.published(cast)
    assert "演示数据" in words("/public/")


def test_large_type_and_contrast_are_links_and_work_without_cookies(cast):
    context = Client().get("/public/", {"elder": "1"}).context["portal"]
    assert (context["elder"], context["contrast"]) == (True, False)
    assert context["elder_url"] == "/public/"
    assert context["contrast_url"] == "/public/?elder=1&contrast=1"


def test_the_portal_begins_no_session_and_may_not_be_framed(cast):
    """The one cookie guards the form that switches the language."""
    answer = Client().get("/public/")
    assert set(answer.cookies) <= {"csrf"}
    assert answer["X-Frame-Options"] == "DENY"
