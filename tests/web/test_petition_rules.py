"""The desk sets its round's terms; what runs already keeps its dates."""

from datetime import timedelta

import pytest

from petitions.models import PetitionRules
from rectify.core import clock
from rectify.journal.models import AuditEntry
from tests import petition_factories as make

pytestmark = pytest.mark.django_db
SEVEN = {
    "numbering": "auto",
    "first_on": "",
    "reply_days": "7",
    "inner_days": "1",
    "return_days": "2",
    "lead_days": "3",
    "hand_down_by": "17:30",
    "joint": "each",
}


def test_new_terms_hold_for_what_is_handed_down_from_now_on(cast, client_of):
    running = make.handed_down(cast, 1)
    url = f"/petitions/rules/{running.round_id}/"
    assert client_of("desk1").post(url, SEVEN)["Location"] == "/petitions/desk/"
    later = make.handed_down(cast, 2)
    today = clock.today()
    assert make.fresh(running).due_on == today + timedelta(days=10)
    assert (later.due_on, later.county_due_on) == (
        today + timedelta(days=7),
        today + timedelta(days=6),
    )
    told = AuditEntry.objects.get(action="petitions.rules.set").detail
    assert told["reply_days"] == [10, 7]
    assert "lead_days" not in told


def test_terms_that_leave_a_county_no_day_are_refused(cast, client_of):
    round_id = make.opened_batch(cast).round_id
    refused = client_of("desk1").post(f"/petitions/rules/{round_id}/", {**SEVEN, "inner_days": "7"})
    assert refused.status_code == 400
    assert "没有办理时间" in refused.content.decode()
    assert PetitionRules.objects.count() == 0
