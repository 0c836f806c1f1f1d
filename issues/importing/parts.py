"""The parts of an entry of the preview: a line, its values, the form that rewrites it."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from issues.importing.asking import Shown, asked
from issues.importing.drafts import Draft, Json
from rectify.exchange.doubts import Doubt
from rectify.exchange.staging import sentence_of, words_of

SHOWN = 60


def by_field(draft: Draft, doubts: list[Doubt], shown: Shown) -> dict[str, Doubt]:
    """The doubt to mark at each field: the one under the eyes, else the first."""
    mine = {doubt.field: doubt for doubt in reversed(doubts) if doubt.row == draft.key}
    if shown.now and shown.now.row == draft.key:
        mine[shown.now.field] = shown.now
    return mine


def reading_of(
    label: str, values: list[dict[str, Any]], reading: Json, doubt: Doubt | None, shown: Shown
) -> dict[str, Any]:
    """One line of an entry; sentence and form only under the eyes."""
    sure = reading.get("confidence", "high" if "value" in reading else "")
    now = doubt is not None and doubt == shown.now
    return {
        "label": label,
        "words": "",
        "parts": values,
        "sentence": shortened(sentence_of(reading)) if now else "",
        "place": reading.get("place") or "",
        "confidence": {"high": _("把握高"), "low": _("把握低")}.get(str(sure), ""),
        "doubt": asked(doubt, shown) if now and doubt else None,
        "edit": None,
    }


def read_as(draft: Draft, name: str, reading: Json) -> str:
    """What the file says, beside what a person made of it."""
    if name not in draft.edited:
        return ""
    return _("读出为“%(text)s”") % {"text": shortened(words_of(reading) or _("空"))}


def edit_form(
    draft: Draft,
    name: str,
    value: str,
    shown: Shown,
    *,
    long: bool = False,
    kind: str = "text",
    choices: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """The form that rewrites a field in place; `kind` is its input, `choices` make it a list."""
    error = shown.error if shown.error_field == f"{draft.key}-{name}" else ""
    return {
        "url": reverse("imports:answer", args=[shown.staged_id, draft.key]),
        "name": name,
        "value": value,
        "error": error,
        "long": long,
        "kind": kind,
        "choices": list(choices),
        "edited": name in draft.edited,
        "seen": shown.answers.get(f"{draft.key}-{name}", {}).get("at", ""),
    }


def value_of(text: str, doubt: Doubt | None) -> dict[str, Any]:
    """A value with its mark."""
    doubtful = doubt is not None and not doubt.settled
    return {"text": shortened(text), "ok": not doubtful, "doubt": doubtful}


def was(value: Any) -> str:
    """What the system holds, behind what the file says."""
    return _("（原为：%(old)s）") % {"old": shortened(str(value))} if value else ""


def shortened(text: str) -> str:
    """At most sixty signs."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
