"""Sum checks: classes of one whole must add up to it (domain §15), or nothing is to be locked."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rectify.figures.values import Value

SUMS = (
    (
        "issues_listed",
        (
            "issues_finished",
            "issues_on_schedule",
            "issues_in_progress",
            "issues_behind",
            "issues_overdue",
            "issues_long_term",
        ),
    ),
    ("petitions_handed", ("petitions_closed", "petitions_staged", "petitions_open")),
)


@dataclass(frozen=True)
class Check:
    """A whole, its classes, and whether they add up."""

    whole: Value
    classes: list[Value]

    @property
    def holds(self) -> bool:
        return sum(value.numerator for value in self.classes) == self.whole.numerator

    @property
    def words(self) -> str:
        """`列入清单 19 = 已完成 14 + 达序时进度 4 + …`, classes that are empty left out."""
        shown = [value for value in self.classes if value.numerator] or self.classes[:1]
        parts = " + ".join(_said(value) for value in shown)
        return f"{_said(self.whole)} {'=' if self.holds else '≠'} {parts}"


def _said(value: Value) -> str:
    words: dict[str, Any] = {"name": value.figure.name, "n": value.numerator}
    return _("%(name)s %(n)s") % words


def checks(values: list[Value]) -> list[Check]:
    """The sums that can be checked among these figures."""
    known = {value.code: value for value in values}
    return [
        Check(known[whole], [known[code] for code in classes])
        for whole, classes in SUMS
        if whole in known and all(code in known for code in classes)
    ]
