"""Every resource and every move of the API × the whole cast, against sight_matrix.txt (S-05)."""

import re

import pytest
from django.db import connections, transaction

from rectify.urls_api import RESOURCES
from tests.contracts import sight
from tests.contracts.world import build
from tests.watching import AUDIT, fingerprint
from tests.web.api.matrix import NAMES, NOBODY, asked, ids_of, lines

pytestmark = pytest.mark.xdist_group("sight")
LINES = lines()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The world of the pages' matrix, built once and never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        own = connections["public"]
        connections["public"] = connections["default"]
        yield build()
        connections["public"] = own
        transaction.set_rollback(True)


@pytest.mark.django_db  # asks for the database to be made; `world` needs it before any test does
def test_every_resource_is_counted_and_every_move_tried():
    counted = {line.url.strip("/") for line in LINES if line.method == "COUNT"}
    assert counted == set(RESOURCES) - {"code-lists", "divisions", "units"}
    tried = {re.sub(r"\{\w+\}", "{id}", line.url) for line in LINES if line.method == "POST"}
    for name, view in RESOURCES.items():
        for act in view.get_extra_actions():
            path = f"/{name}/{{id}}/{act.url_path}/"
            if "post" in act.mapping and act.url_path not in WALKED_ELSEWHERE:
                assert path in tried, path


WALKED_ELSEWHERE = ("actions/add_evidence", *(f"actions/{m}" for m in ("correct", "take_back")))
"""A form with a file, and corrections of an import: tests of their own."""


def test_everybody_gets_what_the_table_says_and_a_refusal_changes_nothing(world):
    ids, wrong = ids_of(world), []
    before = fingerprint([AUDIT])
    for line in LINES:
        for name, then in zip(NAMES, line.statuses, strict=True):
            now = asked(world, line, name, ids)
            if now != then:
                wrong.append(f"{line} {name}: {now}, not {then}")
    assert wrong == []
    assert fingerprint([AUDIT]) == before


def test_strangers_are_let_in_nowhere():
    at = NAMES.index(NOBODY)
    assert {line.statuses[at] for line in LINES} == {401}
    assert all(isinstance(line, sight.Line) for line in LINES)
