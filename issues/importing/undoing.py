"""Takes an import back whole, while nobody has worked on what it wrote."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from issues.importing.drafts import Json
from issues.importing.writing import from_json
from issues.models import Issue, Measure, Plan, PlanAlias
from issues.services.fetch import lock_all
from rectify.accounts.scope import Actor
from rectify.core.errors import WrongState
from rectify.exchange.models import STANDING, StagedImport
from rectify.journal import services as journal


def hindrance(staged: StagedImport, plan: Plan | None) -> str:
    """Why it can no longer be undone; empty while it can."""
    if staged.state not in STANDING:
        return _("这次导入没有写入，或已经撤销，不能再撤销。")
    if plan is None:
        return _("方案已不在，不能撤销。")
    if plan.state != "draft":
        return _("方案已批准或印发，不能再撤销导入。")
    if plan.version != staged.made["plan_version"]:
        return _("导入之后方案又有改动，不能再撤销。请先撤销较晚的导入。")
    versions: Mapping[str, int] = staged.made["issues"]
    now = dict(Issue.objects.filter(pk__in=list(versions)).values_list("pk", "version"))
    moved = [int(key) for key, version in versions.items() if now.get(int(key)) != version]
    if moved:
        serials = Issue.objects.filter(pk__in=moved).order_by("sort_key")
        names = "、".join(_("第%(n)s项") % {"n": issue.serial} for issue in serials[:5])
        return _("导入之后已有人办理%(names)s，不能再撤销。") % {"names": names}
    return ""


def put_back(who: Actor, staged: StagedImport, plan: Plan) -> None:
    """Restore what was changed, delete what was new; raises `WrongState` when it is too late."""
    made: Json = staged.made
    lock_all(Issue.objects.filter(pk__in=list(made["issues"]), plan=plan))
    if reason := hindrance(staged, plan):
        raise WrongState(reason)
    for key, before in made["before"].items():
        _restore(who, plan, Issue.objects.get(pk=int(key)), dict(before))
    new = [int(key) for key in made["issues"] if key not in made["before"]]
    Issue.objects.filter(pk__in=new, plan=plan).delete()
    Measure.objects.filter(pk__in=made["measures"], plan=plan).delete()
    for key, values in made["overall_before"].items():
        Measure.objects.filter(pk=int(key)).update(**from_json(values))
    put_aliases_back(plan, made["aliases"])
    _plan(who, plan, staged)


def _restore(who: Actor, plan: Plan, issue: Issue, before: dict[str, Any]) -> None:
    measures = before.pop("measures")
    issue.save_version(**from_json(before))
    journal.record(who, issue, "undo_import")
    issue.measures.all().delete()
    Measure.objects.bulk_create(
        Measure(plan=plan, issue=issue, number=n, **from_json(values))
        for n, values in enumerate(measures, 1)
    )


def put_aliases_back(plan: Plan, before: Mapping[str, list[int] | None]) -> None:
    """Labels that were new go; labels that meant other units mean them again."""
    for label, units in before.items():
        alias = PlanAlias.objects.filter(plan=plan, label=label).first()
        if alias is None:
            continue
        if units is None:
            alias.delete()
        else:
            alias.units.set(units)


def _plan(who: Actor, plan: Plan, staged: StagedImport) -> None:
    """A plan this import made, and nobody filled since, goes with it."""
    empty = not plan.issues.exists() and not plan.measures.exists()
    if staged.made["plan_created"] and empty:
        plan.delete()
        return
    plan.save_version()
    journal.record(who, plan, "undo_import", data={"import": staged.pk})
