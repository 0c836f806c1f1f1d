"""The progress table: by kind, by place, totals counted once; quantities of the latest reports."""

from datetime import date
from decimal import Decimal

import pytest

from issues.models import Issue, ProgressReport
from rectify.core import clock
from rectify.figures import table
from rectify.figures.filters import Filters
from rectify.figures.quantities import issues_with, quantities
from rectify.figures.values import as_json, figure, figures
from tests import factories as make

ON = date(2026, 11, 22)
TWO = {**make.UNITS, "responsible": ["青崖县人民政府", "石渡县人民政府"]}
OWN = {**make.UNITS, "responsible": ["云屏州水务局"]}


@pytest.fixture(autouse=True)
def _on_that_day():
    with clock.at(ON):
        yield


def counts(lines):
    return {line.name: line.cells[0].numerator for line in lines}


def by_place(cast, **asked):
    return counts(table.by_place(cast.city1.scope, Filters(as_of=ON, **asked)))


def test_a_matter_of_two_counties_counts_in_each_and_once_in_the_total(cast):
    make.issued_plan(cast, units=TWO, issues=2)
    assert by_place(cast) == {"青崖县": 2, "石渡县": 2}
    assert figure(cast.city1.scope, Filters(as_of=ON), "issues_listed").numerator == 2


def test_what_departments_answer_for_stays_with_the_place_itself(cast):
    make.issued_plan(cast, units=OWN, issues=3)
    assert by_place(cast) == {"本级": 3}


def test_every_line_equals_the_figure_of_its_own_filter(cast):
    make.issued_plan(cast, units=TWO, issues=2)
    make.issued_plan(cast, code="self", kind="self_check", units=OWN)
    filters = Filters(as_of=ON)
    lines = [*table.by_kind(cast.city1.scope, filters), *table.by_place(cast.city1.scope, filters)]
    assert len(lines) == 5
    for line in lines:
        for cell in line.cells:
            asked = figure(cast.city1.scope, cell.filters, cell.code)
            assert (asked.numerator, asked.denominator) == (cell.numerator, cell.denominator)


def test_an_entry_repeated_in_another_list_counts_once_in_its_place(cast):
    first = make.rectifying(cast)
    other = make.issued_plan(cast, code="film", kind="warning_film").issues.get(serial="1")
    Issue.objects.filter(pk=other.pk).update(same_as=first)
    assert by_place(cast) == {"青崖县": 1}
    kinds = counts(table.by_kind(cast.city1.scope, Filters(as_of=ON)))
    assert kinds == {"省级生态环境保护督察": 1, "警示片": 1}


def test_kinds_stand_in_their_own_order(cast):
    for code, kind in (("s", "self_check"), ("f", "warning_film"), ("c", "central")):
        make.issued_plan(cast, code=code, kind=kind)
    lines = table.by_kind(cast.city1.scope, Filters(as_of=ON))
    assert [line.name for line in lines] == ["中央生态环境保护督察", "警示片", "自查自纠"]


def test_the_total_is_the_figures_of_the_page(cast):
    make.issued_plan(cast, issues=2)
    values = figures(cast.city1.scope, Filters(as_of=ON))
    line = table.total(values)
    assert [cell.code for cell in line.cells] == list(table.COLUMNS)
    assert line.cells[0].numerator == 2


def reported(cast, issue, amount, day):
    ProgressReport.objects.create(
        issue=issue, reported_on=day, pct=50, done_text="清运。", person="周某某",
        unit_id=cast.unit1.unit_id,
        quantities=[{"name": "清运弃渣", "amount": amount, "unit": "万立方米"}],
    )  # fmt: skip


def test_a_later_report_replaces_the_earlier_one(cast):
    with clock.at(date(2026, 6, 2)):
        first, second = make.issued_plan(cast, issues=2).issues.order_by("sort_key")
    reported(cast, first, "1.5", date(2026, 9, 1))
    reported(cast, first, "2.1", date(2026, 10, 1))
    reported(cast, second, "0.4", date(2026, 10, 1))
    scope = cast.city1.scope
    (found,) = quantities(scope, Filters(as_of=ON))
    assert (found.name, found.unit, found.total, found.issues) == (
        "清运弃渣", "万立方米", Decimal("2.5"), 2,
    )  # fmt: skip
    (before,) = quantities(scope, Filters(as_of=date(2026, 9, 30)))
    assert (before.total, before.issues) == (Decimal("1.5"), 1)
    assert issues_with(scope, Filters(as_of=ON), "清运弃渣", "万立方米").count() == 2
    assert issues_with(scope, Filters(as_of=ON), "清运弃渣", "吨").count() == 0


def test_a_figure_for_programs_says_all_it_is_made_of(cast):
    make.issued_plan(cast, issues=2)
    found = figure(cast.city1.scope, Filters(as_of=ON, division="9901"), "completion_rate_all")
    asked = "division=9901&as_of=2026-11-22"
    assert as_json(found, "/api/v1/issues/") == {
        "code": "completion_rate_all",
        "name": "整改完成率",
        "definition": "已完成整改的问题 ÷ 列入清单的全部问题。",
        "numerator": 0,
        "denominator": 2,
        "value": "0.0",
        "unit": "%",
        "as_of": "2026-11-22",
        "rows": {
            "numerator_url": f"/api/v1/issues/?code=completion_rate_all&part=numerator&{asked}",
            "denominator_url": f"/api/v1/issues/?code=completion_rate_all&part=denominator&{asked}",
        },
    }
