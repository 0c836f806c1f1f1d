"""A failure at any statement of a service leaves the database before or after, never between."""

import pytest
from django.db import connection

from issues.services import dossier, notices, plans, progress, signing
from issues.services.filing import Filing, file_progress
from rectify.core import clock
from rectify.core.who import SYSTEM
from rectify.signoff.acts import Act
from tests import factories as make
from tests.watching import fingerprint

pytestmark = pytest.mark.django_db
FURTHEST = 400


class Broken(Exception):
    """What the wire says at the chosen statement."""


def breaking_at(n):
    """Lets n statements pass and fails the next; savepoints of the framework do not count."""
    passed = [0]

    def run(execute, sql, params, many, context):
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            passed[0] += 1
            if passed[0] > n:
                raise Broken(sql[:60])
        return execute(sql, params, many, context)

    return run


def walk(call):
    """Break the call at its first statement, its second …; it changes nothing until it succeeds."""
    before = fingerprint()
    for n in range(FURTHEST):
        try:
            with connection.execute_wrapper(breaking_at(n)):
                call()
        except Broken:
            assert fingerprint() == before, n
        else:
            assert fingerprint() != before
            return n
    raise AssertionError("never came to its end")


def _late_notice(cast):
    with clock.at(make.date(2026, 7, 6)):
        make.published(cast)
    (notice_id,) = notices.due_notices()
    return lambda: notices.close(SYSTEM, notice_id)


def _issuing(cast):
    plan = make.drafted_plan(cast, issues=2)
    plans.approve(cast.city1, plan.pk, approved_by="州委", approved_on=make.date(2026, 6, 1))
    return lambda: plans.issue_plan(cast.city1, plan.pk, doc_no="云办字〔2026〕51号")


def _act(stage, name, act):
    def prepare(cast):
        issue = stage(cast)
        return lambda: signing.act(getattr(cast, name), issue.pk, act=act)

    return prepare


def _service(stage, call):
    def prepare(cast):
        issue = stage(cast)
        return lambda: call(cast, issue)

    return prepare


def _filing(cast, issue):
    filing = Filing(40, "拆除3家。", measures=[issue.measures.first().pk],
                    before=make.photo(), after=make.photo("green"))  # fmt: skip
    return file_progress(cast.unit1, issue.pk, filing=filing)


SERVICES = {
    "issue a plan": _issuing,
    "receive": _service(make.rectifying, lambda c, i: progress.receive(c.unit1, i.pk)),
    "file the page": _service(make.received, _filing),
    "add a pair": _service(make.received, lambda c, i: dossier.add_pair(
        c.unit1, i.pk, before=make.photo(), after=make.photo("green"))),
    "complete": _service(make.proved, lambda c, i: progress.complete(c.unit1, i.pk)),
    "apply": _act(make.completed, "unit1", Act("approve")),
    "endorse": _act(make.applied, "county1", Act("approve")),
    "return": _act(make.endorsed, "acceptor1", Act("return", reason="缺照片。")),
    "fail": _act(make.endorsed, "acceptor1", Act("fail", reason="面积不足。")),
    "accept": _act(make.endorsed, "acceptor1", Act("approve", answers=make.ANSWERS)),
    "publish": _service(make.accepted, lambda c, i: notices.publish(c.city1, [i.pk], phone="1")),
    "the notice ends": _late_notice,
    "decide": _act(make.notice_over, "city1", Act("approve")),
    "file": _service(make.decided, lambda c, i: signing.file(c.province1, i.pk)),
    "disclose": _act(make.filed, "city1", Act("disclose")),
}  # fmt: skip


@pytest.mark.parametrize("name", SERVICES)
def test_no_statement_can_fail_half_way(cast, name):
    assert walk(SERVICES[name](cast)) > 3
