"""Takes a ledger back whole, while nobody has worked on its issues."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.importing.ledger.cycles import Cycles, clear
from issues.importing.ledger.history import History
from issues.importing.ledger.stored import acted_on, amended
from issues.importing.ledger.telling import retell
from issues.importing.undoing import put_aliases_back
from issues.models import Issue, Plan, ProgressReport
from issues.services.fetch import lock_all
from rectify.accounts.scope import Actor
from rectify.core.errors import WrongState
from rectify.exchange.models import STANDING, StagedImport
from rectify.journal import services as journal


def ledger_hindrance(staged: StagedImport, plan: Plan | None) -> str:
    """Why it can no longer be undone; empty while it can."""
    if staged.state not in STANDING:
        return _("这次导入没有写入，或已经撤销，不能再撤销。")
    if plan is None:
        return _("方案已不在，不能撤销。")
    if plan.version != staged.made["plan_version"]:
        return _("导入之后方案又有改动，不能再撤销。请先撤销较晚的导入。")
    versions: Mapping[str, int] = staged.made["issues"]
    now = dict(Issue.objects.filter(plan=plan).values_list("pk", "version"))
    acted = acted_on(plan) | amended(plan)
    moved = [
        int(key)
        for key, version in versions.items()
        if now.get(int(key)) != version or int(key) in acted
    ]
    if moved:
        serials = Issue.objects.filter(pk__in=moved).order_by("sort_key")
        names = "、".join(_("第%(n)s项") % {"n": issue.serial} for issue in serials[:5])
        return _("导入之后已有人办理%(names)s，不能再撤销。") % {"names": names}
    return ""


def put_ledger_back(who: Actor, staged: StagedImport, plan: Plan) -> None:
    """Restore what was told before, delete what was new; raises `WrongState` when too late."""
    made = staged.made
    lock_all(Issue.objects.filter(pk__in=list(made["issues"]), plan=plan))
    if reason := ledger_hindrance(staged, plan):
        raise WrongState(reason)
    ProgressReport.objects.filter(pk__in=made.get("reports", [])).delete()
    new = [int(key) for key in made["issues"] if key not in made["before"]]
    clear(new)
    Issue.objects.filter(pk__in=new, plan=plan).delete()
    _restore(who, plan, made["before"])
    put_aliases_back(plan, made["aliases"])
    if made["plan_created"] and not plan.issues.exists():
        plan.delete()
        return
    plan.save_version()
    journal.record(who, plan, "undo_history", data={"import": staged.pk})


def _restore(who: Actor, plan: Plan, before: Mapping[str, dict[str, Any]]) -> None:
    rows = Issue.objects.select_related("round", "division")
    told = []
    for issue in rows.filter(pk__in=[int(key) for key in before], plan=plan).order_by("pk"):
        values = before[str(issue.pk)]
        issue.imported = values["imported"]
        day = values["imported_on"]
        issue.imported_on = date.fromisoformat(day) if day else None
        told.append((issue, History.of_json(values)))
    retell(told)
    _cycles(who, plan, [pair for pair in told if pair[0].imported])
    journal.record_each(who, [(issue, {}) for issue, _history in told], "undo_history")


def _cycles(who: Actor, plan: Plan, told: Sequence[tuple[Issue, History]]) -> None:
    version = plan.round.chain.versions.order_by("-number").first()
    if version is not None:
        Cycles(who, version).write(told)
