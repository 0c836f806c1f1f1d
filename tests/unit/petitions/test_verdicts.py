"""The overall verdict comes out of the items, in whatever order they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.verdicts import derive
from petitions.workflow import VERDICT_NAMES

CODES = st.sampled_from(sorted(VERDICT_NAMES))


@pytest.mark.parametrize(
    ("items", "whole"),
    [
        (["true", "true"], "true"),
        (["false", "false"], "false"),
        (["true", "false"], "partial"),
        (["true", "mostly"], "mostly"),
        (["mostly", "false"], "partial"),
        (["partial", "true"], "partial"),
        (["false", "unverifiable"], "unverifiable"),
        (["true", "unverifiable"], "partial"),
        (["out_of_scope", "true"], "true"),
        (["out_of_scope"], "out_of_scope"),
        (["true", ""], ""),
        ([], ""),
    ],
)
def test_the_whole_follows_from_the_items(items, whole):
    assert derive(items) == whole


@given(st.lists(CODES, min_size=1, max_size=8), st.randoms())
def test_order_and_repetition_change_nothing(items, random):
    mixed = [*items, random.choice(items)]
    random.shuffle(mixed)
    assert derive(mixed) == derive(items)


@given(st.lists(CODES, min_size=1, max_size=8))
def test_untrue_is_said_only_where_every_item_in_scope_is_untrue(items):
    inside = [code for code in items if code != "out_of_scope"] or items
    assert (derive(items) == "false") == (set(inside) == {"false"})
    assert derive(items) in VERDICT_NAMES
