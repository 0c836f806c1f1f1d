"""Every state × action × role of every move table, against what is written here by hand."""

import pytest

from tests.unit.workflow import grid

ISSUE = """
draft      | issue        | owner                                     | rectifying | no_doubts
rectifying | receive      | lead responsible implementing cooperating | .          | not_received
rectifying | receive      | supervising acceptance                    | .          | not_received
rectifying | report       | lead responsible implementing cooperating | .          | received
rectifying | add_evidence | lead responsible implementing cooperating | .          | received
rectifying | do_measure   | lead responsible implementing cooperating | .          | received
rectifying | complete     | lead responsible                          | completed  | received measures_done has_evidence
completed  | add_evidence | lead responsible implementing cooperating | .          | received
completed  | send_back    | supervising owner                         | rectifying | .
completed  | apply        | engine                                    | in_signoff | .
in_signoff | back_to_unit | engine                                    | completed  | .
in_signoff | fail         | engine                                    | rectifying | .
in_signoff | sign_off     | engine                                    | signed_off | .
signed_off | look_back    | supervising acceptance owner above        | .          | .
signed_off | reopen       | owner above                               | rectifying | rebounded
rectifying | amend        | lead responsible owner                    | .          | no_open_amendment
suspended  | amend        | lead responsible owner                    | .          | no_open_amendment
"""
AMENDMENT = """
draft     | revise   | author          | .         | .
draft     | submit   | author colleague | submitted | has_reason not_completed not_in_signoff not_signed_off up_to_date
draft     | withdraw | author colleague | withdrawn | .
submitted | withdraw | author colleague | withdrawn | .
submitted | approve  | plan_side       | approved  | second_person not_completed not_in_signoff not_signed_off up_to_date has_basis
submitted | reject   | plan_side       | rejected  | second_person
"""
STEP = """
self_check | approve  | party | . | not_stood party_open dossier_complete
endorse    | approve  | party | . | not_stood party_open other_unit
endorse    | return   | party | . | .
accept     | approve  | party | . | not_stood party_open other_unit answers_complete answers_positive
accept     | return   | party | . | .
accept     | fail     | party | . | .
notice     | publish  | party | . | not_published
notice     | pass     | timer | . | notice_over undisputed
notice     | uphold   | party | . | .
decide     | approve  | party | . | not_stood party_open other_unit
decide     | return   | party | . | .
decide     | fail     | party | . | .
file       | file     | party | . | number_given
disclose   | disclose | party | . | .
"""
WRITTEN = {
    "issues.workflow.MOVES": ISSUE,
    "issues.workflow.AMENDMENT_MOVES": AMENDMENT,
    "rectify.signoff.workflow.STEPS": STEP,
}
STATES = {
    "issues.workflow.MOVES": "draft rectifying completed in_signoff signed_off suspended",
    "issues.workflow.AMENDMENT_MOVES": "draft submitted approved rejected withdrawn",
    "rectify.signoff.workflow.STEPS": "self_check endorse accept notice decide file disclose",
}
TABLES = grid.tables()


def test_every_table_of_the_house_is_written_down():
    assert set(TABLES) == set(WRITTEN)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_knows_exactly_these_states(name):
    assert TABLES[name].states == tuple(STATES[name].split())


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_answers_as_written(name):
    table = TABLES[name]
    assert grid.behaviour(table) == grid.expected(table, grid.read(WRITTEN[name]))


@pytest.mark.parametrize("name", TABLES)
def test_no_stranger_may_do_anything(name):
    strange = {
        cell: answer
        for cell, answer in grid.behaviour(TABLES[name]).items()
        if cell[2] in grid.STRANGERS and answer not in ("not_allowed", "wrong_state")
    }
    assert strange == {}


@pytest.mark.parametrize("name", TABLES)
def test_a_change_of_any_row_is_noticed(name):
    """Mutation: drop or bend each row in turn; the grid must differ every time."""
    written = grid.read(WRITTEN[name])
    bent = dict(grid.mutants(TABLES[name]))
    assert len(bent) > 10 * len(TABLES[name].rows)
    missed = [
        what
        for what, table in bent.items()
        if grid.behaviour(table) == grid.expected(table, written)
    ]
    assert missed == []
