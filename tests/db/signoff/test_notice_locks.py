"""The timer, an act on the step and an answer meet over one notice: they wait, none is killed."""

from datetime import timedelta

import pytest

from issues.models import PublicNotice
from issues.services import notices, signing
from rectify.core import clock
from rectify.core.who import SYSTEM
from rectify.signoff.acts import Act
from tests import factories as make
from tests.waiting import is_free, stands_before

pytestmark = pytest.mark.django_db(transaction=True)


def _overdue(cast):
    with clock.at(clock.today() - timedelta(days=40)):
        issue = make.published(cast)
    return issue, PublicNotice.objects.get()


def test_the_timer_waits_for_the_issue_before_it_takes_the_notice(cast):
    issue, notice = _overdue(cast)
    with stands_before(issue, lambda: notices.close(SYSTEM, notice.pk)) as closing:
        assert is_free(notice)
    assert closing.result() is True
    assert issue.signoffs.get().runs.get(left_at=None).kind == "decide"


def test_an_entry_is_withdrawn_while_the_timer_waits_and_the_timer_then_finds_nothing(cast):
    issue, notice = _overdue(cast)
    with stands_before(issue, lambda: notices.close(SYSTEM, notice.pk)) as closing:
        issue.measures.update(done_note="另有说法。")
        assert signing.act(cast.city1, issue.pk, act=Act("pass")) is False
    assert closing.result() is False
    notice.refresh_from_db()
    assert notice.state == "withdrawn"
