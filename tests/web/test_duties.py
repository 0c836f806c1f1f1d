"""/: what waits for each post, tile by tile; a tile counts what its list shows."""

from datetime import timedelta

import pytest

from issues.models import Issue
from issues.services import signing
from rectify.core import clock
from rectify.signoff.acts import Act
from tests import factories as make

pytestmark = pytest.mark.django_db


def asks(client, **params):
    """(what is asked, of which issue) of every duty shown, in order."""
    groups = client.get("/", params).context["groups"]
    return [(duty.ask, duty.number) for group in groups for duty in group["duties"]]


WAITING = [
    # stage, who is asked, for what; everybody else of the cast is asked for nothing of it
    (make.rectifying, {"unit1": "签收", "acceptor1": "签收"}),
    (make.received, {"unit1": "填报进展", "acceptor1": "签收"}),
    (make.completed, {"unit1": "自查"}),
    (make.applied, {"county1": "县级审核"}),
    (make.endorsed, {"acceptor1": "验收"}),
    (make.accepted, {"city1": "公示"}),
    (make.published, {}),
    (make.notice_over, {"city1": "审定销号"}),
    (make.decided, {"province1": "上级备案"}),
    (make.filed, {"city1": "公开"}),
    (make.disclosed, {}),
]
PEOPLE = (
    *("province1", "city1", "county1", "county2", "unit1", "unit2", "acceptor1"),
    *("desk1", "leader1", "inspector1", "discipline1", "system1", "security1", "audit1"),
)


@pytest.mark.parametrize(("stage", "expected"), WAITING, ids=[s.__name__ for s, _e in WAITING])
def test_a_stage_waits_for_these_and_nobody_else(cast, client_of, stage, expected):
    stage(cast)
    found = {name: asks(client_of(name)) for name in PEOPLE}
    assert {name: got for name, got in found.items() if got} == {
        name: [(ask, "第1项")] for name, ask in expected.items()
    }


def test_a_plan_waits_for_the_office_that_drafts_it(cast, client_of):
    plan = make.drafted_plan(cast)
    assert asks(client_of("city1")) == [("补全并批准", "")]
    make.plans.approve(cast.city1, plan.pk, approved_by="州委", approved_on=make.date(2026, 6, 1))
    assert asks(client_of("city1")) == [("编号印发", "")]
    assert asks(client_of("county1")) == []


def test_a_returned_application_stands_with_its_reason(cast, client_of):
    issue = make.endorsed(cast)
    signing.act(cast.acceptor1, issue.pk, act=Act("return", reason="缺复绿照片。"))
    client = client_of("unit1")
    page = client.get("/", {"show": "returned"})
    (duty,) = [duty for group in page.context["groups"] for duty in group["duties"]]
    assert (duty.returned, duty.action["label"]) == ("缺复绿照片。", "补正")
    assert "缺复绿照片。" in page.content.decode()


def test_every_tile_counts_what_it_shows(cast, client_of):
    issues = list(make.issued_plan(cast, issues=5).issues.order_by("sort_key"))
    for issue, days in zip(issues, (-3, 0, 7, 8, 60), strict=True):
        due_on = clock.today() + timedelta(days=days)
        Issue.objects.filter(pk=issue.pk).update(due_on=due_on, facets_version=1)
    client = client_of("unit1")
    tiles = client.get("/").context["tiles"]
    assert [tile["count"] for tile in tiles] == [5, 2, 1, 0, 0]
    for tile in tiles[:4]:
        page = client.get(tile["url"]).context
        shown = sum(len(group["duties"]) for group in page["groups"])
        assert (page["count"], shown) == (tile["count"], tile["count"]), tile["label"]


def test_what_is_with_others_is_counted_and_listed(cast, client_of):
    issue = make.applied(cast)
    client = client_of("unit1")
    tile = client.get("/").context["tiles"][-1]
    assert (tile["label"], tile["count"]) == ("等别人", 1)
    assert client.get(tile["url"]).context["total"] == 1
    yesterday = clock.today() - timedelta(days=1)
    issue.responsibilities.filter(role="responsible").update(starts_on=yesterday, ends_on=yesterday)
    assert client.get("/").context["tiles"][-1]["count"] == 0


def test_the_most_urgent_stands_first(cast, client_of):
    issues = list(make.issued_plan(cast, issues=3).issues.order_by("sort_key"))
    for issue, days in zip(issues, (30, -2, 5), strict=True):
        due_on = clock.today() + timedelta(days=days)
        Issue.objects.filter(pk=issue.pk).update(due_on=due_on, facets_version=1)
    assert [number for _ask, number in asks(client_of("unit1"))] == ["第2项", "第3项", "第1项"]


def test_fifty_are_shown_and_the_rest_is_one_link_away(cast, client_of):
    make.issued_plan(cast, issues=53)
    client = client_of("unit1")
    page = client.get("/").context
    assert (len(asks(client)), page["more_count"]) == (50, 3)
    assert len(asks(client, all="1")) == 53


def test_an_empty_desk_says_so_and_offers_the_next_step(cast, client_of):
    page = client_of("city1").get("/")
    assert page.context["count"] == 0
    assert page.context["next_step"] == {"label": "导入整改方案", "url": "/imports/"}
