"""The move engine: what has no row is refused, and the three refusals are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.core.errors import NeedsUnmet, NotAllowed, WrongState
from rectify.core.moves import MoveTable, Need, move

PAID = Need("paid", "尚未缴费", lambda facts: facts["paid"])
STAMPED = Need("stamped", "尚未盖章", lambda facts: facts["stamped"])
STATES = ("draft", "sent", "closed")
ROLES = ("clerk", "leader", "guest")
TABLE = MoveTable(
    "letter",
    STATES,
    [
        move("send", "draft", "sent", "clerk", [PAID, STAMPED], "发出", "number"),
        move("close", "draft sent", "closed", "leader"),
        move("note", "draft sent closed", None, "clerk leader"),
        move("reopen", "closed", "sent", "leader", [PAID]),
    ],
)
READY = {"paid": True, "stamped": True}


def legal(state, action, role):
    """The arrows, written down a second time."""
    return (state, action, role) in {
        ("draft", "send", "clerk"),
        ("draft", "close", "leader"),
        ("sent", "close", "leader"),
        ("draft", "note", "clerk"),
        ("sent", "note", "clerk"),
        ("closed", "note", "clerk"),
        ("draft", "note", "leader"),
        ("sent", "note", "leader"),
        ("closed", "note", "leader"),
        ("closed", "reopen", "leader"),
    }


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", ["send", "close", "note", "reopen", "burn"])
@pytest.mark.parametrize("role", ROLES)
def test_only_what_has_a_row_may_be_done(state, action, role):
    if legal(state, action, role):
        assert TABLE.check(state, action, [role], READY).action == action
    else:
        with pytest.raises((WrongState, NotAllowed)):
            TABLE.check(state, action, [role], READY)


def test_a_move_of_another_state_and_a_move_of_another_role_are_told_apart():
    with pytest.raises(WrongState, match="当前状态下"):
        TABLE.check("closed", "send", ["clerk"], READY)
    with pytest.raises(NotAllowed, match="不由您的岗位"):
        TABLE.check("draft", "send", ["leader"], READY)


def test_every_unmet_need_is_named_in_order():
    with pytest.raises(NeedsUnmet) as refused:
        TABLE.check("draft", "send", ["clerk"], {"paid": False, "stamped": False})
    assert refused.value.detail["needs"] == ["尚未缴费", "尚未盖章"]
    assert refused.value.message == "尚未缴费；尚未盖章"


def test_a_move_not_ready_is_offered_with_what_is_missing():
    offers = TABLE.offers("draft", ["clerk"], {"paid": True, "stamped": False})
    assert [(offer.move.action, offer.ready, offer.missing) for offer in offers] == [
        ("send", False, ("尚未盖章",)),
        ("note", True, ()),
    ]


def test_offers_stand_in_the_order_of_the_table():
    offers = TABLE.offers("draft", ["leader", "clerk"], READY)
    assert [offer.move.action for offer in offers] == ["send", "close", "note"]


@given(
    st.sampled_from(STATES),
    st.sets(st.sampled_from(ROLES)),
    st.fixed_dictionaries({"paid": st.booleans(), "stamped": st.booleans()}),
)
def test_what_is_offered_as_ready_is_exactly_what_check_lets_pass(state, roles, facts):
    ready = {offer.move.action for offer in TABLE.offers(state, roles, facts) if offer.ready}
    for action in TABLE.actions:
        if action in ready:
            assert TABLE.check(state, action, roles, facts).action == action
        else:
            with pytest.raises((WrongState, NotAllowed, NeedsUnmet)):
                TABLE.check(state, action, roles, facts)


def test_a_row_reads_as_words():
    row = TABLE.find("draft", "send", ["clerk"])
    assert (row.target, row.label, row.asks) == ("sent", "发出", ("number",))
    assert TABLE.find("draft", "note", ["clerk"]).target is None
    assert TABLE.actions == ("send", "close", "note", "reopen")
    assert TABLE.roles == ("clerk", "leader")


def test_a_misspelt_state_stops_the_program():
    with pytest.raises(ValueError, match=r"letter\.send: unknown state drafted"):
        MoveTable("letter", STATES, [move("send", "drafted", "sent", "clerk")])


def test_two_rows_for_one_move_of_one_role_stop_the_program():
    rows = [move("send", "draft", "sent", "clerk"), move("send", "draft", "closed", "clerk leader")]
    with pytest.raises(ValueError, match="send from draft by clerk twice"):
        MoveTable("letter", STATES, rows)
