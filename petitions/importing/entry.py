"""One row of the preview as `exchange/_entry.html` shows it: readings, doubts, corrections."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from petitions.importing.compare import Verdict
from petitions.importing.doubts import choices_of
from petitions.importing.drafts import NOTHING, Draft, Json
from petitions.importing.view import View
from petitions.models.outcome import OUTCOME
from petitions.summary import plain
from petitions.workflow import CLOSURE_NAMES, VERDICT_NAMES
from rectify.core.text import gettext_noop
from rectify.exchange.doubts import Choice, Doubt
from rectify.exchange.staging import sentence_of, words_of

SHOWN = 60
TAGS = {
    "new": gettext_noop("新增"),
    "changed": gettext_noop("变更"),
    "untouched": gettext_noop("未变"),
    "refused": gettext_noop("不予导入"),
}
FIELDS = (
    ("number", gettext_noop("受理编号")),
    ("issue", gettext_noop("交办问题基本情况")),
    ("area", gettext_noop("行政区域")),
    ("types", gettext_noop("问题类型")),
    ("finding", gettext_noop("调查核实情况")),
    ("verdict", gettext_noop("是否属实")),
    ("closure_target", gettext_noop("办结目标")),
    ("handling", gettext_noop("处理和整改情况")),
    ("outcome", gettext_noop("处罚追责数")),
    ("closure", gettext_noop("是否办结")),
    ("accountability", gettext_noop("责任人被处理情况")),
)
ALWAYS = ("issue", "area", "types")
LONG = ("issue", "finding", "handling", "accountability", "closure_target", "outcome")
LISTS = {"verdict": VERDICT_NAMES, "closure": CLOSURE_NAMES}
NO_CHOICE = Choice("", "—")
ONE_LINE = frozenset({"batch", "place", "number", "area"})
"""Fields whose words fit one line: Enter sends them."""
READ_FROM = {"types": "pollution_types", "verdict": "verdict", "closure": "closure"}


def entry(view: View, verdict: Verdict) -> dict[str, Any]:
    """A row: open with its readings, else folded to a line."""
    draft = verdict.draft
    mine = view.by_row.get(draft.key, [])
    here = draft.key == view.open_row
    waiting = next((d for d in mine if not d.settled), None)
    return {
        "id": draft.key,
        "number": draft.number.printed or _("第%(n)s行") % {"n": draft.key[1:]},
        "title": shortened(draft.text),
        "tag": _(TAGS[verdict.state]),
        "open": here,
        "url": view.link(doubt=waiting.id) if waiting else view.link(show="all", row=draft.key),
        "doubt_label": waiting.label if waiting else "",
        "settled": bool(mine) and waiting is None,
        "refused": verdict.reason,
        "readings": _readings(view, verdict, mine) if here else [],
    }


def of_file(view: View, doubt: Doubt) -> dict[str, Any]:
    """One question about many rows."""
    here = doubt == view.now
    reading = {"label": _("请确认"), "words": "", "doubt": asked(view, doubt), "place": ""}
    return {
        "id": doubt.id,
        "number": _("全文"),
        "title": doubt.label if here else doubt.message,
        "tag": "",
        "open": here,
        "url": view.link(doubt=doubt.id),
        "doubt_label": "" if doubt.settled else doubt.label,
        "settled": doubt.settled,
        "refused": "",
        "readings": [reading] if here else [],
    }


def _readings(view: View, verdict: Verdict, mine: list[Doubt]) -> list[dict[str, Any]]:
    draft, rows = verdict.draft, []
    old = {change.field: change.old for change in verdict.changes}
    by_field = {doubt.field: doubt for doubt in reversed(mine)}
    if view.now is not None and view.now.row == draft.key:
        by_field[view.now.field] = view.now
    for name, label in FIELDS:
        doubt = by_field.get(name) or (by_field.get("place") if name == "area" else None)
        value = shown_value(draft, name)
        if value or doubt or name in ALWAYS or name in draft.edited:
            rows.append(_reading(view, draft, name, label, doubt, value, old))
    return rows


def _reading(
    view: View, draft: Draft, name: str, label: str, doubt: Doubt | None, value: str, old: Json
) -> dict[str, Any]:
    cells = draft.row.get("cells") or {}
    column = READ_FROM.get(name, name)
    reading = draft.row.get(column) if name in (*READ_FROM, "outcome") else cells.get(column)
    reading = reading or NOTHING
    doubtful = doubt is not None and not doubt.settled
    part = {"text": shortened(value), "ok": not doubtful, "doubt": doubtful}
    before = old.get({"issue": "text", "types": "pollution_types"}.get(name, name))
    here = doubt is not None and doubt == view.now
    return {
        "label": _(label),
        "words": _("（原为：%(old)s）") % {"old": shortened(str(before))} if before else "",
        "parts": [part] if value else [],
        "sentence": shortened(sentence_of(reading)) if here else "",
        "place": reading.get("place") or "",
        "confidence": _("把握低") if reading.get("confidence") == "low" else "",
        "doubt": asked(view, doubt) if here and doubt else None,
        "edit": _edit(view, draft, name, value),
    }


def asked(view: View, doubt: Doubt) -> dict[str, Any]:
    """The form of the doubt under the eyes (`exchange/_doubt.html`)."""
    answer = view.look.staged.answers.get(doubt.id, {})
    return {
        "id": doubt.id,
        "message": view.error or doubt.message,
        "url": reverse("petition_imports:answer", args=[view.look.staged.pk, doubt.id]),
        "kind": doubt.kind,
        "raw": doubt.raw,
        "choices": _selected(doubt.choices, str(answer.get("value", doubt.value))),
        "line": doubt.field in ONE_LINE,
        "value": answer.get("value", doubt.value),
        "keep_label": "" if doubt.field == "batch" else doubt.keep_label or _("原样保留"),
        "seen": answer.get("at", ""),
        "settled": _("已由%(by)s确认") % {"by": answer["by"]} if answer else "",
    }


def _edit(view: View, draft: Draft, name: str, value: str) -> dict[str, Any]:
    field = f"{draft.key}-{name}"
    return {
        "url": reverse("petition_imports:answer", args=[view.look.staged.pk, draft.key]),
        "name": name,
        "value": _outcome_words(draft) if name == "outcome" else value,
        "error": view.error if view.error_field == field else "",
        "long": name in LONG,
        "choices": _list_of(draft, name),
        "edited": name in draft.edited,
        "seen": view.look.staged.answers.get(field, {}).get("at", ""),
    }


def _list_of(draft: Draft, name: str) -> list[dict[str, Any]]:
    """The closed list a field is chosen from; empty for words of one's own."""
    names = LISTS.get(name)
    if names is None:
        return []
    told = names.get(str(getattr(draft, name)), "")
    return _selected((*([] if told else [NO_CHOICE]), *choices_of(names)), told)


def _selected(choices: Iterable[Choice], told: str) -> list[dict[str, Any]]:
    return [{"value": c.value, "label": c.label, "selected": c.value == told} for c in choices]


def _outcome_words(draft: Draft) -> str:
    """The sentence the counts were read from: rewritten, it is read again."""
    return words_of(draft.row.get("outcome") or NOTHING)


def shown_value(draft: Draft, name: str) -> str:
    """A field of a draft in words."""
    if name == "number":
        return draft.number.printed
    if name == "types":
        return "、".join(draft.types)
    if name == "verdict":
        return _(VERDICT_NAMES[draft.verdict]) if draft.verdict else ""
    if name == "closure":
        return _(CLOSURE_NAMES[draft.closure]) if draft.closure else ""
    if name == "outcome":
        told = ((key, value) for key, value in draft.outcome.items() if value is not None)
        return "，".join(f"{_(OUTCOME[k][0])} {plain(v)} {_(OUTCOME[k][1])}" for k, v in told)
    return draft.texts[name]


def shortened(text: str) -> str:
    """A text that fits one line of the preview."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
