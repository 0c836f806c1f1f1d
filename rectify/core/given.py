"""What a person brings to an act, checked at the service's door."""

from datetime import date

from django.utils.translation import gettext as _

from rectify.core import clock
from rectify.core.errors import Invalid


def words(typed: str, sentence: str, field: str) -> str:
    """The words without blanks around them; raises `Invalid` with the sentence where there are
    none."""
    if kept := typed.strip():
        return kept
    raise Invalid(sentence, **{field: _("必填")})


def day_past(day: date, sentence: str, field: str) -> date:
    """A day up to today; raises `Invalid` with the sentence for one to come."""
    if day <= clock.today():
        return day
    raise Invalid(sentence, **{field: _("晚于今天")})
