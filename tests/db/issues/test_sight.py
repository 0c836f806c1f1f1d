"""Who sees an issue: range of the post ∪ responsibility of the unit ∪ dated grant, today (S-04)."""

from datetime import timedelta

import pytest

from issues.models import Issue, Plan, PublicNotice, Responsibility, Round, SignOff
from rectify.accounts.models import Grant, Holding
from rectify.accounts.scope import actor_of
from rectify.core import clock
from tests import factories as make

pytestmark = pytest.mark.django_db
SEES = {
    # who: the issue in draft, and once it is issued to 青崖县
    "province1": (False, True), "city1": (True, True), "county1": (False, True),
    "county2": (False, False), "unit1": (False, True), "unit2": (False, False),
    "acceptor1": (False, True), "desk1": (True, True), "leader1": (True, True),
    "inspector1": (False, True), "discipline1": (True, True),
    "system1": (False, False), "security1": (False, False), "audit1": (False, False),
}  # fmt: skip


def sees(who, model=Issue):
    return model.objects.visible_to(who.scope).exists()


def anew(cast, name):
    """The person's scope as the next request finds it."""
    return actor_of(Holding.objects.get(pk=cast.holdings[name].pk))


@pytest.mark.parametrize("name", SEES)
def test_everybody_sees_drafts_and_issued_issues_as_written(cast, name):
    plan = make.drafted_plan(cast)
    assert sees(getattr(cast, name)) is SEES[name][0]
    make.plans.approve(cast.city1, plan.pk, approved_by="州委", approved_on=make.date(2026, 6, 1))
    make.plans.issue_plan(cast.city1, plan.pk, doc_no="云办字〔2026〕51号")
    assert sees(getattr(cast, name)) is SEES[name][1]


@pytest.mark.parametrize("name", SEES)
@pytest.mark.parametrize("model", [Plan, Round, SignOff, PublicNotice])
def test_what_hangs_on_the_issue_is_seen_by_whoever_sees_it(cast, name, model):
    make.published(cast)
    assert sees(getattr(cast, name), model) is SEES[name][1]


@pytest.mark.parametrize("name", ["unit1", "county1", "acceptor1"])
def test_an_ended_responsibility_ends_sight_with_the_next_request(cast, name):
    issue = make.rectifying(cast)
    yesterday = clock.today() - timedelta(days=1)
    Responsibility.objects.filter(issue=issue).update(starts_on=None, ends_on=clock.today())
    assert sees(getattr(cast, name))
    Responsibility.objects.filter(issue=issue).update(ends_on=yesterday)
    assert not sees(getattr(cast, name))


def test_a_grant_is_good_from_its_first_day_to_its_last(cast):
    make.rectifying(cast)
    Grant.objects.update(starts_on=make.date(2026, 3, 2), ends_on=make.date(2026, 3, 31))
    seen = {}
    for day in (make.date(2026, 3, 1), make.date(2026, 3, 2), make.date(2026, 3, 31),
                make.date(2026, 4, 1)):  # fmt: skip
        with clock.at(day):
            seen[day.isoformat()] = sees(anew(cast, "inspector1"))
    assert seen == {
        "2026-03-01": False, "2026-03-02": True, "2026-03-31": True, "2026-04-01": False,
    }  # fmt: skip


def test_a_revoked_responsibility_closes_page_file_and_form_at_once(cast, client_of):
    issue, client = make.proved(cast), client_of("unit1")
    photo = issue.evidence.first().pk
    urls = [f"/issues/{issue.pk}/", f"/issues/{issue.pk}/evidence/{photo}/display/"]
    assert [_status(client, url) for url in urls] == [200, 200]
    Responsibility.objects.filter(issue=issue, role="responsible").delete()
    assert [_status(client, url) for url in urls] == [404, 404]
    assert client.post(f"/issues/{issue.pk}/act/complete/", {"x": "1"}).status_code == 404
    assert make.fresh(issue).state == "rectifying"


def _status(client, url):
    answer = client.get(url)
    for close in answer._resource_closers:  # `close()` would end the transaction
        close()
    return answer.status_code


def test_a_measures_own_unit_sees_its_issue(cast):
    """A unit a measure names for itself works on it, so it must see what it is part of."""
    issue = make.rectifying(cast)
    unit = make.Unit.objects.get(pk=cast.unit2.unit_id)
    Responsibility.objects.create(
        measure=issue.measures.first(),
        unit=unit,
        division_code=unit.division_id,
        role="responsible",
    )
    assert sees(cast.unit2)
