"""Amendments under stress: at the same moment, broken at every statement, with any measures."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.models import Amendment, Measure
from issues.services import amendments
from issues.services.amendments.applying import _paired
from rectify.journal.models import Event
from tests import amendments as amend
from tests import factories as make
from tests.db.issues.test_all_or_nothing import walk
from tests.db.issues.test_two_at_once import all_at_once
from tests.people import colleague

MANY = 8
FULL = {
    "goal": amend.GOAL,
    "deadline_text": "2027年6月底前",
    "measures": ["平整覆土，种草复绿。", "新增在线监控。"],
    "units": {**make.UNITS, "cooperating": ["石渡县人民政府"]},
}

pytestmark = pytest.mark.usefixtures("late_2026")


@pytest.mark.django_db(transaction=True)
def test_of_many_drafts_at_once_one_stands(cast):
    issue = make.rectifying(cast)
    people = [colleague(cast, "unit1", f"第{n}人") for n in range(MANY)]
    found = all_at_once([lambda who=who: amend.drafted(cast, issue, who).state for who in people])
    assert Counter(found) == {"draft": 1, "needs_unmet": MANY - 1}
    assert Amendment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_decisions_at_once_one_holds(cast):
    row = amend.submitted(cast, make.rectifying(cast))
    people = [colleague(cast, "city1", f"第{n}人") for n in range(MANY)]

    def decide(n, who):
        if n % 2:
            return lambda: amendments.reject(who, row.pk, reason="不同意。").state
        return lambda: amendments.approve(who, row.pk).state

    found = Counter(all_at_once([decide(n, who) for n, who in enumerate(people)]))
    assert found.pop("wrong_state") == MANY - 1
    (decided,) = found
    row.refresh_from_db()
    assert row.state == decided
    assert make.fresh(row.issue).facets_version == (1 if decided == "approved" else 0)
    assert Event.objects.filter(noun="issues.amendment", object_id=row.pk).count() == 3


@pytest.mark.django_db
def test_an_approval_broken_at_any_statement_has_not_happened(cast):
    row = amend.submitted(cast, make.received(cast), **FULL)
    assert walk(lambda: amendments.approve(cast.city1, row.pk)) > 20


@pytest.mark.django_db
def test_a_draft_broken_at_any_statement_has_not_happened(cast):
    issue = make.rectifying(cast)
    assert walk(lambda: amend.drafted(cast, issue, **FULL)) > 10


words = st.lists(st.sampled_from("甲乙丙丁戊"), max_size=6)


@given(words, words)
def test_any_measures_become_any_others_and_what_stays_keeps_its_row(before, after):
    held = [Measure(pk=n, text=text) for n, text in enumerate(before, 1)]
    pairs = _paired(held, [{"text": text} for text in after])
    assert [values["text"] for _row, values in pairs] == after
    rows = [row for row, _values in pairs if row is not None]
    assert len({row.pk for row in rows}) == len(rows) == min(len(before), len(after))
    kept = Counter(row.text for row, values in pairs if row and row.text == values["text"])
    assert kept == Counter(before) & Counter(after)
