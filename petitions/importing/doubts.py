"""What a person must decide before petitions are written. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from petitions.importing.drafts import CLOSURE_ANSWER, NOTHING, Draft
from petitions.importing.heading import BATCH_ANSWER, BatchWords
from petitions.workflow import CLOSURE_NAMES, NEEDS_NEXT, VERDICT_NAMES
from rectify.core.told import reason_of
from rectify.exchange.doubts import Choice, Doubt
from rectify.exchange.staging import sentence_of, words_of

Answers = Mapping[str, Mapping[str, Any]]
NUMBERLESS, DATELESS = "all-numbers", "all-next"


def choices_of(names: Mapping[str, str]) -> tuple[Choice, ...]:
    """The words of a closed list; they are sent as they stand in tables."""
    return tuple(Choice(word, _(word)) for word in names.values())


def doubts(
    drafts: list[Draft], batch: BatchWords, places: Mapping[str, str], answers: Answers
) -> list[Doubt]:
    """Questions about the whole file first, then row by row; `places` maps an area to its code."""
    if not drafts:
        return []
    found = [*_of_file(drafts, batch, answers)]
    asked: set[str] = set()
    for draft in drafts:
        found += _of_row(draft, places, answers, asked)
    return found


def _of_file(drafts: list[Draft], batch: BatchWords, answers: Answers) -> Iterator[Doubt]:
    keys = tuple(draft.key for draft in drafts)
    if not batch.number or BATCH_ANSWER in answers:
        yield Doubt(
            BATCH_ANSWER, keys[0], "batch", "text", _("批次"),
            _("文件里没有写是第几批，请填写批次，如 21。"),
            value=str(batch.usual or ""), settled=bool(batch.number), rows=keys,
        )  # fmt: skip
    lacking = [d for d in drafts if d.has_finding and not _has_closure(d)]
    if lacking:
        words = _("有 %(n)d 件有办理情况，但没有写是否办结。请写已办结、阶段性办结或未办结；")
        more = _("不填则只导入编号和内容，按待交办处理。")
        yield Doubt(
            CLOSURE_ANSWER, lacking[0].key, "closure", "state", _("是否办结"),
            (words + more) % {"n": len(lacking)}, settled=CLOSURE_ANSWER in answers,
            rows=tuple(d.key for d in lacking), keep_label=_("按待交办导入"),
            choices=choices_of(CLOSURE_NAMES),
        )  # fmt: skip
    yield from _accepted(drafts, answers)


def _accepted(drafts: list[Draft], answers: Answers) -> Iterator[Doubt]:
    """What may well be so, and is only to be looked at once."""
    numberless = [d for d in drafts if d.number.low and d.text and "number" not in d.known]
    if numberless:
        words = _("有 %(n)d 件没有受理编号，将按批次和行号区分。") % {"n": len(numberless)}
        rows = tuple(d.key for d in numberless)
        yield Doubt.of_all(NUMBERLESS, "number", _("编号"), words, rows, NUMBERLESS in answers)
    dateless = [d for d in drafts if _lacks_next(d)]
    if dateless:
        words = _("有 %(n)d 件没有办结，也没有写下一步时间，将按上报时限继续计时。")
        rows = tuple(d.key for d in dateless)
        yield Doubt.of_all(
            DATELESS, "next", _("下一步时间"), words % {"n": len(rows)}, rows, DATELESS in answers
        )


def _lacks_next(draft: Draft) -> bool:
    unsettled = draft.closure in NEEDS_NEXT and "next" not in draft.known
    return unsettled and draft.next_due_on is None


def _has_closure(draft: Draft) -> bool:
    """Whether the row itself says it, without the answer given for all."""
    told = (draft.row.get("closure") or NOTHING).get("value")
    return bool(told) or "closure" in draft.edited


def _of_row(
    draft: Draft, places: Mapping[str, str], answers: Answers, asked: set[str]
) -> Iterator[Doubt]:
    if draft.answered:
        yield from _verdict(draft, answers)
        yield from _outcome(draft, answers)
        area = draft.texts["area"]
        named = area and "area" not in draft.known
        if named and area not in asked and not places.get(area):
            asked.add(area)
            words = _("“%(area)s”没有对应到本辖区的地区，请写全称；保留原样则不归入任何地区。")
            yield _doubt(draft, "place", _("承办地区"), words % {"area": area}, answers, area)


def _verdict(draft: Draft, answers: Answers) -> Iterator[Doubt]:
    reading = draft.row.get("verdict") or NOTHING
    asked = f"{draft.key}-verdict" in answers
    unsure = reading.get("confidence") == "low" or not draft.verdict
    if asked or (unsure and "verdict" not in draft.known):
        words = reason_of(str(reading.get("reason") or "")) or _("没有认出是否属实。")
        options = "、".join(_(word) for word in VERDICT_NAMES.values())
        sentence = _("%(why)s请确认是否属实（%(options)s）。") % {"why": words, "options": options}
        asked_for = _doubt(
            draft, "verdict", _("是否属实"), sentence, answers, VERDICT_NAMES.get(draft.verdict, "")
        )
        keep = "" if draft.verdict else _("先不填")
        yield replace(asked_for, kind="state", choices=choices_of(VERDICT_NAMES), keep_label=keep)


def _outcome(draft: Draft, answers: Answers) -> Iterator[Doubt]:
    reading = draft.row.get("outcome") or NOTHING
    if reading.get("confidence") == "low" and "outcome" not in draft.known:
        sentence = _("处罚和追责的数拿不准：%(why)s。请改写成“立案1家，罚款5万元”的样子。")
        why = reason_of(str(reading.get("reason") or "")) or _("写法少见")
        words = words_of(reading)[:600]
        yield _doubt(draft, "outcome", _("处罚追责"), sentence % {"why": why}, answers, words)


def _doubt(
    draft: Draft, name: str, label: str, message: str, answers: Answers, value: str
) -> Doubt:
    column = {"place": "area"}.get(name, name)
    cells = draft.row.get("cells") or {}
    reading = draft.row.get(column) or cells.get(column) or NOTHING
    return Doubt(
        f"{draft.key}-{name}", draft.key, name, "text", label, message,
        raw=words_of(reading) or value, place=str(reading.get("place") or draft.place),
        sentence=sentence_of(reading), value=value,
        settled=f"{draft.key}-{name}" in answers,
    )  # fmt: skip
