"""What a person must decide before the import may be confirmed. Pure: rows + matches + answers.

A doubt is found from the reading itself and stays in the list once it is settled; its id is the
same at every look, so answers and links hold. Findings that block nothing are not doubts.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from issues.importing import doubt_lacks, doubt_texts, doubt_units
from issues.importing.around import Around
from issues.importing.deadlines import DATELESS, Deadline, deadline_of
from issues.importing.drafts import NOTHING, Draft
from issues.importing.known import Known
from rectify.core.told import reason_of
from rectify.exchange.doubts import Doubt
from rectify.exchange.staging import sentence_of


def doubts(drafts: list[Draft], around: Around) -> list[Doubt]:
    """Every doubt, settled ones too: what concerns the file as a whole, then row by row."""
    issues = [draft for draft in drafts if not draft.overall]
    shared = list(doubt_lacks.of_all(issues, around))
    asked_once = {doubt.field for doubt in shared if doubt.of_file}
    found = [*shared, *doubt_units.readings(drafts, around.answers, around.known.accepted)]
    numbers = doubt_texts.Numbers(issues)
    names = doubt_units.Names(around.matches, around.aliases, around.known.labels, around.answers)
    for draft in drafts:
        found.extend(_row(draft, numbers, around, asked_once))
        found.extend(names.of(draft))
    return found


def _row(
    draft: Draft, numbers: doubt_texts.Numbers, around: Around, asked_once: set[str]
) -> Iterator[Doubt]:
    if not draft.overall:
        yield from numbers.of(draft)
        yield from doubt_lacks.of_row(draft, around, asked_once)
    yield from _deadline(draft, around.known)
    yield from doubt_texts.unsure(draft)
    yield from doubt_texts.too_long(draft)


def _deadline(draft: Draft, known: Known) -> Iterator[Doubt]:
    reading = draft.row.get("deadline") or NOTHING
    raw = deadline_of(reading, None)
    if raw.settled or (draft.overall and not raw.words):
        return
    stored = known.issues.get(draft.number)
    if stored and not draft.overall and stored.deadline == draft.deadline:
        return
    yield Doubt(
        f"{draft.key}-deadline",
        draft.key,
        "deadline",
        "date",
        _("时限存疑"),
        reason_of(raw.reason) or _("没有读出整改时限，请填写日期，或确认没有日期。"),
        raw=raw.words,
        place=reading.get("place") or draft.place,
        sentence=sentence_of(reading),
        value=raw.due_on.isoformat() if raw.due_on else "",
        settled=draft.deadline.settled,
        keep_label=_keep_label(raw),
    )


def _keep_label(raw: Deadline) -> str:
    """What leaving the reading as it is means, in words."""
    if raw.due_on is not None:
        return _("按读出的确认")
    if raw.kind in DATELESS or raw.long_term:
        return _("确认，没有日期")
    return _("原文保留，没有日期") if raw.words else _("确认没有时限")
