"""What a warning says: which date of which problem, and how many days are left."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rectify.messaging.services import Note
from rectify.supervision.mornings import Told

KIND = "deadline"
TITLE_LENGTH = 80


def days(due_on: date, on: date) -> str:
    """`剩7天`, `今天到期`, `已超期2天`: what is true on the morning it is told."""
    left = (due_on - on).days
    if left > 0:
        return _("剩%(n)s天") % {"n": left}
    if left == 0:
        return _("今天到期")
    return _("已超期%(n)s天") % {"n": -left}


def what(noun: str, part: str, *, overall: bool = False) -> str:
    """Which date: the issue's own, a measure's (`part` its number), a step's (its name)."""
    if noun == "issues.steprun":
        return _("“%(step)s”办理期限") % {"step": part}
    if noun == "issues.measure":
        return (_("总体措施第%(n)s条时限") if overall else _("第%(n)s条措施时限")) % {"n": part}
    return _("整改时限")


def line(told: Told, on: date) -> str:
    """`整改时限2026-11-30，剩7天`."""
    overall = told.issue_id is None
    return _line(told.noun, told.part, overall, told.due_on, on, get_language())


@lru_cache(maxsize=4096)
def _line(noun: str, part: str, overall: bool, due_on: date, on: date, language: str | None) -> str:
    """A morning says few different things, to very many."""
    return f"{what(noun, part, overall=overall)}{due_on:%Y-%m-%d}，{days(due_on, on)}"


def note(rows: Sequence[Told], on: date) -> Note:
    """The one message about a case, its most urgent date in the title, the others below.

    `rows` are what one person is told about one case in one sweep.
    """
    first, *others = sorted(rows, key=lambda row: (row.rung, row.due_on, row.noun, row.object_id))
    name = first.plan if first.issue_id is None else _named(first)
    return Note(
        key=f"warning:{first.noun}:{first.object_id}:{first.cycle}:{first.due_on:%Y%m%d}"
        f":{first.rung}:{first.user_id}",
        recipient_id=first.user_id,
        post_id=first.post_id,
        kind=KIND,
        title=f"{name}：{line(first, on)}",
        body="\n".join([*(line(row, on) for row in others), *_plan(first)]),
        link=f"/issues/{first.issue_id}/" if first.issue_id else "/",
        digest_on=on if first.mailed else None,
    )


def _named(told: Told) -> str:
    title = told.title
    if len(title) > TITLE_LENGTH:
        title = title[: TITLE_LENGTH - 1] + "…"
    return f"{_number(told.serial, get_language())} {title}"


@lru_cache(maxsize=4096)
def _number(serial: str, language: str | None) -> str:
    return _("第%(serial)s项") % {"serial": serial}


def _plan(told: Told) -> list[str]:
    return [f"《{told.plan}》"] if told.issue_id else []
