"""The move table as a grid: a cell that is not here is refused."""

import itertools

import pytest

from petitions.workflow import (
    AFTER_REVIEW,
    CLOSURE_NAMES,
    MOVES,
    REVIEWED,
    STATE_NAMES,
    PetitionFacts,
)
from rectify.core.errors import NeedsUnmet, NotAllowed, WrongState

ROLES = ("desk", "county", "lead", "cooperating", "leader")
# state → action → (who, where it leads; - stays)
GRID = {
    "registered": {
        "split": ("desk", "-"),
        "mark_duplicate": ("desk", "-"),
        "hand_down": ("desk", "handed_down"),
    },
    "handed_down": {
        "split": ("desk county lead", "-"),
        "mark_duplicate": ("desk", "-"),
        "receive": ("county lead", "answering"),
        "send_back": ("county lead", "registered"),
        "assign": ("county", "-"),
    },
    "answering": {
        "split": ("desk county lead", "-"),
        "mark_duplicate": ("desk", "-"),
        "send_back": ("county lead", "registered"),
        "assign": ("county", "-"),
        "reply": ("county lead", "replied"),
    },
    "replied": {
        "return_reply": ("desk", "answering"),
        "close": ("desk", "closed"),
        "stage_close": ("desk", "stage_closed"),
        "keep_open": ("desk", "ongoing"),
    },
    "ongoing": {
        "assign": ("county", "-"),
        "reply": ("county lead", "replied"),
        "publish": ("desk", "-"),
    },
    "stage_closed": {
        "assign": ("county", "-"),
        "reply": ("county lead", "replied"),
        "publish": ("desk", "-"),
    },
    "closed": {"publish": ("desk", "-")},
}
CLOSURE = {"close": "done", "stage_close": "staged", "keep_open": "not_done"}
CELLS = list(itertools.product(STATE_NAMES, MOVES.actions, ROLES))


def facts(action: str, **changes) -> PetitionFacts:
    """Facts under which nothing stands against the action."""
    return PetitionFacts(**{"closure": CLOSURE.get(action, ""), **changes})


def test_the_grid_names_every_state_and_every_action():
    assert set(GRID) == set(STATE_NAMES)
    assert {action for row in GRID.values() for action in row} == set(MOVES.actions)


@pytest.mark.parametrize(("state", "action", "role"), CELLS)
def test_a_cell_leads_where_the_grid_says_or_is_refused(state, action, role):
    who, target = GRID[state].get(action, ("", ""))
    if role in who.split():
        found = MOVES.check(state, action, {role}, facts(action))
        assert (found.target or "-") == target
    else:
        wanted = NotAllowed if who else WrongState
        with pytest.raises(wanted):
            MOVES.check(state, action, {role}, facts(action))


@pytest.mark.parametrize(
    ("state", "action", "role", "changes", "sentence"),
    [
        ("registered", "hand_down", "desk", {"items": 0}, "还没有反映事项"),
        ("answering", "send_back", "county", {"return_in_term": False}, "已过退回改派的期限"),
        ("replied", "close", "desk", {"own_reply": True}, "由您本人提交"),
        ("replied", "return_reply", "desk", {"own_reply": True}, "由您本人提交"),
        ("replied", "close", "desk", {"closure": "staged"}, "不是已办结"),
        ("replied", "stage_close", "desk", {"closure": "done"}, "不是阶段性办结"),
        ("replied", "keep_open", "desk", {"closure": "done"}, "不是未办结"),
    ],
)
def test_an_unmet_need_says_what_is_missing(state, action, role, changes, sentence):
    with pytest.raises(NeedsUnmet, match=sentence):
        MOVES.check(state, action, {role}, facts(action, **changes))


def test_every_closure_has_its_review_and_every_review_a_reviewed_state():
    assert set(AFTER_REVIEW) == set(CLOSURE_NAMES)
    targets = {row.target for row in MOVES.rows if row.action in AFTER_REVIEW.values()}
    assert targets == set(REVIEWED)
