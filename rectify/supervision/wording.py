"""What a warning says: which date of which problem, and how many days are left."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

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


def what(told: Told) -> str:
    """Which date: the issue's own, a measure's (`part` its number), a step's (its name)."""
    if told.noun == "issues.steprun":
        return _("“%(step)s”办理期限") % {"step": told.part}
    if told.noun == "issues.measure":
        form = _("第%(n)s条措施时限") if told.issue_id else _("总体措施第%(n)s条时限")
        return form % {"n": told.part}
    return _("整改时限")


def line(told: Told, on: date) -> str:
    """`整改时限2026-11-30，剩7天`."""
    return f"{what(told)}{told.due_on:%Y-%m-%d}，{days(told.due_on, on)}"


@dataclass(frozen=True, slots=True)
class Words:
    """A message without its reader: title, body, the page it opens."""

    title: str
    body: str
    link: str


def words(rows: Sequence[Told], on: date) -> Words:
    """What is said about one case, its most urgent date in the title, the others below."""
    first, *others = rows
    lines = [line(row, on) for row in others]
    if first.issue_id is None:
        return Words(f"{first.plan}：{line(first, on)}", "\n".join(lines), "/")
    number = _("第%(serial)s项") % {"serial": first.serial}
    return Words(
        title=f"{number} {_shortened(first.title)}：{line(first, on)}",
        body="\n".join([*lines, f"《{first.plan}》"]),
        link=f"/issues/{first.issue_id}/",
    )


def notes(told: Iterable[Told], on: date) -> Iterator[Note]:
    """One message a person and case; `told` comes sorted by both, the most urgent first.

    Who is told the same about the same case reads the same words, composed once.
    """
    said: dict[tuple[tuple[str, int], ...], Words] = {}
    for _reader, group in groupby(told, key=lambda row: (row.user_id, row.case)):
        rows = list(group)
        dates = tuple((row.noun, row.object_id) for row in rows)
        if dates not in said:
            said[dates] = words(rows, on)
        yield _note(rows[0], said[dates], on)


def _note(first: Told, said: Words, on: date) -> Note:
    version = f"{first.noun}:{first.object_id}:{first.cycle}:{first.due_on.isoformat()}"
    return Note(
        key=f"warning:{version}:{first.rung}:{first.user_id}",
        recipient_id=first.user_id,
        post_id=first.post_id,
        kind=KIND,
        title=said.title,
        body=said.body,
        link=said.link,
        digest_on=on if first.mailed else None,
    )


def _shortened(title: str) -> str:
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1] + "…"
