"""The tabs under an issue: progress, evidence, sign-off, notices, warnings, history."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from issues.models import Issue
from rectify.accounts.http import SignedRequest
from rectify.core.paging import paged
from rectify.desk.history import worded
from rectify.desk.history.issues import events_of
from rectify.desk.tabs import doings, notices, signoff, supervision

Content = Callable[[SignedRequest, Issue], dict[str, Any]]


def _happened(row: Issue) -> int:
    return events_of(row).count()


def _history(request: SignedRequest, row: Issue) -> dict[str, Any]:
    page = paged(request, events_of(row))
    return {"events": [worded(event) for event in page.rows], "pager": page}


@dataclass(frozen=True)
class Tab:
    """A tab's label, what it counts and its own context (see `templates/desk/tabs/`)."""

    label: Any
    count: Callable[[Issue], int]
    content: Content


TABS = {
    "progress": Tab(gettext_lazy("进展"), doings.progress_count, doings.progress),
    "evidence": Tab(gettext_lazy("佐证"), doings.evidence_count, doings.evidence),
    "signoff": Tab(gettext_lazy("销号记录"), signoff.count, signoff.content),
    "notices": Tab(gettext_lazy("公示与异议"), notices.count, notices.content),
    "warnings": Tab(gettext_lazy("预警督办"), supervision.count, supervision.content),
    "history": Tab(gettext_lazy("历史"), _happened, _history),
}


def chosen(name: str) -> str:
    """A known tab, else the first."""
    return name if name in TABS else next(iter(TABS))


def counts(row: Issue) -> dict[str, int]:
    """How much each tab holds."""
    return {name: tab.count(row) for name, tab in TABS.items()}


def links(row: Issue, current: str, counted: dict[str, int]) -> list[dict[str, Any]]:
    """Every tab with what it holds."""
    return [
        {
            "label": tab.label,
            "count": counted[name],
            "url": f"/issues/{row.pk}/?tab={name}#tab",
            "current": name == current,
        }
        for name, tab in TABS.items()
    ]


def content(request: SignedRequest, row: Issue, name: str) -> dict[str, Any]:
    """The chosen tab's own context."""
    return TABS[name].content(request, row)
