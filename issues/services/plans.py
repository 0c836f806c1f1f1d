"""A plan's way from draft to issued: findings, approval, issuing with names expanded."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.models import Issue, Measure, Plan, PlanAlias, PlanApproval, Responsibility
from issues.services.fetch import locked_plan
from issues.services.lacks import Held, lacks_of, roles_held
from issues.workflow import MOVES, IssueFacts
from rectify.accounts.scope import Actor
from rectify.core import clock, given
from rectify.core.errors import Invalid, NeedsUnmet, NotAllowed, WrongState
from rectify.journal import services as journal
from rectify.journal.services import service
from rectify.messaging import recipients
from rectify.messaging.services import tell
from rectify.regions.models import Unit


def findings(plan: Plan) -> list[str]:
    """What still stands against issuing, one Chinese sentence each, in serial order."""
    units = alias_units(plan)
    found = [
        sentence
        for issue in plan.issues.filter(state="draft")
        .order_by("sort_key", "pk")
        .prefetch_related("measures")
        for sentence in doubts_of(issue, units, plan.round.kind.needs_to_issue)
    ]
    if not plan.issues.exists() and not plan.measures.exists():
        found.append(_("方案里还没有问题，也没有总体措施，请先导入。"))
    return found


def alias_units(plan: Plan) -> dict[str, list[Unit]]:
    """Every name the plan uses with the units a person or the matcher gave it."""
    rows = plan.aliases.prefetch_related("units")
    return {row.label: list(row.units.all()) for row in rows}


def doubts_of(issue: Issue, units: dict[str, list[Unit]], needs: list[str]) -> Iterator[str]:
    """What this issue lacks of what its round kind needs before issuing."""
    written = issue.units_as_written
    held = Held(
        goal=issue.goal.strip(),
        measures=len(issue.measures.all()),
        roles=roles_held(written, units),
        open_deadline=None if issue.deadline_confirmed else issue.deadline_text,
    )
    yield from (sentence for _field, sentence in lacks_of(issue.serial, held, needs))
    for name in dict.fromkeys(name for names in written.values() for name in names):
        if name not in units:
            words = {"head": _("第%(n)s项") % {"n": issue.serial}, "name": name}
            yield _("%(head)s的单位“%(name)s”还没有对应。") % words


@service("issues.plan.approve")
def approve(
    who: Actor,
    plan_id: int,
    *,
    approved_by: str,
    approved_on: date,
    basis: str = "",
    expected: int | None = None,
) -> Plan:
    """批准 (by the body named, e.g. 州委、州政府), registered by the owning office."""
    plan = _own(who, plan_id, expected)
    if plan.state != "draft":
        raise WrongState(_("方案已经批准，不能重复批准。"))
    given.day_past(approved_on, _("批准日期不能晚于今天。"), "approved_on")
    approved_by = given.words(approved_by, _("请写明由谁批准，如“州委、州政府”。"), "approved_by")
    missing = findings(plan)
    if missing:
        raise NeedsUnmet(_("还有缺项没有补齐，不能批准。"), needs=missing)
    plan.save_version(state="approved", approved_by=approved_by, approved_on=approved_on)
    PlanApproval.objects.create(
        plan=plan, user_id=who.person_id, basis=basis.strip(), **journal.acted(who)
    )
    journal.record(who, plan, "approve", basis=basis.strip())
    return plan


@service("issues.plan.issue")
def issue_plan(who: Actor, plan_id: int, *, doc_no: str, expected: int | None = None) -> Plan:
    """印发: five facets freeze, collective names become one row per unit, units are told."""
    plan = _own(who, plan_id, expected)
    if plan.state != "approved":
        raise WrongState(_("方案须先批准，再印发。"))
    doc_no = given.words(doc_no, _("请填写发文字号，如“云办字〔2026〕51号”。"), "doc_no")
    others = Plan.objects.filter(round=plan.round, division=plan.division, doc_no=doc_no)
    if others.exclude(pk=plan.pk).exists():
        raise Invalid(
            _("本轮次已有文号为“%(doc_no)s”的方案。") % {"doc_no": doc_no}, doc_no=_("重复")
        )
    plan.save_version(state="issued", doc_no=doc_no, issued_on=clock.today())
    journal.record(who, plan, "issue", basis=doc_no)
    units = alias_units(plan)
    for issue in plan.issues.filter(state="draft").order_by("pk"):
        _issue_one(who, issue, units, plan)
    expand_measures(plan.measures.all(), units, starts_on=clock.today())
    _inform(plan)
    return plan


def _own(who: Actor, plan_id: int, expected: int | None) -> Plan:
    plan = locked_plan(who, plan_id, expected)
    if who.role != "office" or who.division != plan.division_id:
        raise NotAllowed(_("方案由编制它的整改办办理，您的岗位不能办理。"))
    return plan


def _issue_one(who: Actor, issue: Issue, units: dict[str, list[Unit]], plan: Plan) -> None:
    missing = tuple(doubts_of(issue, units, plan.round.kind.needs_to_issue))
    move = MOVES.check(issue.state, "issue", {"owner"}, IssueFacts(doubts=missing))
    rows = expand(issue.units_as_written, units)
    Responsibility.objects.bulk_create(
        Responsibility(issue=issue, starts_on=clock.today(), **row) for row in rows
    )
    issue.save_version(
        state=move.target,
        issued_at=clock.now(),
        requires_signoff=plan.round.kind.requires_signoff,
        has_deadline=issue.due_on is not None,
    )
    journal.record(who, issue, "issue", basis=plan.doc_no)


def expand(written: dict[str, list[str]], units: dict[str, list[Unit]]) -> list[dict[str, Any]]:
    """One row per unit and role; the name as written stays as the row's label."""
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for role, names in written.items():
        for name in names:
            for unit in units.get(name, []):
                row = {"unit": unit, "division_code": unit.division_id, "role": role}
                rows.setdefault((role, unit.pk), {**row, "label": name})
    return list(rows.values())


def expand_measures(
    measures: Iterable[Measure], units: dict[str, list[Unit]], **columns: Any
) -> None:
    """A row per unit a measure names for itself; `columns` are the same in every row."""
    Responsibility.objects.bulk_create(
        (
            Responsibility(measure=measure, **columns, **row)
            for measure in measures
            for row in expand(measure.units_as_written, units)
        ),
        batch_size=1000,
    )


def _inform(plan: Plan) -> None:
    rows = Responsibility.objects.filter(issue__plan=plan)
    units = list(rows.values_list("unit_id", flat=True).distinct())
    tell(
        recipients.of_unit(units),
        key=f"plan:{plan.pk}:issued",
        kind="plan",
        title=f"《{plan.title}》已印发，请签收本单位承担的问题",
        body=f"文号 {plan.doc_no}",
        link="/",
    )


def remember_alias(plan: Plan, label: str, units: list[Unit]) -> PlanAlias:
    """What this plan means by `label`; no unit at all keeps the name as written."""
    alias, _made = PlanAlias.objects.get_or_create(plan=plan, label=label)
    alias.units.set(units)
    return alias
