"""Facts at a cut-off agree with the rules that pages use, and figures count what they say."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from issues import kinds
from issues.deadlines import Node, pace
from issues.models import Issue, Measure, Plan, Round
from rectify.accounts.scope import Scope, code_range
from rectify.core import clock
from rectify.figures.facts import issue_facts
from rectify.figures.filters import Filters
from rectify.figures.values import figure, figures
from rectify.regions import demo
from rectify.signoff import presets
from tests import factories as make

ON = date(2026, 11, 22)
CITY = Scope(ranges=(code_range("9901"),), unit_id=0)
DAYS = st.none() | st.dates(ON - timedelta(days=3), ON + timedelta(days=3))
NODES = st.lists(
    st.tuples(st.dates(ON - timedelta(days=2), ON + timedelta(days=2)), DAYS), max_size=3
)


@pytest.fixture(autouse=True)
def _on_that_day():
    with clock.at(ON):
        yield


class PaceAsShown(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(DAYS, DAYS, NODES, st.booleans(), st.sampled_from(["", "behind", "on_schedule"]))
    def test_the_class_counted_is_the_pace_shown(self, due, done, nodes, long_term, override):
        issue = one_issue(due, done, long_term, override)
        for n, (due_on, done_on) in enumerate(nodes, 1):
            Measure.objects.create(
                plan=issue.plan, issue=issue, number=n, text="措施", due_on=due_on, done_on=done_on
            )
        rows = Issue.objects.filter(pk=issue.pk)
        counted = rows.annotate(**issue_facts(rows, ON)).get().pace
        shown = pace(due, done, [Node(*node) for node in nodes], ON, long_term=long_term)
        assert counted == (override if override and shown != "done" else shown)


def one_issue(due, done, long_term, override):
    presets.load()
    kinds.load()
    demo.load()
    row, _ = Round.objects.get_or_create(
        code="r", defaults={"name": "r", "kind": kinds.RoundKind.objects.get(pk="central"),
                            "division_id": "9901", "chain": kinds.Chain.objects.first()},
    )  # fmt: skip
    plan = Plan.objects.create(
        round=row, division_id="9901", title="p", doc_no=f"{Plan.objects.count()}"
    )
    return Issue.objects.create(
        plan=plan, round=row, division_id="9901", serial="1", title="t", text="t", due_on=due,
        completed_on=done, state="completed" if done else "rectifying", long_term=long_term,
        deadline_confirmed=True, issued_at=clock.now(), pace_override=override,
    )  # fmt: skip


def value(code, scope=CITY, **asked):
    return figure(scope, Filters(as_of=asked.pop("as_of", clock.today()), **asked), code)


def test_finished_accepted_and_signed_off_are_three_counts(cast):
    make.issued_plan(cast, issues=3)
    make.Issue.objects.filter(serial="1").update(
        state="signed_off", completed_on=ON, accepted_on=ON, signed_off_on=ON
    )
    make.Issue.objects.filter(serial="2").update(
        state="in_signoff", completed_on=ON, accepted_on=ON
    )
    make.Issue.objects.filter(serial="3").update(state="completed", completed_on=ON)
    codes = ("issues_finished", "issues_accepted", "issues_signed_off", "issues_accepted_waiting")
    assert [value(code, as_of=ON).numerator for code in codes] == [3, 2, 1, 1]


def test_yesterday_knows_nothing_of_today(cast):
    with clock.at(date(2026, 6, 2)):
        issue = make.rectifying(cast)
    Issue.objects.filter(pk=issue.pk).update(state="completed", completed_on=ON)
    assert value("issues_finished", as_of=ON).numerator == 1
    assert value("issues_finished", as_of=ON - timedelta(days=1)).numerator == 0
    assert value("issues_listed", as_of=ON - timedelta(days=1)).numerator == 1
    assert value("issues_listed", as_of=date(2026, 6, 1)).numerator == 0


def test_the_named_day_is_due_and_not_overdue(cast):
    make.rectifying(cast)
    last = make.DUE
    assert (
        value("issues_due", as_of=last).numerator,
        value("issues_overdue", as_of=last).numerator,
    ) == (1, 0)
    later = last + timedelta(days=1)
    assert value("issues_overdue", as_of=later).numerator == 1


def test_a_draft_is_on_no_list(cast):
    make.drafted_plan(cast, issues=2)
    assert value("issues_listed", scope=cast.city1.scope).numerator == 0


def test_sub_issues_are_counted_apart(cast):
    plan = make.issued_plan(cast, issues=3)
    parent = plan.issues.get(serial="1")
    plan.issues.exclude(pk=parent.pk).update(parent=parent)
    plan.issues.filter(serial="2").update(state="completed", completed_on=ON)
    assert value("issues_listed").numerator == 1
    found = value("subissue_rate", as_of=ON)
    assert (found.numerator, found.denominator, found.value) == (1, 2, "50.0")


def test_one_matter_in_two_lists_counts_in_each_and_once_together(cast):
    first = make.rectifying(cast)
    other = make.issued_plan(cast, code="film", kind="warning_film").issues.get(serial="1")
    Issue.objects.filter(pk=other.pk).update(same_as=first)
    rounds = [first.round_id, other.round_id]
    assert [value("issues_listed", round_id=pk).numerator for pk in rounds] == [1, 1]
    assert value("issues_listed").numerator == 1


def test_nothing_counted_prints_no_rate(cast):
    found = value("completion_rate_all")
    assert (found.numerator, found.denominator, found.value) == (0, 0, None)


def test_all_figures_cost_one_query_a_noun_and_cut_off(cast, django_assert_num_queries):
    make.issued_plan(cast, issues=3)
    with django_assert_num_queries(4):
        figures(cast.city1.scope, Filters(as_of=ON))


def test_an_unknown_figure_is_an_error(cast):
    with pytest.raises(KeyError):
        figures(cast.city1.scope, Filters(as_of=ON), ["completion_rate"])
