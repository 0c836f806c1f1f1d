"""Working days for relative terms, by the packaged calendar of the State Council."""

from datetime import date

from rectify.core import workdays
from rectify.regions.statutory import calendar


def after_working_days(day0: date, count: int) -> tuple[date, bool]:
    """The `count`-th working day after `day0`, and whether its calendar is still unpublished."""
    official = calendar()
    day = workdays.add_workdays(day0, count, official)
    return day, workdays.is_provisional(day0, day, official)
