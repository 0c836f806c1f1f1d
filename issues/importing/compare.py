"""Drafts beside the plan that exists: new, changed field by field, untouched, refused, frozen.

Pure: the stored plan comes as a `Stored`. What the file does not mention is not touched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from issues.importing.doubt_texts import DEADLINE_LIMIT, LIMITS, NAMES
from issues.importing.drafts import Draft
from issues.importing.values import (
    FIELDS,
    MEASURE_FIELDS,
    issue_values,
    measure_values,
    same_words,
)
from rectify.core.text import gettext_noop

LEFT_OUT = ("refused", "frozen", "conflict")
"""Not written: impossible, an amendment's business, or against what this system knows."""
FACETS = {
    "text": gettext_noop("内容"),
    "goal": gettext_noop("目标"),
    "deadline_text": gettext_noop("时限"),
    "deadline_kind": gettext_noop("时限"),
    "stages": gettext_noop("时限"),
    "due_on": gettext_noop("时限"),
    "long_term": gettext_noop("时限"),
    "units_as_written": gettext_noop("责任"),
    "responsible_leader": gettext_noop("责任"),
    "responsible_person": gettext_noop("责任"),
    "measures": gettext_noop("措施"),
}
"""Every field a plan file speaks of belongs to one of the five facets (五个不变)."""
PROGRESS = {
    "state": gettext_noop("状态"),
    "filing_no": gettext_noop("文号"),
    "progress": gettext_noop("进展"),
}
"""What a ledger says beyond the facets; all else of it are dates."""


@dataclass(frozen=True)
class StoredIssue:
    """One issue as the tables have it."""

    id: int
    values: Mapping[str, Any]
    measures: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Stored:
    """The plan that exists, or nothing; `state` is its own."""

    state: str = ""
    issues: Mapping[str, StoredIssue] = field(default_factory=dict)
    overall: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One field before and after, in JSON values; `facet` is which of the five it belongs to."""

    field: str
    old: Any
    new: Any

    @property
    def facet(self) -> str:
        return FACETS.get(self.field) or PROGRESS.get(self.field, gettext_noop("日期"))


@dataclass(frozen=True)
class Verdict:
    """What confirming would do with one draft; `target` is the stored row it meets."""

    draft: Draft
    state: str
    changes: tuple[Change, ...] = ()
    reason: str = ""
    target: int | None = None


def compare(drafts: list[Draft], stored: Stored) -> list[Verdict]:
    """One verdict a draft, in file order."""
    taken: set[str] = set()
    places = _Places(stored.overall, [draft for draft in drafts if draft.overall])
    found = []
    for draft in drafts:
        if reason := refusal(draft, taken):
            found.append(Verdict(draft, "refused", reason=reason))
        elif draft.overall:
            found.append(_frozen(_overall(draft, places), stored.state))
        else:
            taken.add(draft.number)
            found.append(_frozen(_issue(draft, stored.issues.get(draft.number)), stored.state))
    return found


def refusal(draft: Draft, taken: set[str]) -> str:
    """Why this row is not imported at all; empty when it is."""
    if draft.overall:
        return ""
    if not draft.issue:
        return _("没有问题内容。")
    if not draft.number:
        return _("没有序号。")
    if draft.number in taken:
        return _("序号“%(number)s”前面已经用过。") % {"number": draft.number}
    lengths = {name: len(getattr(draft, name)) for name in LIMITS}
    if len(draft.deadline.words) > DEADLINE_LIMIT:
        return _("整改时限过长。")
    if long := next((name for name, length in lengths.items() if length > LIMITS[name]), ""):
        told = {"field": _(NAMES[long]), "n": LIMITS[long]}
        return _("%(field)s过长，最多 %(n)d 字。") % told
    return ""


def _issue(draft: Draft, stored: StoredIssue | None) -> Verdict:
    if stored is None:
        return Verdict(draft, "new")
    wanted, measures = issue_values(draft), measure_values(draft)
    changes = [
        Change(name, stored.values[name], wanted[name])
        for name in FIELDS
        if _same(name, stored.values[name]) != _same(name, wanted[name])
    ]
    if [_bare(m) for m in stored.measures] != [_bare(m) for m in measures]:
        changes.append(Change("measures", list(stored.measures), measures))
    state = "changed" if changes else "untouched"
    return Verdict(draft, state, tuple(changes), target=stored.id)


def _overall(draft: Draft, places: "_Places") -> Verdict:
    wanted = measure_values(draft)[0]
    target, stored = places.of(wanted)
    if stored is None:
        return Verdict(draft, "new")
    if _bare(stored) == _bare(wanted):
        return Verdict(draft, "untouched", target=target)
    return Verdict(draft, "changed", (Change("measures", [stored], [wanted]),), target=target)


def _frozen(verdict: Verdict, state: str) -> Verdict:
    """Once approved or issued, a plan file changes nothing: that is an amendment's business."""
    if verdict.state not in ("new", "changed") or state in ("", "draft"):
        return verdict
    reason = (
        _("方案已印发，这一处需要走方案调整。")
        if state == "issued"
        else _("方案已批准待印发，不能再导入改动。")
    )
    return Verdict(verdict.draft, "frozen", verdict.changes, reason, verdict.target)


def _bare(measure: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _same(name, measure[name]) for name in MEASURE_FIELDS}


def _same(name: str, value: Any) -> Any:
    """A value as it is compared: a row that names only a lead, or only who is responsible, says
    the same under either heading (gold's practice: without a named lead the responsible lead)."""
    if name != "units_as_written":
        return same_words(value)
    named = {role: names for role, names in value.items() if names}
    if {"lead", "responsible"} <= set(named):
        return named
    return {"lead" if role == "responsible" else role: names for role, names in named.items()}


class _Places:
    """Overall measures have no serial: the same text is the same measure, then the same place."""

    def __init__(self, stored: Mapping[int, Mapping[str, Any]], drafts: list[Draft]) -> None:
        coming = {measure_values(draft)[0]["text"] for draft in drafts}
        self.by_text = {row["text"]: key for key, row in reversed(list(stored.items()))}
        self.loose = [key for key, row in stored.items() if row["text"] not in coming]
        self.stored = stored

    def of(self, wanted: Mapping[str, Any]) -> tuple[int | None, Mapping[str, Any] | None]:
        """The stored measure this one is; each is met once."""
        key = self.by_text.pop(wanted["text"], None)
        if key is None and (same := self._alike(wanted)) is not None:
            self.loose.remove(same)
            key = same
        return (key, self.stored[key]) if key is not None else (None, None)

    def _alike(self, wanted: Mapping[str, Any]) -> int | None:
        """A reworded one under the same heading."""
        return next((k for k in self.loose if self.stored[k]["heading"] == wanted["heading"]), None)
