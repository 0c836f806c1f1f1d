"""Shares as offices print them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.figures.rounding import per_cent, points

COUNTS = st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [
        (211, 241, "87.6"),
        (10245, 10836, "94.5"),
        (8809, 8924, "98.7"),
        (1, 16, "6.3"),
        (1, 8, "12.5"),
        (0, 5, "0.0"),
        (5, 5, "100.0"),
        (9999, 10000, "99.9"),
        (1999, 2000, "99.9"),
        (0, 0, None),
    ],
)
def test_a_share_has_one_decimal_half_up(part, whole, printed):
    assert per_cent(part, whole) == printed


def test_the_untrue_rate_has_two_decimals():
    assert per_cent(100, 1427, 2) == "7.01"
    assert per_cent(99999, 100000, 2) == "99.99"


@pytest.mark.parametrize(("part", "whole"), [(3, 2), (-1, 2), (1, 0)])
def test_what_is_no_part_of_the_whole_is_refused(part, whole):
    with pytest.raises(ValueError, match="no part"):
        per_cent(part, whole)


@given(COUNTS, COUNTS, st.integers(0, 3))
def test_full_is_printed_only_when_full(one, other, decimals):
    part, whole = sorted((one, other))
    shown = per_cent(part, whole, decimals)
    assert (shown is None) == (whole == 0)
    if shown is not None:
        assert (Decimal(shown) == 100) == (part == whole)
        assert abs(Decimal(shown) - Decimal(part) * 100 / whole) <= Decimal(1).scaleb(-decimals)


@given(st.integers(1, 10**6), st.data())
def test_more_never_prints_as_less(whole, data):
    less = data.draw(st.integers(0, whole))
    more = data.draw(st.integers(less, whole))
    assert Decimal(per_cent(less, whole)) <= Decimal(per_cent(more, whole))


@pytest.mark.parametrize(
    ("now", "base", "printed"),
    [("91.9", "52.6", "+39.3"), ("85.6", "99.1", "-13.5"), ("50.0", "50.0", "+0.0")],
)
def test_a_change_is_the_difference_of_what_is_printed(now, base, printed):
    assert points(now, base) == printed


def test_a_change_against_nothing_is_nothing():
    assert points("91.9", None) is None
    assert points(None, "52.6") is None
