"""文号: no number twice and none left out under pressure; a typed one is kept as typed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections, transaction

from issues.services import signing
from rectify.core import clock
from rectify.core.errors import NeedsUnmet, NotAllowed
from rectify.signoff.models import NumberSeries
from rectify.signoff.numbers import next_number
from tests import factories as make
from tests.watching import refused

HEAD = "示例省销备"


def take(_n):
    try:
        return next_number("99", "filing", 2026, HEAD)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_twenty_numbers_in_a_row():
    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(take, range(20)))
    assert sorted(found, key=lambda text: int(text[:-1].rpartition("〕")[2])) == [
        f"{HEAD}〔2026〕{n}号" for n in range(1, 21)
    ]
    assert NumberSeries.objects.get().last == 20


@pytest.mark.django_db
def test_a_rolled_back_act_leaves_no_gap():
    next_number("99", "filing", 2026, HEAD)
    with transaction.atomic():
        next_number("99", "filing", 2026, HEAD)
        transaction.set_rollback(True)
    assert next_number("99", "filing", 2026, HEAD) == f"{HEAD}〔2026〕2号"


@pytest.mark.django_db
def test_every_division_purpose_and_year_counts_for_itself():
    asked = [("99", "filing", 2026), ("99", "filing", 2027), ("9901", "filing", 2026)]
    assert [next_number(*key, HEAD)[-2:] for key in asked] == ["1号"] * 3
    assert next_number("99", "letter", 2026, "示例省督") == "示例省督〔2026〕1号"


@pytest.mark.django_db
def test_filing_takes_the_next_number_of_the_filing_office(cast):
    issue = make.filed(cast)
    year = clock.today().year
    cycle = issue.signoffs.get()
    assert (cycle.filing_no, cycle.filed_on) == (f"示例省销备〔{year}〕1号", clock.today())
    assert (issue.state, issue.signed_off_on) == ("signed_off", clock.today())


@pytest.mark.django_db
def test_a_number_typed_from_the_register_is_kept_as_typed(cast):
    issue = make.filed(cast, number="  示环督销备〔2026〕18号 ")
    assert issue.signoffs.get().filing_no == "示环督销备〔2026〕18号"
    assert not NumberSeries.objects.exists()


@pytest.mark.django_db
def test_one_letter_may_file_several_issues(cast):
    """One filing may cover many issues (design §4), so a typed number may come twice."""
    with clock.at(date(2026, 11, 23)):
        first = make.filed(cast, number="示销备〔2026〕9号")
        second = make.filed(cast, number="示销备〔2026〕9号", code="r4")
    assert first.signoffs.get().filing_no == second.signoffs.get().filing_no


@pytest.mark.django_db
def test_an_empty_number_is_refused(cast):
    issue = make.decided(cast)
    with refused(NeedsUnmet, "issues.signoff.file") as info:
        signing.file(cast.province1, issue.pk, number="   ")
    assert info.value.detail["needs"] == ["请填写备案文号，或选择自动编号。"]


@pytest.mark.django_db
def test_a_refused_filing_takes_no_number(cast):
    issue = make.decided(cast)
    with refused(NotAllowed, "issues.signoff.file"):
        signing.file(cast.city1, issue.pk)
    assert not NumberSeries.objects.exists()
