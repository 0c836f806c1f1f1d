"""What stands around every page: menu, person, post, display."""

from datetime import date

import pytest
from django.test import RequestFactory

from rectify.accounts.models import Holding, Post
from rectify.core import clock
from rectify.desk import context
from rectify.desk.context import Entry, Frame

pytestmark = pytest.mark.django_db


@pytest.fixture
def frame_of(cast, monkeypatch):
    """The frame a person of the cast gets on a path; the menu has pages of these tests."""
    menu = (
        Entry("首页", "accounts:login", "home"),
        Entry("还没有", "nowhere:yet", "x"),
        Entry("密码", "accounts:password", "lock", also=("/step-up/",)),
        Entry("账号", "accounts:logout", "users", ("system",)),
    )
    monkeypatch.setattr(context, "MENU", menu)

    def make(name, path="/login/", **cookies):
        request = RequestFactory().get(path)
        request.COOKIES.update(cookies)
        if name:
            request.actor, request.holdings = cast.actors[name], (cast.holdings[name],)
        return Frame(request)

    return make


def test_the_menu_shows_only_pages_that_exist(frame_of):
    assert [line["label"] for line in frame_of("county1").menu] == ["首页", "密码"]


def test_an_officer_sees_only_what_is_meant_for_the_office(frame_of):
    assert [line["label"] for line in frame_of("system1").menu] == ["账号"]
    assert frame_of("audit1").menu == []


def test_the_line_of_the_present_page_is_marked(frame_of):
    assert [line["current"] for line in frame_of("county1", "/password/").menu] == [False, True]
    assert [line["current"] for line in frame_of("county1", "/step-up/").menu] == [False, True]


def test_a_stranger_has_no_menu_and_no_name(frame_of):
    frame = frame_of("")
    assert (frame.menu, frame.user_name, frame.post, frame.unread) == ([], "", None, 0)


def test_person_and_post_read_as_people_say_them(frame_of, cast):
    frame = frame_of("county1")
    post = {"id": cast.county1.post_id, "unit": "青崖县整改办", "name": "整改办"}
    assert (frame.user_name, frame.post, frame.posts) == ("张某某", post, [post])
    assert frame.office == "青崖县整改办"


def test_invented_places_are_marked_as_a_demonstration(frame_of, cast):
    assert frame_of("county1").demo is True
    unit = cast.holdings["county1"].post.unit
    unit.is_demo = unit.division.is_demo = False
    assert frame_of("county1").demo is False


def test_large_type_and_today(frame_of):
    assert frame_of("county1").large is False
    assert frame_of("county1", large="1").large is True
    with clock.at(date(2026, 11, 23)):
        assert frame_of("county1").today == date(2026, 11, 23)


def test_the_top_bar_offers_the_other_post(client_of, cast):
    post = Post.objects.get(pk=cast.unit1.post_id)
    browser = client_of("county1")
    browser.get("/whoami/")
    Holding.objects.create(user=cast.user("county1"), post=post, starts_on=clock.today())
    page = browser.get("/framed/").content.decode()
    assert f'name="post" value="{post.pk}"' in page
    browser.post("/post/switch/", {"post": post.pk, "next": "/framed/"})
    assert browser.get("/whoami/").json()["role"] == "staff"


def test_a_page_costs_no_more_queries_than_knowing_who_acts(client_of, django_assert_num_queries):
    browser = client_of("county1")
    browser.get("/framed/")
    with django_assert_num_queries(3):
        browser.get("/framed/")
