"""States, dates and differences of a ledger row as `exchange/_entry.html` shows them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.importing.asking import Shown
from issues.importing.compare import FACETS, Change, Verdict
from issues.importing.ledger.history import DATES, LABELS, STATES, reading_of
from issues.importing.ledger.rows import LedgerRow
from issues.importing.parts import by_field, edit_form, read_as, shortened, value_of, was
from issues.importing.parts import reading_of as line_of
from rectify.exchange.doubts import Doubt
from rectify.exchange.staging import words_of

FACET_NAMES = {
    "text": gettext_lazy("反馈问题"),
    "goal": gettext_lazy("整改目标"),
    "deadline_text": gettext_lazy("整改时限"),
    "units_as_written": gettext_lazy("责任单位"),
    "responsible_leader": gettext_lazy("责任领导"),
    "responsible_person": gettext_lazy("责任人"),
    "measures": gettext_lazy("整改措施"),
}


def history_lines(
    row: LedgerRow, verdict: Verdict, doubts: list[Doubt], shown: Shown
) -> list[dict[str, Any]]:
    """State, dates and number of the row, each with its words, place, doubt and form."""
    mine = by_field(row.draft, doubts, shown)
    old = {change.field: change.old for change in verdict.changes}
    lines = [_line(row, name, mine, shown, old) for name in LABELS]
    order = mine.get("order")
    if order:
        lines.append(line_of(_("日期先后"), [], {}, order, shown))
    return [line for line in lines if line]


def _line(
    row: LedgerRow,
    name: str,
    mine: Mapping[str, Doubt],
    shown: Shown,
    old: Mapping[str, Any],
) -> dict[str, Any] | None:
    value, doubt = getattr(row.history, name), mine.get(name)
    reading = reading_of(row.draft.row, name)
    if not value and not doubt and not words_of(reading):
        return None
    text = shown_value(name, value)
    line = line_of(
        str(LABELS[name]), [value_of(text, doubt)] if text else [], reading, doubt, shown
    )
    told = read_as(row.draft, name, reading) or words_of(reading)
    line["words"] = (told if told != text else "") + was(shown_value(name, old.get(name)))
    line["edit"] = _form(row, name, value, shown)
    return line


def _form(row: LedgerRow, name: str, value: Any, shown: Shown) -> dict[str, Any]:
    if name == "state":
        choices = [
            {"value": code, "label": label, "selected": code == value}
            for code, label in STATES.items()
        ]
        return edit_form(row.draft, name, str(value), shown, choices=choices)
    kind = "date" if name in DATES else "text"
    return edit_form(row.draft, name, _plain(value), shown, kind=kind)


def shown_value(name: str, value: Any) -> str:
    """A value of the history in words."""
    return str(STATES[value]) if name == "state" and value else _plain(value)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def differences(verdict: Verdict) -> list[dict[str, Any]]:
    """Facets in which the ledger and the issued plan differ; only an amendment changes them."""
    return [_difference(change) for change in verdict.changes if change.field in FACETS]


def _difference(change: Change) -> dict[str, Any]:
    label = str(FACET_NAMES.get(change.field, change.facet))
    new, old = facet_words(change.new), facet_words(change.old)
    return {
        "label": label,
        "words": _("台账为“%(new)s”，方案为“%(old)s”，需要走方案调整")
        % {"new": shortened(new), "old": shortened(old) or _("空")},
        "parts": [],
        "sentence": "",
        "place": "",
        "confidence": "",
        "doubt": None,
        "edit": None,
    }


def facet_words(value: Any) -> str:
    """A facet's value in one line."""
    if isinstance(value, dict):
        return "、".join(name for names in value.values() for name in names)
    if isinstance(value, list):
        return "；".join(str(each) for each in value)
    return str(value or "")
