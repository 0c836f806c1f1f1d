"""回头看: a rebound may reopen the issue in a new cycle; the old dossier stays readable."""

from datetime import timedelta

import pytest

from issues.models import ClosedCycle, PublishedIssue
from issues.services import dossier, look_backs, progress
from rectify.core import clock
from rectify.core.errors import Invalid, NeedsUnmet, NotAllowed, WrongState
from rectify.journal.models import Event
from tests import factories as make
from tests.watching import refused

pytestmark = pytest.mark.django_db
LOOK, REOPEN = "issues.issue.look_back", "issues.issue.reopen"


def found(who, issue, result="rebound", **changes):
    brought = {"finding": "滩地又堆了砂石。", "looked_on": clock.today(), **changes}
    return look_backs.look_back(who, issue.pk, result=result, **brought)


@pytest.fixture
def closed(cast):
    return make.disclosed(cast)


def test_a_rebound_reopens_with_the_next_cycle(cast, closed):
    found(cast.acceptor1, closed)
    look_backs.reopen(cast.city1, closed.pk, reason="现场反弹，重新整改。")
    issue = make.fresh(closed)
    assert (issue.state, issue.cycle, issue.progress_pct) == ("rectifying", 2, 0)
    assert (issue.completed_on, issue.signed_off_on, issue.disclosed_at) == (None, None, None)
    assert not issue.measures.exclude(done_on=None).exists()
    assert PublishedIssue.objects.get().reopened_on == clock.today()


def test_the_old_dossier_stays_as_it_was(cast, closed):
    found(cast.acceptor1, closed)
    look_backs.reopen(cast.city1, closed.pk, reason="反弹。")
    old = ClosedCycle.objects.get()
    assert (old.cycle, old.signed_off_on) == (1, closed.signed_off_on)
    assert [m["done_note"] for m in old.measures] == ["已完成。", "已完成。"]
    assert closed.evidence.filter(cycle=1).count() == 2
    assert closed.signoffs.get(cycle=1).state == "passed"


def test_the_new_cycle_asks_for_new_proof(cast, closed):
    found(cast.acceptor1, closed)
    look_backs.reopen(cast.city1, closed.pk, reason="反弹。")
    for measure in closed.measures.all():
        progress.do_measure(cast.unit1, closed.pk, measure_id=measure.pk, note="再次清运。")
    with refused(NeedsUnmet, "issues.issue.complete"):
        progress.complete(cast.unit1, closed.pk)
    dossier.add_pair(cast.unit1, closed.pk, before=make.photo(), after=make.photo("green"))
    progress.complete(cast.unit1, closed.pk)
    assert closed.signoffs.get(cycle=2).state == "open"


@pytest.mark.parametrize("result", ["held", "slight"])
def test_a_finding_without_rebound_reopens_nothing(cast, closed, result):
    found(cast.acceptor1, closed, result)
    with refused(NeedsUnmet, REOPEN):
        look_backs.reopen(cast.city1, closed.pk, reason="想重做。")


def test_only_the_office_or_one_above_decides_to_reopen(cast, closed):
    found(cast.acceptor1, closed)
    for name in ("acceptor1", "county1", "unit1"):
        with refused(NotAllowed, REOPEN):
            look_backs.reopen(getattr(cast, name), closed.pk, reason="反弹。")
    look_backs.reopen(cast.province1, closed.pk, reason="反弹。")
    assert make.fresh(closed).cycle == 2


def test_a_finding_needs_words_a_known_result_and_a_day_that_has_come(cast, closed):
    tomorrow = clock.today() + timedelta(days=1)
    for wrong in ({"finding": " "}, {"result": "ok"}, {"looked_on": tomorrow}):
        with refused(Invalid, LOOK):
            found(cast.acceptor1, closed, **wrong)


def test_what_is_not_signed_off_is_not_looked_back_on(cast):
    issue = make.rectifying(cast)
    with refused(WrongState, LOOK):
        found(cast.acceptor1, issue)


def test_history_tells_both_steps(cast, closed):
    found(cast.acceptor1, closed)
    look_backs.reopen(cast.city1, closed.pk, reason="反弹。")
    last = Event.objects.filter(noun="issues.issue", object_id=closed.pk).order_by("-number")[:2]
    assert [event.action for event in last] == ["reopen", "look_back"]
    assert last[0].data == {"cycle": [1, 2]}
