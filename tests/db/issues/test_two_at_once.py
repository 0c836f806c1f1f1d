"""Two people on the same version, twenty at the same moment: one acts, nothing is overwritten."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from issues.models import Issue, ProgressReport, Signature
from issues.services import progress, signing
from rectify.core.errors import DomainError, Stale
from rectify.journal.models import AuditEntry, Event
from rectify.signoff.acts import Act
from tests import factories as make
from tests.people import colleague
from tests.watching import refused

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20


def all_at_once(calls):
    """Results or refusals, every call on a thread and a connection of its own."""
    gate = threading.Barrier(len(calls))

    def run(call):
        try:
            gate.wait(10)
            return call()
        except DomainError as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_the_second_on_the_same_version_is_told_and_overwrites_nothing(cast):
    issue, other = make.received(cast), colleague(cast, "unit1")
    seen = issue.version
    progress.report(cast.unit1, issue.pk, pct=30, done_text="拆除3家。", expected=seen)
    with refused(Stale, "issues.issue.report") as info:
        progress.report(other, issue.pk, pct=90, done_text="全部拆除。", expected=seen)
    assert info.value.detail["expected"] == seen
    assert make.fresh(issue).progress_pct == 30
    assert ProgressReport.objects.count() == 1


def test_twenty_approvals_at_once_are_one(cast):
    issue = make.applied(cast)
    version = issue.signoffs.get().version
    people = [colleague(cast, "county1", f"第{n}人") for n in range(MANY)]

    def sign(who):
        return lambda: signing.act(who, issue.pk, act=Act("approve"), expected=version)

    found = Counter(all_at_once([sign(who) for who in people]))
    assert found == {True: 1, "stale": MANY - 1}
    assert Signature.objects.filter(kind="endorse").count() == 1
    assert AuditEntry.objects.filter(action="issues.signoff.act", result="stale").count() == 19


def test_twenty_approvals_of_one_person_without_a_version_are_one(cast):
    issue = make.applied(cast)

    def sign():
        return signing.act(cast.county1, issue.pk, act=Act("approve"))

    found = Counter(all_at_once([sign] * MANY))
    assert found[True] == 1
    assert set(found) <= {True, "not_allowed", "needs_unmet", "wrong_state"}
    assert Signature.objects.filter(kind="endorse").count() == 1


def test_twenty_reports_leave_twenty_versions_and_no_gap(cast):
    issue = make.received(cast)
    before = issue.version

    def report(n):
        return lambda: progress.report(cast.unit1, issue.pk, pct=n, done_text=f"第{n}次。").pk

    found = all_at_once([report(n) for n in range(MANY)])
    assert len(set(found)) == MANY
    after = make.fresh(issue)
    events = Event.objects.filter(noun="issues.issue", object_id=issue.pk).order_by("number")
    assert list(events.values_list("number", flat=True)) == list(range(1, before + MANY + 1))
    last = events.last().data["progress_pct"][1]
    assert (after.version, after.progress_pct) == (before + MANY, last)


def test_approve_and_return_at_once_leave_one_of_them(cast):
    issue = make.endorsed(cast)
    version = issue.signoffs.get().version
    accept = Act("approve", answers=make.ANSWERS)
    give_back = Act("return", reason="缺照片。")

    def take(act):
        return lambda: signing.act(cast.acceptor1, issue.pk, act=act, expected=version)

    found = Counter(all_at_once([take(accept), take(give_back)]))
    assert found == {True: 1, "stale": 1}
    state = (make.fresh(issue).state, issue.signoffs.get().position)
    assert state in {("in_signoff", 4), ("completed", 1)}


def test_twenty_plans_are_issued_once(cast):
    plan = make.drafted_plan(cast)
    make.plans.approve(cast.city1, plan.pk, approved_by="州委", approved_on=make.date(2026, 6, 1))

    def issue():
        return make.plans.issue_plan(cast.city1, plan.pk, doc_no="云办字〔2026〕51号").state

    found = Counter(all_at_once([issue] * MANY))
    assert found == {"issued": 1, "wrong_state": MANY - 1}
    assert Issue.objects.get().responsibilities.count() == 3
