"""Doubts about rows still to be rectified for which nobody answers: they reach nobody. Pure."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from issues.importing.doubt_lacks import MANY
from issues.importing.drafts import Draft, Json
from issues.importing.ledger.rows import LedgerRow
from rectify.exchange.doubts import Doubt

FIELD = "responsible"
ANSWERING = frozenset({"lead", "responsible", "implementing"})
OPEN = ("rectifying", "completed")
ALL = f"all-{FIELD}"


def ownerless(rows: list[LedgerRow], answers: Mapping[str, Json]) -> Iterator[Doubt]:
    """One question each, or one for all when many rows lack the same."""
    found = [row.draft for row in rows if row.known is None and row.said.state in OPEN]
    found = [draft for draft in found if not _named(draft) or {FIELD} & draft.edited]
    if len(found) < MANY:
        yield from map(_here, found)
        return
    message = _(
        "共有 %(n)d 项还在整改却没有写责任单位，如第%(number)s项；导入后没有单位收到待办。"
        "可逐项补写，或就这样导入。"
    )
    told = message % {"n": len(found), "number": found[0].number}
    settled = ALL in answers or all(map(_named, found))
    yield Doubt.of_all(ALL, FIELD, _("缺项"), told, tuple(d.key for d in found), settled)


def _here(draft: Draft) -> Doubt:
    return Doubt(
        f"{draft.key}-{FIELD}", draft.key, FIELD, "text", _("缺项"),
        _("还在整改，却没有写责任单位，导入后没有单位收到待办。请补写，多个用顿号隔开。"),
        place=draft.place,
        settled=_named(draft) or FIELD in draft.waived,
        keep_label=_("就这样导入"),
    )  # fmt: skip


def _named(draft: Draft) -> bool:
    parts = (draft.units, *(measure.units for measure in draft.measures))
    return any(ANSWERING & set(units) for units in parts)
