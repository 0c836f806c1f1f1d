"""The order of locks (`issues.services.fetch`), learnt from every move of both nouns.

A part (a step, a measure, a line …) is locked while its whole is held, so the order of the wholes
is all there is: where no two of them are ever taken in opposite orders, nobody can deadlock.
"""

from datetime import date
from functools import cache
from graphlib import TopologicalSorter

import pytest

from issues.workflow import AMENDMENT_MOVES
from issues.workflow import MOVES as ISSUE_MOVES
from petitions.workflow import MOVES as PETITION_MOVES
from rectify.core import clock
from rectify.journal.models import Event
from rectify.signoff.workflow import STEPS
from tests.contracts import lock_walk
from tests.locks import POINTED_AT, Recorder

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("lock-order")]
MOVES = {
    "issues.issue": {*ISSUE_MOVES.actions},
    "issues.amendment": {*AMENDMENT_MOVES.actions} | {"draft"},
    "issues.signoff": {f"{kind}.{row.action}" for row in STEPS.rows for kind in row.sources},
    "petitions.petition": {*PETITION_MOVES.actions},
    "exchange.stagedimport": {"confirm", "undo", "discard", "restore"},
}


@cache
def walked():
    """What was locked, and the acts that history then tells of; once for all tests."""
    with clock.at(date(2026, 11, 23)), Recorder().listening() as recorder:
        lock_walk.everything()
    return recorder, set(Event.objects.values_list("noun", "action"))


@pytest.mark.parametrize("noun", MOVES)
def test_every_move_of_the_tables_is_walked(noun):
    _recorder, acts = walked()
    assert MOVES[noun] <= {action for of, action in acts if of == noun}


def test_no_two_acts_lock_the_same_tables_in_opposite_orders():
    recorder, _acts = walked()
    before = TopologicalSorter()
    for order in recorder.orders:
        for at, (table, _key) in enumerate(order):
            before.add(table, *({earlier for earlier, _key in order[:at]} - {table}))
    first = ("exchange_stagedimport", "issues_round", "issues_plan", "issues_issue")
    found = list(before.static_order())
    assert [table for table in found if table in first] == list(first)


def test_rows_of_one_table_are_locked_by_ascending_key():
    recorder, _acts = walked()
    for order in recorder.orders:
        for table in {table for table, _key in order}:
            keys = [key for of, key in order if of == table]
            assert keys == sorted(keys), order


def test_a_part_is_locked_only_while_its_whole_is_held():
    recorder, _acts = walked()
    assert recorder.loose == set()


def test_a_lock_never_keeps_rows_from_pointing_at_the_locked_one():
    recorder, _acts = walked()
    assert recorder.strong & POINTED_AT == set()
