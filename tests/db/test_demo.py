"""The demonstration tells its story without contradiction, once; one long telling serves all."""

from collections import Counter
from datetime import date

from issues import kinds
from issues.models import Amendment, Issue
from petitions.models import Petition
from rectify.core import clock
from rectify.desk import demo
from rectify.journal.models import Event
from rectify.signoff import presets

ISSUES = {"rectifying": 7, "completed": 2, "in_signoff": 6, "signed_off": 1}
PETITIONS = {
    "registered": 4,
    "handed_down": 2,
    "answering": 3,
    "replied": 1,
    "stage_closed": 1,
    "closed": 4,
}
AMENDMENTS = {"approved": 1, "submitted": 2}


def test_the_story_stands_in_every_state_keeps_its_order_and_is_told_once(cast):
    presets.load()
    kinds.load()
    with clock.at(date(2026, 11, 22)):
        demo.load()
    assert Counter(Issue.objects.values_list("state", flat=True)) == ISSUES
    assert Counter(Petition.objects.values_list("state", flat=True)) == PETITIONS
    assert Issue.objects.get(cycle=2).closed_cycles.count() == 1
    assert [issue.serial for issue in Issue.objects.all() if not in_order(issue)] == []
    assert Counter(Amendment.objects.values_list("state", flat=True)) == AMENDMENTS
    stages = [stage for issue in Issue.objects.all() for stage in issue.stages]
    assert {tuple(sorted(stage)) for stage in stages} == {("due_on", "text", "what")}
    told = Event.objects.count()
    demo.load()
    assert Event.objects.count() == told


def in_order(issue):
    """Whether no event of the issue lies before the one it follows."""
    events = Event.objects.filter(noun="issues.issue", object_id=issue.pk).order_by("number")
    times = list(events.values_list("at", flat=True))
    return times == sorted(times)
