"""A measure may have units of its own: they are expanded at issuing, and see the issue."""

from datetime import date

import pytest

from issues.models import Issue, Measure, Responsibility
from issues.services import plans
from rectify.regions.models import Unit
from tests import factories

pytestmark = pytest.mark.django_db
COUNTIES = "各县(区)人民政府"


@pytest.fixture
def plan(cast):
    """Two measures: one of a unit nobody else names, one of a collective name."""
    drafted = factories.drafted_plan(cast)
    bureau = Unit.objects.get(name="云屏州财政局")
    counties = list(Unit.objects.filter(name__in=["青崖县人民政府", "石渡县人民政府"]))
    plans.remember_alias(drafted, "州财政局", [bureau])
    plans.remember_alias(drafted, COUNTIES, counties)
    first, second = drafted.measures.order_by("number")
    Measure.objects.filter(pk=first.pk).update(units_as_written={"lead": ["州财政局"]})
    Measure.objects.filter(pk=second.pk).update(units_as_written={"cooperating": [COUNTIES]})
    plans.approve(cast.city1, drafted.pk, approved_by="州委", approved_on=date(2026, 6, 1))
    return plans.issue_plan(cast.city1, drafted.pk, doc_no="云办字〔2026〕51号")


def test_units_of_measures_become_rows_with_the_name_as_written(plan):
    rows = Responsibility.objects.filter(measure__plan=plan).order_by("measure__number", "unit")
    found = [(r.measure.number, r.role, r.unit.name, r.label) for r in rows]
    assert found[0] == (1, "lead", "云屏州财政局", "州财政局")
    assert {(n, role, label) for n, role, _unit, label in found[1:]} == {
        (2, "cooperating", COUNTIES)
    }
    assert {unit for _n, _role, unit, _label in found[1:]} == {"青崖县人民政府", "石渡县人民政府"}


def test_the_unit_of_a_measure_sees_its_issue_and_no_other(plan, cast):
    other = factories.draft_issue(plan, 2, factories.UNITS)
    second = Responsibility.objects.get(measure__number=2, unit_id=cast.unit2.unit_id)
    assert second.role == "cooperating"
    seen = Issue.objects.visible_to(cast.unit2.scope)
    assert list(seen.values_list("serial", flat=True)) == ["1"]
    assert other.serial == "2"
