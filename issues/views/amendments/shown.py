"""Amendments in words: 调整前 and 调整后 side by side, with document and date."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.models import Amendment, Issue
from issues.models.amendment import FACETS
from issues.services.amendments.fetch import url_of
from issues.services.amendments.values import Json
from issues.workflow import AMENDMENT_STATES, OPEN_AMENDMENTS, ROLE_NAMES
from rectify.accounts.scope import Scope
from rectify.core.told import listed


def differences(changes: Json, basis: str = "", url: str = "") -> list[dict[str, Any]]:
    """`[{label, before, after, basis, url}]` in the plans' order; several lines of text each."""
    return [
        {
            "label": _(FACETS[facet]),
            "before": WORDS[facet](changes[facet]["before"]),
            "after": WORDS[facet](changes[facet]["after"]),
            "basis": basis,
            "url": url,
        }
        for facet in FACETS
        if facet in changes
    ]


def changes_of(issue: Issue) -> list[dict[str, Any]]:
    """Every facet that was ever changed, the latest amendment first."""
    rows = issue.amendments.filter(state="approved").order_by("-decided_at", "-pk")
    return [line for row in rows for line in differences(row.changes, basis_of(row), url_of(row))]


def open_amendment(issue: Issue, scope: Scope) -> dict[str, Any] | None:
    """The one under way, for whoever may see it."""
    rows = Amendment.objects.visible_to(scope).filter(issue=issue, state__in=OPEN_AMENDMENTS)
    row = rows.first()
    if row is None:
        return None
    words = {"facets": facets_in_words(row.changes), "state": _(AMENDMENT_STATES[row.state])}
    return {"text": _("方案调整（%(facets)s）%(state)s") % words, "url": url_of(row)}


def basis_of(row: Amendment) -> str:
    """云办字〔2026〕77号 2026-10-08, as far as it is known."""
    day = row.basis_on.isoformat() if row.basis_on else ""
    return f"{row.basis_no} {day}".strip()


def facets_in_words(changes: Json) -> str:
    return listed(FACETS[facet] for facet in FACETS if facet in changes)


def _deadline(value: Json) -> str:
    days = [stage["due_on"] for stage in value["stages"] if stage.get("due_on")]
    read = days if len(days) > 1 else [value["due_on"]] if value["due_on"] else []
    kept = [_("长期坚持")] if value["long_term"] else []
    told = _("读作 %(days)s") % {"days": "、".join([*read, *kept])}
    return "\n".join([value["text"] or _("未写"), told if read or kept else _("没有具体日期")])


def _responsibilities(value: Json) -> str:
    units = value["units"]
    lines = [
        _("%(role)s：%(names)s") % {"role": _(word), "names": "、".join(units[role])}
        for role, word in ROLE_NAMES.items()
        if units.get(role)
    ]
    for word, name in ((_("责任领导"), value["leader"]), (_("责任人"), value["person"])):
        lines += [_("%(role)s：%(names)s") % {"role": word, "names": name}] if name else []
    return "\n".join(lines)


def _measures(value: Iterable[Json]) -> str:
    return "\n".join(f"{n}. {_measure(measure)}" for n, measure in enumerate(value, 1))


def _measure(measure: Json) -> str:
    names = "、".join(name for names in measure["units_as_written"].values() for name in names)
    day = date.fromisoformat(measure["due_on"]).isoformat() if measure["due_on"] else ""
    extra = "；".join(part for part in (names, measure["deadline_text"] or day) if part)
    return f"{measure['text']}（{extra}）" if extra else str(measure["text"])


WORDS: dict[str, Any] = {
    "content": str,
    "goal": str,
    "deadline": _deadline,
    "measures": _measures,
    "responsibilities": _responsibilities,
}
