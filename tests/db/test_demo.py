"""The demonstration tells its story without contradiction, once."""

from datetime import date

import pytest

from issues import kinds
from issues.models import Issue
from petitions.models import Petition
from rectify.core import clock
from rectify.desk import demo
from rectify.journal.models import Event
from rectify.signoff import presets


@pytest.fixture
def told(cast):
    presets.load()
    kinds.load()
    with clock.at(date(2026, 11, 22)):
        demo.load()


def test_every_state_of_the_road_is_lived(told):
    states = Issue.objects.order_by().values_list("state", flat=True)
    assert {state: list(states).count(state) for state in set(states)} == {
        "rectifying": 7,
        "completed": 2,
        "in_signoff": 6,
        "signed_off": 1,
    }


def test_a_rebound_runs_in_its_second_cycle(told):
    assert Issue.objects.get(cycle=2).closed_cycles.count() == 1


def test_petitions_stand_in_every_state(told):
    states = list(Petition.objects.values_list("state", flat=True))
    assert {state: states.count(state) for state in set(states)} == {
        "registered": 4,
        "handed_down": 2,
        "answering": 3,
        "replied": 1,
        "stage_closed": 1,
        "closed": 4,
    }


def test_no_event_of_an_issue_lies_before_the_one_it_follows(told):
    for issue in Issue.objects.all():
        events = Event.objects.filter(noun="issues.issue", object_id=issue.pk).order_by("number")
        times = list(events.values_list("at", flat=True))
        assert times == sorted(times), issue.serial


def test_a_second_telling_changes_nothing(told):
    before = Event.objects.count()
    demo.load()
    assert Event.objects.count() == before
