"""The tags templates lean on: lamps, dates, shares, fields."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template

from rectify.core.templatetags.dates import in_words, iso, month_day, stamp, weekday
from rectify.core.templatetags.lamp import days_text
from rectify.core.templatetags.numbers import minus, share_of


def shown(source: str, **context: object) -> str:
    return Template("{% load lamp icon fields %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("days", "words"),
    [(3, "剩 3 天"), (-2, "超 2 天"), (0, "今天到期"), (None, "")],
)
def test_a_lamp_says_its_days(days: int | None, words: str) -> None:
    assert days_text(days) == words


def test_a_red_lamp_shows_shape_word_and_days() -> None:
    html = shown("{% lamp it %}", it={"kind": "red", "days": -2})
    assert "lamp lamp-red" in html
    assert 'd="M1 1h10v10H1z"' in html
    assert "<b>超期</b> 超 2 天" in html


def test_a_signed_off_lamp_never_counts_days() -> None:
    html = shown("{% lamp it %}", it={"kind": "grey", "days": -40})
    assert "<b>已销号</b></span>" in html
    assert "40" not in html


def test_a_petition_names_its_grey_lamp_itself() -> None:
    assert "<b>已办结</b>" in shown("{% lamp it %}", it={"kind": "grey", "word": "已办结"})


def test_a_lamp_of_unknown_kind_shows_nothing() -> None:
    assert shown("{% lamp it %}", it={"kind": "purple", "days": 1}).strip() == ""


def test_a_lamp_reads_objects_as_well_as_mappings() -> None:
    class Lamp:
        kind = "green"
        days = 8
        prefix = "公示"

    assert "<b>正常</b> 公示剩 8 天" in shown("{% lamp it %}", it=Lamp())


def test_an_icon_points_into_the_sprite_and_stays_silent() -> None:
    html = shown('{% icon "bell" "sm" %}')
    assert 'class="ico ico-sm" aria-hidden="true"' in html
    assert 'vendor/icons.svg#i-bell"' in html


def test_dates_read_as_the_office_writes_them() -> None:
    day = date(2026, 7, 3)
    assert (iso(day), month_day(day), in_words(day), weekday(day)) == (
        "2026-07-03",
        "07-03",
        "2026年7月3日",
        "星期五",
    )


def test_a_time_is_shown_in_the_offices_zone() -> None:
    assert stamp(datetime(2026, 7, 2, 23, 50, tzinfo=UTC)) == "2026-07-03 07:50"


def test_no_date_shows_nothing() -> None:
    assert (iso(None), stamp(None), in_words(None), weekday(None)) == ("", "", "", "")


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(14, 18, "77.8%"), (1, 16, "6.3%"), (0, 5, "0.0%"), (5, 5, "100.0%"), (0, 0, "—")],
)
def test_a_share_has_one_decimal_and_no_zero_denominator(part: int, whole: int, words: str) -> None:
    assert share_of(part, whole) == words


def test_what_is_left_counts_a_missing_number_as_nothing() -> None:
    assert (minus(18, 14), minus(None, 3)) == (4, -3)


class OpinionForm(forms.Form):
    opinion = forms.CharField(help_text="写明理由。", error_messages={"required": "请写明理由。"})


def test_a_field_in_error_is_tied_to_its_help_and_its_error() -> None:
    html = shown("{% control form.opinion %}", form=OpinionForm(data={}))
    assert 'aria-describedby="id_opinion_helptext id_opinion_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="form-control"' in html


def test_a_field_component_shows_label_help_and_error_in_this_order() -> None:
    html = Template('{% include "components/field.html" with field=form.opinion %}').render(
        Context({"form": OpinionForm(data={})})
    )
    places = [html.index(part) for part in ("<label", "写明理由。", "请写明理由。", "<input")]
    assert places == sorted(places)
