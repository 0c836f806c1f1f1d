"""One plan walks the whole road in a real browser, worker and Valkey running (issue 2, C)."""

import pytest

from tests.journeys.road import Road

pytestmark = pytest.mark.browser
STEPS = (
    Road.open_a_round,
    Road.hand_in,
    Road.settle_doubts,
    Road.confirm,
    Road.approve_and_issue,
    Road.receive,
    Road.report,
    Road.complete_and_apply,
    Road.endorse,
    Road.return_once,
    Road.add_what_was_missing,
    Road.apply,
    Road.endorse,
    Road.accept,
    Road.publish,
    Road.the_public_reads,
    Road.the_period_ends,
    Road.decide_file_disclose,
    Road.the_public_list_shows_it,
    Road.the_sweep_warns,
    Road.history_tells,
)


def test_a_plan_travels_from_a_word_file_to_the_public_list(browser, stack):
    road = Road(browser, stack)
    for step in STEPS:
        step(road)
    assert len(road.faults.seen) > 20
    assert "\n".join(road.faults.found) == ""
