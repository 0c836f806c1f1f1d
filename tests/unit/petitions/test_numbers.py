"""Numbers, terms, matters and places of petitions: pure readings."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.deadlines import lamp, return_until, terms
from petitions.importing.heading import batch_of
from petitions.numbers import expected_batch, read_number
from petitions.places import place_words
from petitions.services.assigning import shares
from petitions.splitting import split_items

FIRST = date(2025, 5, 28)


@pytest.mark.parametrize(
    ("printed", "numbering", "key"),
    [
        ("X3YP202405110004*", "auto", "X3YP202405110004"),
        ("D3YP202405110003(重复件)", "auto", "D3YP202405110003"),
        (" D3SX 202506040059 ", "auto", "D3SX202506040059"),
        ("073号", "auto", "12/073号"),
        ("073号", "round", "073号"),
        ("D3SX202506040059", "batch", "12/D3SX202506040059"),
        ("", "auto", "12#5"),
    ],
)
def test_the_key_is_the_bare_number_with_the_batch_where_batches_number_anew(
    printed, numbering, key
):
    assert read_number(printed, batch=12, row=5, numbering=numbering).key == key


def test_a_number_tells_channel_day_and_star():
    found = read_number("X3YP202405110004*", batch=1, row=1)
    assert (found.channel, found.received_on) == ("letter", date(2024, 5, 11))
    assert (found.is_key, found.low, found.duplicate) == (True, False, False)


@pytest.mark.parametrize(("day", "batch"), [(28, 1), (32, 5), (35, 8), (38, 11), (45, 18)])
def test_the_batch_is_the_day_counted_from_the_first(day, batch):
    """Shanxi 2025: numbers dated 05-28, 06-01, 06-04, 06-07, 06-14 (domain §9.1)."""
    assert expected_batch(date(2025, 5, 1) + timedelta(days=day - 1), FIRST) == batch


def test_terms_are_calendar_days_after_the_hand_over():
    found = terms(date(2026, 11, 23), reply_days=10, inner_days=2)
    assert (found.due_on, found.county_due_on) == (date(2026, 12, 3), date(2026, 12, 1))
    assert return_until(date(2026, 11, 23), 2) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("days", "closed", "kind"),
    [(4, False, "green"), (3, False, "orange"), (0, False, "orange"), (-1, False, "red"),
     (-9, True, "grey")],
)  # fmt: skip
def test_the_named_day_is_still_in_time(days, closed, kind):
    on = date(2026, 11, 23)
    found = lamp(on + timedelta(days=days), on, lead_days=3, closed=closed)
    assert (found.kind, found.days) == (kind, None if closed else days)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1.积水；2.地下水下降；3.未赔偿。", ["积水", "地下水下降", "未赔偿"]),
        ("（一）扬尘。（二）噪声超标1.5倍。", ["扬尘", "噪声超标1.5倍"]),
        ("一是夜间施工；二是废水直排。", ["夜间施工", "废水直排"]),
        ("2024年5月1日前罚款3.5万元。", ["2024年5月1日前罚款3.5万元。"]),
        ("2.先写了第二条。", ["2.先写了第二条。"]),
        ("", []),
    ],
)
def test_only_a_run_from_one_splits_a_text(text, items):
    assert split_items(text) == items


@given(st.lists(st.text("河口砂场噪声废水扬尘", min_size=1, max_size=8), min_size=2, max_size=9))
def test_what_was_numbered_comes_apart_again(parts):
    text = "；".join(f"{n}.{part}" for n, part in enumerate(parts, 1))
    assert split_items(text) == parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("柳汀镇河口砂场夜间作业，车辆带泥上路", ["河口砂场"]),
        ("群众多次举报的河口砂场仍在生产", ["河口砂场"]),
        ("反映石渡县某砂石料场夜间生产,粉尘扰民", []),
        ("垃圾填埋场恶臭", []),
        ("云屏州宏达建材有限公司粉尘大", ["宏达建材有限公司"]),
        ("芦沟镇大石村养猪场臭气", ["青崖县大石村"]),
    ],
)
def test_only_a_proper_name_points_to_a_spot(text, words):
    assert place_words(text, "青崖县") == words


@given(st.lists(st.from_regex(r"9901[0-9]{2}([0-9]{3})?", fullmatch=True), min_size=1, max_size=7))
def test_the_shares_of_a_joint_petition_add_up_to_one(codes):
    found = shares(codes)
    assert sum(found.values()) == Decimal(1)
    assert max(found.values()) - min(found.values()) < Decimal("0.001")
    assert set(found) == {code[:6] for code in codes}


@pytest.mark.parametrize(
    ("target", "pieces", "number", "day"),
    [
        ({}, [["1行", "（第十批  2024年5月20日）"]], 10, date(2024, 5, 12)),
        ({"batch": 7, "handed_on": "2024-05-13"}, [["1行", "第十批"]], 7, date(2024, 5, 13)),
        ({}, [["1行", "办理情况"]], 0, date(2024, 5, 12)),
        ({}, [["2行", "1｜X3｜与第八批重复｜石渡县｜大气"]], 0, date(2024, 5, 12)),
    ],
)
def test_the_batch_is_as_told_else_as_the_title_says(target, pieces, number, day):
    found = batch_of(
        target, pieces, None, [date(2024, 5, 11)] * 3 + [date(2024, 5, 10)],
        first_on=None, dated_on=date(2024, 5, 20), today=date(2026, 1, 1),
    )  # fmt: skip
    assert (found.number, found.handed_on) == (number, day)
