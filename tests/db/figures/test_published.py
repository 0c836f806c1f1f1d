"""Figures that places printed come out of the rows, to the digit (domain §15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

import pytest

from issues.models import Issue, Measure, Round
from petitions.models import Petition
from rectify.accounts.scope import Scope
from rectify.desk.demo.worlds import gannan, jiangxi, southwest
from rectify.figures.filters import Filters
from rectify.figures.quantities import quantities
from rectify.figures.values import Value, figure, figures

LATEST = date(2025, 12, 31)


@dataclass(frozen=True)
class Printed:
    """What a place printed: numerator, denominator (`None` for a count), value, and when."""

    round: str
    code: str
    numerator: int | str
    denominator: int | None
    value: str
    on: date = LATEST

    def __str__(self) -> str:
        return f"{self.round}-{self.code}"


G, Y = gannan.AS_OF, date(2022, 12, 31)
J, GZ, SC = jiangxi.AS_OF, southwest.GUIZHOU_AS_OF, southwest.SICHUAN_AS_OF
PRINTED = [
    Printed("gn-central-1", "petitions_closed", 23, None, "23", G),
    Printed("gn-central-1", "petitions_open", 2, None, "2", G),
    Printed("gn-central-1", "closure_strict", 23, 25, "92.0", G),
    Printed("gn-central-1", "issues_listed", 19, None, "19", G),
    Printed("gn-central-1", "issues_self_found", 2, None, "2", G),
    Printed("gn-central-1", "issues_finished", 14, None, "14", G),
    Printed("gn-central-1", "issues_on_schedule", 4, None, "4", G),
    Printed("gn-central-1", "issues_in_progress", 1, None, "1", G),
    Printed("gn-central-1", "on_schedule_share", 18, 19, "94.7", G),
    Printed("gn-provincial", "closure_strict", 30, 30, "100.0", G),
    Printed("gn-provincial", "issues_finished", 6, None, "6", G),
    Printed("gn-provincial", "issues_on_schedule", 8, None, "8", G),
    Printed("gn-provincial", "issues_in_progress", 1, None, "1", G),
    Printed("gn-provincial", "on_schedule_share", 14, 15, "93.3", G),
    Printed("gn-central-2", "closure_strict", 26, 31, "83.9", G),
    Printed("gn-central-2", "closure_broad", 31, 31, "100.0", G),
    Printed("gn-central-2", "petitions_staged", 5, None, "5", G),
    Printed("gn-reserves", "completion_rate_all", 252, 276, "91.3", G),
    Printed("gn-sweep", "completion_rate_all", 136, 157, "86.6", G),
    Printed("gn-notified", "issues_finished", 16, None, "16", G),
    Printed("gn-notified", "issues_on_schedule", 7, None, "7", G),
    Printed("gn-notified", "on_schedule_share", 23, 23, "100.0", G),
    Printed("gn-law", "petitions_closed", 303, None, "303", G),
    Printed("gn-law", "sum_cases_filed", "364", 1, "364", G),
    Printed("gn-law", "sum_fine_yuan", "12900000.00", 1, "12900000.00", G),
    Printed("gn-law", "sum_accountable", "101", 1, "101", G),
    Printed("gz-2021", "issues_listed", 361, None, "361", J),
    Printed("gz-2021", "issues_needing_signoff", 320, None, "320", J),
    Printed("gz-2021", "signoff_rate", 294, 320, "91.9", J),
    Printed("gz-2021", "mom_change", 294, 320, "+39.3", J),
    Printed("gz-2021", "petition_signoff_rate", 2114, 2133, "99.1", J),
    Printed("gz-2021", "petition_mom_change", 2114, 2133, "+13.5", J),
    Printed("fz-2021", "issues_listed", 302, None, "302", J),
    Printed("fz-2021", "issues_with_deadline", 241, None, "241", J),
    Printed("fz-2021", "completion_rate_with_deadline", 211, 241, "87.6", J),
    Printed("fz-2021", "petition_resolve_rate", 1093, 1100, "99.4", J),
    Printed("gz-sweep", "completion_rate_all", 10_245, 10_836, "94.5", GZ),
    Printed("gz-sweep", "issues_in_progress", 591, None, "591", GZ),
    Printed("gz-central", "completion_rate_all", 49, 72, "68.1", GZ),
    Printed("gz-central", "subissue_rate", 330, 385, "85.7", GZ),
    Printed("sc-central", "completion_rate_all", 216, 224, "96.4", SC),
    Printed("sc-provincial", "completion_rate_all", 9_789, 9_982, "98.1", SC),
    Printed("sc-river", "issues_listed", 321, None, "321", SC),
    Printed("sc-river", "petitions_handed", 203, None, "203", SC),
    Printed("gzz-film", "subissue_rate", 24, 24, "100.0", SC),
    Printed("nc-notified", "completion_rate_all", 3, 3, "100.0", SC),
    Printed("hz-provincial-2", "completion_rate_all", 42, 45, "93.3", Y),
    Printed("hz-provincial-2", "petitions_handed", 317, None, "317", Y),
    Printed("hn-petitions", "petitions_handed", 1_427, None, "1427"),
    Printed("hn-petitions", "petitions_closed", 492, None, "492"),
    Printed("hn-petitions", "petitions_staged", 291, None, "291"),
    Printed("hn-petitions", "petitions_open", 644, None, "644"),
    Printed("hn-petitions", "closure_strict", 492, 1_427, "34.5"),
    Printed("hn-petitions", "closure_broad", 783, 1_427, "54.9"),
    Printed("hn-petitions", "truth_rate", 1_327, 1_427, "93.0"),
    Printed("hn-petitions", "untrue_rate", 100, 1_427, "7.01"),
    Printed("hun-central", "closure_strict", 3_177, 3_321, "95.7"),
    Printed("hun-central", "petitions_staged", 121, None, "121"),
    Printed("hun-central", "petitions_open", 23, None, "23"),
    Printed("hun-central", "issues_listed", 53, None, "53", Y),
    Printed("hun-central", "issues_finished", 25, None, "25", Y),
    Printed("hun-central", "issues_on_schedule", 26, None, "26", Y),
    Printed("hun-central", "issues_behind", 2, None, "2", Y),
    Printed("hun-central", "on_time_completion", 25, 26, "96.2", Y),
    Printed("ah-central", "issues_finished", 322, None, "322"),
    Printed("ah-central", "issues_listed", 376, None, "376"),
    Printed("ah-provincial", "issues_finished", 3_036, None, "3036"),
    Printed("ah-provincial", "issues_listed", 3_611, None, "3611"),
    Printed("ah-self", "issues_finished", 12_003, None, "12003"),
    Printed("ah-self", "issues_listed", 14_898, None, "14898"),
    Printed("hs-list", "issues_listed", 32, None, "32"),
    Printed("hs-list", "issues_signed_off", 17, None, "17"),
    Printed("hs-list", "issues_accepted_waiting", 7, None, "7"),
    Printed("hs-list", "issues_on_schedule", 8, None, "8"),
    Printed("hs-list", "issues_accepted", 24, None, "24"),
    Printed("wz-list", "issues_listed", 14, None, "14"),
    Printed("wz-list", "issues_finished", 11, None, "11"),
    Printed("wz-list", "issues_signed_off", 3, None, "3"),
    Printed("nmg-11", "petitions_handed", 395, None, "395"),
    Printed("nmg-11", "petitions_closed", 151, None, "151"),
    Printed("nmg-11", "petitions_staged", 209, None, "209"),
    Printed("nmg-11", "petitions_open", 35, None, "35"),
    Printed("nmg-11", "sum_fine_yuan", "251542.71", 1, "251542.71"),
    Printed("nmg-11", "sum_ordered_rectify", "88", 1, "88"),
    Printed("cf-17", "petitions_handed", 98, None, "98"),
    Printed("cf-17", "sum_fine_yuan", "9360.00", 1, "9360.00"),
    Printed("gx-1", "closure_strict", 69, 69, "100.0"),
    Printed("gx-1", "sum_fine_yuan", "560000.00", 1, "560000.00"),
]


def asked(printed: Printed) -> Filters:
    row = Round.objects.get(code=printed.round)
    return Filters(as_of=printed.on, round_id=row.pk, base=jiangxi.BASE)


def values_of_all(scope: Scope) -> Iterator[tuple[Printed, Value]]:
    """Every printed figure with what the rows give; a round and day is asked once."""
    for _key, group in groupby(PRINTED, key=lambda p: (p.round, p.on)):
        wanted = list(group)
        values = figures(scope, asked(wanted[0]), [printed.code for printed in wanted])
        yield from zip(wanted, values, strict=True)


def test_every_printed_figure_comes_out_of_the_rows(worlds, everything):
    wrong = []
    for printed, found in values_of_all(everything):
        numerator = Decimal(printed.numerator)
        expected = (numerator, printed.denominator, printed.value)
        if (Decimal(found.numerator), found.denominator, found.value) != expected:
            wrong.append((str(printed), found.numerator, found.denominator, found.value))
    assert wrong == []


def test_every_list_behind_a_printed_figure_has_as_many_rows(worlds, everything):
    for printed, found in values_of_all(everything):
        rows = found.figure.rows("numerator", everything, found.filters)
        assert rows.count() == found.counted, str(printed)
        if found.denominator is not None:
            rows = found.figure.rows("denominator", everything, found.filters)
            assert rows.count() == found.denominator, str(printed)


def test_anhui_found_four_fifths_itself(worlds, everything):
    three_lists = Filters(as_of=LATEST, division="34", start=date(2023, 1, 1))
    found = figure(everything, three_lists, "self_found_share")
    assert (found.numerator, found.denominator, found.value) == (14_898, 18_885, "78.9")


def test_the_base_of_a_change_is_a_rate_of_its_own(worlds, everything):
    filters = Filters(as_of=J, division="3607", base=jiangxi.BASE)
    issues, petitions = (
        figure(everything, filters, code).base for code in ("mom_change", "petition_mom_change")
    )
    assert (issues.numerator, issues.denominator, issues.value) == (142, 270, "52.6")
    assert (petitions.numerator, petitions.denominator, petitions.value) == (1826, 2133, "85.6")


def test_nine_counties_were_inspected(worlds, everything):
    river = Issue.objects.filter(round__code="sc-river")
    assert river.values("division_id").distinct().count() == 9


@pytest.mark.parametrize(
    ("division", "name", "total", "unit"),
    [
        ("5133", "没收设备", "11057", "台"),
        ("5133", "罚款", "314.95", "万元"),
        ("5113", "取缔砂石堆码场", "547", "处"),
        ("5113", "修复废弃矿山", "7348", "亩"),
        ("5113", "新建改建雨污管网", "1891", "公里"),
    ],
)
def test_quantities_are_added_up_with_their_units(worlds, everything, division, name, total, unit):
    found = quantities(everything, Filters(as_of=SC, division=division))
    assert [(q.total, q.unit) for q in found if q.name == name] == [(Decimal(total), unit)]


def test_hanzhong_has_twelve_measures_that_belong_to_no_issue(worlds):
    overall = Measure.objects.filter(plan__round__code="hz-provincial-2", issue=None)
    assert overall.count() == 12


def test_nothing_of_the_worlds_passes_for_lived_history(worlds):
    assert not Issue.objects.filter(imported=False).exists()
    assert not Petition.objects.filter(imported=False).exists()
    assert not Issue.objects.exclude(title__contains="演示数据").exists()
