"""销号记录: every cycle with its steps and signatures."""

from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.models import Issue, Signature, SignOff
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.signoff.running import TAKEN_OVER

DECISIONS = {
    "approve": gettext_lazy("同意"),
    "return": gettext_lazy("退回"),
    "fail": gettext_lazy("不通过"),
    "publish": gettext_lazy("发布"),
    "pass": gettext_lazy("期满"),
    "file": gettext_lazy("备案"),
    "disclose": gettext_lazy("公开"),
}


def count(row: Issue) -> int:
    """Signatures of all cycles."""
    signed: int = row.signoffs.aggregate(n=Count("signatures"))["n"]
    return signed


def content(request: SignedRequest, row: Issue) -> dict[str, Any]:
    """The cycles, the newest first; one that was reopened leads to its dossier."""
    old = set(row.closed_cycles.values_list("cycle", flat=True))
    return {"cycles": [_cycle(cycle, old) for cycle in row.signoffs.order_by("-pk")]}


def _cycle(cycle: SignOff, old: set[int]) -> dict[str, Any]:
    url = f"/issues/{cycle.issue_id}/cycles/{cycle.cycle}/"
    signatures = cycle.signatures.select_related("run").order_by("pk")
    return {
        "n": cycle.cycle,
        "opened_at": clock.day_of(cycle.opened_at),
        "closed_at": clock.day_of(cycle.closed_at) if cycle.closed_at else None,
        "result": _result(cycle),
        "steps": [*_taken_over(cycle), *(_signed(one) for one in signatures)],
        "old_url": url if cycle.cycle in old else "",
    }


def _result(cycle: SignOff) -> str:
    word = _(dict(SignOff.STATES)[cycle.state])
    return _("%(word)s，由台账导入") % {"word": word} if cycle.imported else word


def _signed(one: Signature) -> dict[str, Any]:
    return {
        "name": _(one.run.name),
        "unit": one.unit,
        "who": one.person,
        "at": one.at,
        "decision": DECISIONS.get(one.action, one.action),
        "opinion": one.opinion,
        "seal": one.content_hash[:8],
        "voided": one.void_reason if one.voided_at else "",
        "files": [],
    }


def _taken_over(cycle: SignOff) -> list[dict[str, Any]]:
    """Steps a ledger told of: with their days, and no signature, which is said."""
    runs = cycle.runs.filter(note=TAKEN_OVER).exclude(left_at=None).order_by("position")
    return [
        {
            "name": _(run.name),
            "unit": "",
            "who": _("台账"),
            "at": run.left_at,
            "decision": _("已通过"),
            "opinion": _(TAKEN_OVER),
            "seal": "",
            "voided": "",
            "files": [],
        }
        for run in runs
    ]
