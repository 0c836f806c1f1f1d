"""Doubts about what the file does not say: issue, goal, measures, dates of measures. Pure."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from issues.importing.around import Around
from issues.importing.drafts import MEASURE_DATES, NOTHING, TEXT_FIELDS, Draft
from rectify.exchange.doubts import Doubt

NEEDED = {"goal": "goal", "measures": "measure"}
"""Fields of a draft → what the round kind calls them where it needs them before issuing."""
MANY = 3
"""From as many rows on, a lack shared by more than half of them is asked once."""


def of_row(draft: Draft, around: Around, asked_once: set[str]) -> Iterator[Doubt]:
    """What this row lacks, unless the whole file was asked about it at once."""
    for name, words in _words().items():
        needed = name == "issue" or NEEDED[name] in around.needs
        if not needed or not _lacks(draft, name) or name in asked_once:
            continue
        if around.known.lacks(draft, name):
            continue
        yield Doubt(
            f"{draft.key}-{name}",
            draft.key,
            name,
            "text",
            _("缺项"),
            words,
            place=draft.place,
            settled=bool(getattr(draft, name)) or name in draft.waived,
            keep_label=_("不导入这一项") if name == "issue" else _("就这样导入"),
        )


def _words() -> dict[str, str]:
    return {
        "issue": _("没有读出问题内容。请补写；不补写则这一项不导入。"),
        "goal": _("没有读出整改目标。请补写，或就这样导入，印发前再补。"),
        "measures": _("没有读出整改措施。请补写，一行一条，或就这样导入，印发前再补。"),
    }


def _lacks(draft: Draft, name: str) -> bool:
    """Whether the file itself gives nothing there."""
    if name == "measures":
        return not draft.row.get("measures")
    return not (draft.row.get(TEXT_FIELDS[name]) or NOTHING).get("value")


def of_all(issues: list[Draft], around: Around) -> Iterator[Doubt]:
    """A column the whole file does not have is one question, not one for every row."""
    titles = {"goal": _("整改目标"), "measures": _("整改措施")}
    for name, title in titles.items():
        rows = [d for d in issues if _lacks(d, name) and not around.known.lacks(d, name)]
        if NEEDED[name] not in around.needs or len(rows) < MANY or len(rows) * 2 <= len(issues):
            continue
        yield Doubt.of_all(
            f"all-{name}",
            name,
            _("缺项"),
            _("共有 %(n)d 项没有写%(what)s。可逐项补写，或就这样导入，印发前再补。")
            % {"n": len(rows), "what": title},
            tuple(draft.key for draft in rows),
            bool(around.answers.get(f"all-{name}")),
        )
    yield from _measure_dates(issues, around)


def _measure_dates(issues: list[Draft], around: Around) -> Iterator[Doubt]:
    dated = [(d, m) for d in issues for m in d.measures if m.unsure_date is not None]
    if not dated:
        return
    draft, first = dated[0]
    values = {"n": len(dated), "number": draft.number, "words": first.deadline_text}
    yield Doubt(
        MEASURE_DATES,
        draft.key,
        "measures",
        "yesno",
        _("措施时限存疑"),
        _("有 %(n)d 条措施的正文里写有日期，如第%(number)s项“%(words)s”。是否作为该条措施的时限？")
        % values,
        place=first.place,
        sentence=first.text,
        value="yes",
        settled=MEASURE_DATES in around.answers,
        rows=tuple(dict.fromkeys(d.key for d, _measure in dated)),
        keep_label=_("不作为时限"),
    )
