"""The form of one doubt, and what entries are drawn with."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from issues.importing.drafts import Json
from rectify.exchange.doubts import Doubt
from rectify.regions.matching import Match

ONE_LINE = frozenset({"number", "plan_no", "filing_no", "leader", "person"})
"""Fields whose words fit one line: Enter sends them."""


@dataclass(frozen=True)
class Shown:
    """What entries are drawn with: the matches, the units persons gave names (`given`), the doubt
    under the eyes, and what went wrong."""

    staged_id: int
    matches: dict[str, Match]
    answers: dict[str, Json]
    given: dict[str, tuple[str, ...]]
    now: Doubt | None = None
    error: str = ""
    error_field: str = ""


def asked(doubt: Doubt, shown: Shown) -> dict[str, Any]:
    """The form of the doubt under the eyes."""
    answer = shown.answers.get(doubt.id, {})
    chosen = ",".join(map(str, answer.get("units") or ())) or doubt.value
    return {
        "id": doubt.id,
        "message": shown.error or doubt.message,
        "url": reverse("imports:answer", args=[shown.staged_id, doubt.id]),
        "kind": doubt.kind,
        "raw": doubt.raw,
        "choices": [
            {"value": c.value, "label": c.label, "selected": c.value == chosen}
            for c in doubt.choices
        ],
        "line": doubt.field in ONE_LINE,
        "value": answer.get("value", doubt.value),
        "remember": doubt.kind == "unit",
        "clearable": doubt.field == "deadline",
        "keep_label": doubt.keep_label or _("原样保留"),
        "seen": answer.get("at", ""),
        "settled": _("已由%(by)s确认") % {"by": answer["by"]} if answer else "",
    }
