"""What a ledger row says of how far an issue is: state and dates, with persons' answers. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from issues.importing.drafts import NOTHING, Json

STATES = {
    "rectifying": _("整改中"),
    "completed": _("已完成"),
    "accepted": _("已验收"),
    "noticing": _("公示中"),
    "signed_off": _("已销号"),
}
"""The ledger's states (design §8), in the order an issue passes them."""
DATES = {
    "completed_on": _("完成时间"),
    "accepted_on": _("验收时间"),
    "notice_from": _("公示开始"),
    "notice_to": _("公示结束"),
    "filed_on": _("销号时间"),
}
LABELS = {
    "state": _("整改状态"),
    **DATES,
    "filing_no": _("销号文号"),
    "progress": _("整改进展"),
}
"""The fields of a history by what ledgers call them."""
NUMBER_LIMIT = 60


@dataclass(frozen=True)
class History:
    """One row's state, dates and words of progress; a date nobody knows is `None`."""

    state: str = "rectifying"
    completed_on: date | None = None
    accepted_on: date | None = None
    notice_from: date | None = None
    notice_to: date | None = None
    filing_no: str = ""
    filed_on: date | None = None
    progress: str = ""

    @property
    def reached(self) -> int:
        """How far: 0 rectifying … 4 signed off."""
        return list(STATES).index(self.state)

    def as_json(self) -> Json:
        """JSON values; `of_json` reads them back."""
        found: Json = {}
        for field in fields(self):
            value = getattr(self, field.name)
            found[field.name] = value.isoformat() if isinstance(value, date) else value
        return found

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> "History":
        """What `as_json` wrote."""
        found: Json = {name: _day(values.get(name)) for name in DATES}
        found |= {name: values.get(name) or "" for name in ("filing_no", "progress")}
        return cls(state=values["state"], **found)

    def filled_from(self, known: "History") -> "History":
        """What this row leaves empty is as it was known: absence says nothing."""
        empty = {
            field.name: getattr(known, field.name)
            for field in fields(self)
            if field.name != "state" and not getattr(self, field.name)
        }
        return replace(self, **empty)


def history_of(row: Json, mine: Mapping[str, Json]) -> History:
    """The readings of a row under the answers given for it (`{field: answer}`)."""
    state = _said(row, mine, "state")
    return History(
        state=state if state in STATES else "rectifying",
        filing_no=str(_said(row, mine, "filing_no") or "").strip(),
        progress=str(_said(row, mine, "progress") or "").strip(),
        **{name: _day(_said(row, mine, name)) for name in DATES},
    )


def reading_of(row: Json, name: str) -> Json:
    """The reading under a field of the history."""
    found: Json = row.get(name) or NOTHING
    return found


def _said(row: Json, mine: Mapping[str, Json], name: str) -> Any:
    answer = mine.get(name, {})
    return answer["value"] if "value" in answer else reading_of(row, name).get("value")


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def later_date(history: History, after: str) -> tuple[str, date] | None:
    """The nearest date the row does give from `after` on: what an unknown one cannot be past."""
    names = list(DATES)
    for name in names[names.index(after) + 1 :]:
        if found := getattr(history, name):
            return name, found
    return None


def earlier_date(history: History, before: str) -> tuple[str, date] | None:
    """The nearest date the row gives before `before`."""
    names = list(DATES)
    for name in reversed(names[: names.index(before)]):
        if found := getattr(history, name):
            return name, found
    return None
