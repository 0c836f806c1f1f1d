"""Doubts about states and dates of a ledger; those about its facets are the plan's own. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from issues.importing.doubt_lacks import MANY
from issues.importing.doubt_units import id_of
from issues.importing.drafts import Json
from issues.importing.ledger.history import DATES, STATES, reading_of
from issues.importing.ledger.ownerless import ownerless
from issues.importing.ledger.rows import LedgerRow
from issues.importing.ledger.settled import PAST, Lack, disorder, lacks
from rectify.exchange.doubts import Choice, Doubt
from rectify.exchange.staging import sentence_of, words_of

TOLD = ("completed_on", "accepted_on", "notice_from", "notice_to", "filed_on")


def history_doubts(
    rows: list[LedgerRow], answers: Mapping[str, Json], today: date
) -> tuple[list[Doubt], dict[str, list[Doubt]]]:
    """Questions about many rows at once, and those of each row by its key."""
    missing = [(row, lack) for row in rows for lack in lacks(row.asked)]
    lone = list(ownerless(rows, answers))
    shared = [*_missing(missing, answers), *_states(rows, answers)]
    shared += [doubt for doubt in lone if doubt.of_file]
    once = {(key, doubt.field) for doubt in shared for key in doubt.rows}
    of_rows: dict[str, list[Doubt]] = defaultdict(list)
    for doubt in lone:
        if not doubt.of_file:
            of_rows[doubt.row].append(doubt)
    for row, lack in missing:
        if (row.key, lack.field) not in once:
            of_rows[row.key].append(_missing_here(row, lack))
    for row in rows:
        of_rows[row.key] += _of_row(row, once, today)
    return shared, of_rows


def _missing(missing: list[tuple[LedgerRow, Lack]], answers: Mapping[str, Json]) -> Iterator[Doubt]:
    """The same date missing in many rows, each with a neighbour, is one question."""
    for name in ("completed_on", "filed_on"):
        found = [row for row, lack in missing if lack.field == name and lack.instead]
        if len(found) < MANY:
            continue
        words = {"n": len(found), "date": DATES[name], "number": found[0].draft.number}
        message = _(
            "共有 %(n)d 项没有写%(date)s，如第%(number)s项。可逐项补写，"
            "或按该项相邻的日期（验收、公示、销号）记为%(date)s。"
        )
        yield Doubt.of_all(
            f"all-{name}",
            name,
            _("缺项"),
            message % words,
            tuple(row.key for row in found),
            f"all-{name}" in answers or all(getattr(row.said, name) for row in found),
        )


def _missing_here(row: LedgerRow, lack: Lack) -> Doubt:
    name, draft = lack.field, row.draft
    keep = _("不导入这一项")
    if lack.instead:
        keep = _("按%(other)s %(day)s 记") % {
            "other": DATES[lack.instead[0]],
            "day": lack.instead[1],
        }
    elif name.startswith("notice"):
        keep = _("按“已验收”导入")
    message = _("状态为“%(state)s”，但没有%(date)s。请补写。") % {
        "state": STATES[row.said.state],
        "date": DATES[name],
    }
    return Doubt(
        f"{draft.key}-{name}", draft.key, name, "date", _("缺项"), message,
        place=draft.place,
        value=lack.instead[1].isoformat() if lack.instead else "",
        settled=name in row.kept or bool(getattr(row.said, name)),
        keep_label=keep,
    )  # fmt: skip


def _states(rows: list[LedgerRow], answers: Mapping[str, Json]) -> Iterator[Doubt]:
    """States inferred for the same reason: one question for all rows that share it."""
    by_reason: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        if row.unsure("state"):
            by_reason[reading_of(row.draft.row, "state").get("reason", "")].append(row)
    for reason, found in by_reason.items():
        if len(found) < MANY:
            continue
        known = id_of("all-state", reason)
        more = _("（共 %(n)d 项）") % {"n": len(found)}
        keys = tuple(row.key for row in found)
        yield Doubt.of_all(known, "state", _("状态存疑"), reason + more, keys, known in answers)


def _of_row(row: LedgerRow, once: set[tuple[str, str]], today: date) -> Iterator[Doubt]:
    if row.unsure("state") and (row.key, "state") not in once:
        yield _state(row)
    for name in TOLD:
        late = name in PAST and (d := getattr(row.read, name)) is not None and d > today
        if late or (row.unsure(name) and words_of(reading_of(row.draft.row, name))):
            yield _late(row, name, today) if late else _date(row, name)
    if words := disorder(row.history):
        yield Doubt(
            f"{row.key}-order", row.key, "order", "accept", _("日期存疑"),
            _("日期先后不对：%(what)s。可修改，或就这样导入。") % {"what": words},
            place=row.draft.place,
            settled="order" in row.kept,
            keep_label=_("就这样导入"),
        )  # fmt: skip


def _state(row: LedgerRow) -> Doubt:
    reading = reading_of(row.draft.row, "state")
    return Doubt(
        f"{row.key}-state", row.key, "state", "state", _("状态存疑"),
        reading.get("reason") or _("这一处没有读准，请核对。"),
        raw=words_of(reading),
        place=reading.get("place") or row.draft.place,
        sentence=sentence_of(reading),
        value=row.said.state,
        choices=tuple(Choice(code, str(name)) for code, name in STATES.items()),
        settled=bool({"state"} & (row.kept | row.draft.edited)),
        keep_label=_("按读出的确认"),
    )  # fmt: skip


def _date(row: LedgerRow, name: str) -> Doubt:
    reading = reading_of(row.draft.row, name)
    day = getattr(row.said, name)
    return Doubt(
        f"{row.key}-{name}", row.key, name, "date", _("日期存疑"),
        reading.get("reason") or _("这一处没有读准，请核对。"),
        raw=words_of(reading),
        place=reading.get("place") or row.draft.place,
        sentence=sentence_of(reading),
        value=day.isoformat() if day else "",
        settled=name in (row.kept | row.draft.edited),
        keep_label=_("按读出的确认"),
    )  # fmt: skip


def _late(row: LedgerRow, name: str, today: date) -> Doubt:
    """What has happened cannot lie ahead."""
    reading, day = reading_of(row.draft.row, name), getattr(row.said, name)
    words = {"date": DATES[name], "day": getattr(row.read, name)}
    return Doubt(
        f"{row.key}-{name}", row.key, name, "date", _("日期存疑"),
        _("%(date)s %(day)s 晚于今天，请核对。") % words,
        raw=words_of(reading),
        place=reading.get("place") or row.draft.place,
        sentence=sentence_of(reading),
        value="",
        settled=name in row.kept or day is None or day <= today,
        keep_label=_("不导入这一项"),
    )  # fmt: skip
