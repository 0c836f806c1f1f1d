"""Every URL × GET and POST × the whole cast, against sight_matrix.txt (S-05, conventions 1–3)."""

import re

import pytest
from django.db import connections, transaction

from issues.views.acts import PAGES
from rectify.accounts import anonymous
from rectify.accounts.models import ROLES, Post
from rectify.journal.models import AuditEntry
from tests.contracts import sight
from tests.contracts.world import NAMES, NOBODY, World, build
from tests.watching import AUDIT, fingerprint

# Two processes share the walk: one looks, the other sends.
looks, sends = (pytest.mark.xdist_group(f"sight-{name}") for name in ("looks", "sends"))
LINES = sight.lines()
REFUSED = (403, 404, 405, 409)
STRANGERS = ("county2", "unit2", "leader1", "system1")
"""Neighbours, a reader of the whole prefecture, an officer: together everybody's kinds of 404."""
BEYOND = 10**18 - 1
"""An id nothing has; `10**30` is none that PostgreSQL could even compare."""
APIS = "api:"
"""What programs may read is walked here; moves of the API, with bodies and versions, are walked
by tests/web/api/test_matrix.py."""
READING = {"export"}
"""Reads that are themselves audited (S-17): what left the system, and with whom."""


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once for all lines and never committed; the portal looks through the same door."""
    with django_db_blocker.unblock(), transaction.atomic():
        own = connections["public"]
        connections["public"] = connections["default"]
        yield build()
        connections["public"] = own
        transaction.set_rollback(True)


@pytest.mark.django_db  # asks for the database to be made; `world` needs it before any test does
def test_every_url_has_a_line_for_reading_and_one_for_sending():
    routes = {name for name, _path in sight.routes() if not name.startswith(APIS)}
    for method in ("GET", "POST"):
        walked = {line.view for line in LINES if line.method == method}
        assert {name for name in walked if not name.startswith(APIS)} == routes, method


def test_every_url_of_the_api_that_reads_has_a_line():
    routes = {name for name, path in sight.routes() if name.startswith(APIS) and not acts(path)}
    assert {line.view for line in LINES if line.view.startswith(APIS)} == routes


def acts(path: str) -> bool:
    return "/actions/" in path


def test_every_act_page_of_an_issue_has_a_line():
    walked = {match[1] for line in LINES if (match := re.search(r"/((act|step)/\w+)/$", line.url))}
    assert set(PAGES) <= walked


def test_every_person_has_a_column():
    assert sight.columns() == NAMES


@looks
def test_every_role_is_played_by_somebody(world):
    assert set(Post.objects.values_list("role", flat=True)) == set(ROLES)


def told(line: sight.Line, got: tuple[int, ...]) -> list[str]:
    """What differs, person by person: `POST /x/ unit2: 200, not 404`."""
    pairs = zip(NAMES, got, line.statuses, strict=True)
    return [f"{line} {name}: {now}, not {then}" for name, now, then in pairs if now != then]


@looks
def test_everybody_sees_what_the_table_says_and_looking_changes_nothing(world: World):
    """All pages, opened by everybody in turn; nothing is taken back in between (S-24). None needs
    a weaker policy than `default-src 'self'`."""
    with sight.taken_back():
        before, wrong = fingerprint([AUDIT]), []
        last = AuditEntry.objects.order_by("pk").last().pk
        for line in (line for line in LINES if line.method == "GET"):
            got = [sight.send(world, line, name) for name in NAMES]
            wrong += told(line, tuple(answer.status_code for answer in got))
            wrong += [f"{line}: {word}" for answer in got for word in sight.loose(answer)]
        assert wrong == []
        assert fingerprint([AUDIT]) == before
        noted = AuditEntry.objects.filter(pk__gt=last).values_list("action", flat=True)
        assert set(noted) <= READING


@sends
def test_everybody_may_send_what_the_table_says_and_a_refusal_changes_nothing(world: World):
    """What is let through is taken back; what is refused stays, but for its audit row nothing."""
    with sight.taken_back():
        before, wrong = fingerprint([AUDIT]), []
        for line in (line for line in LINES if line.method == "POST"):
            through = {True: sight.send, False: sight.ask}
            ways = [through[status in REFUSED] for status in line.statuses]
            pairs = zip(ways, NAMES, strict=True)
            wrong += told(line, tuple(way(world, line, name).status_code for way, name in pairs))
        assert wrong == []
        assert fingerprint([AUDIT]) == before


def body(response) -> str:
    """The page without what differs from one request to the next."""
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return re.sub(r"\b[0-9a-f]{32}\b", "", text)


@sends
def test_what_is_out_of_sight_reads_exactly_like_what_is_missing(world):
    for line in LINES:
        if line.method == "POST" or "{" not in line.url:
            continue
        missing = line.filled(dict.fromkeys(world.ids, BEYOND))
        for name in STRANGERS:
            if line.statuses[NAMES.index(name)] == 404:
                unseen, absent = sight.ask(world, line, name), sight.ask(world, line, name, missing)
                assert absent.status_code == 404, (line, name)
                assert body(unseen) == body(absent), (line, name)


@sends
@pytest.mark.parametrize("number", [0, BEYOND, 10**30])
def test_a_number_nothing_has_is_not_found_by_anybody(world, number):
    for line in LINES:
        if "{" in line.url and "{token}" not in line.url and line.method == "GET":
            url = line.filled(dict.fromkeys(world.ids, number))
            for name in ("province1", "unit1"):
                status = sight.ask(world, line, name, url).status_code
                assert status in (404, 405), (url, name, status)


def test_nobody_is_let_in_but_where_the_anonymous_list_says():
    at = NAMES.index(NOBODY)
    opened = {line.view for line in LINES if line.statuses[at] not in (302, 401, 403, 404)}
    listed = {name for name in opened if name in anonymous.VIEWS}
    assert opened - listed == {n for n in opened if n.split(":")[0] in anonymous.NAMESPACES}
    assert "issues:list" not in opened
