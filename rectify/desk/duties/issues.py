"""What issues, their sign-off steps and plans ask of a post."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from issues.deadlines import STEP_LEAD_DAYS, Lamp, lamp
from issues.models import Issue, NoticeLine, Plan, Responsibility, SignOff, StepRun
from issues.workflow import ANSWERING, WORKING
from rectify.accounts.scope import Actor
from rectify.core.text import gettext_noop
from rectify.desk.duties.duty import Duty

FIELDS = (
    "pk", "serial", "title", "state", "due_on", "long_term", "deadline_text", "returned_reason",
    "round__name", "round__lead_days", "progress_pct",
)  # fmt: skip
STEP_ASKS = {
    "self_check": gettext_noop("自查"),
    "endorse": gettext_noop("审核"),
    "accept": gettext_noop("验收"),
    "notice": gettext_noop("公示"),
    "decide": gettext_noop("审定"),
    "file": gettext_noop("备案"),
    "disclose": gettext_noop("公开"),
}
PLAN_ASKS = {
    "draft": (gettext_noop("补全并批准"), gettext_noop("办理")),
    "approved": (gettext_noop("编号印发"), gettext_noop("印发")),
}


def issue_duties(who: Actor, on: date) -> list[Duty]:
    """Of the unit's responsibilities, of the steps that wait for it, of the office's plans."""
    return [*_of_unit(who, on), *_of_steps(who, on), *_of_plans(who)]


def _of_unit(who: Actor, on: date) -> list[Duty]:
    """What the unit's own responsibilities ask while the issue is being rectified."""
    if who.role not in ("staff", "office"):
        return []
    rows = Issue.objects.visible_to(who.scope).filter(
        Q(responsibilities__ends_on=None) | Q(responsibilities__ends_on__gte=on),
        state="rectifying",
        responsibilities__unit_id=who.unit_id,
        responsibilities__role__in=(*WORKING, "supervising", "acceptance"),
    )
    received = "responsibilities__received_at"
    found = rows.values(*FIELDS, "responsibilities__role", received).order_by("pk")
    best: dict[int, dict[str, Any]] = {}
    for row in found:
        kept = best.setdefault(row["pk"], {**row, "unreceived": False, "works": False})
        kept["unreceived"] |= row[received] is None
        kept["works"] |= row["responsibilities__role"] in WORKING
    wanted = [row for row in best.values() if row["unreceived"] or row["works"]]
    return [_unit_duty(row, on) for row in wanted]


def _unit_duty(row: dict[str, Any], on: date) -> Duty:
    base = f"/issues/{row['pk']}/"
    if row["unreceived"]:
        ask, action = _("签收"), {"label": _("签收"), "url": f"{base}act/receive/"}
    elif row["returned_reason"]:
        ask, action = _("按退回意见补正"), {"label": _("补正"), "url": base}
    else:
        ask, action = _("填报进展"), {"label": _("填报"), "url": f"{base}report/"}
    return Duty(
        lamp=lamp(row["due_on"], on, lead_days=row["round__lead_days"], long_term=row["long_term"]),
        number=_("第%(n)s项") % {"n": row["serial"]},
        title=row["title"],
        url=base,
        ask=ask,
        due_text=_due(row["due_on"], row["deadline_text"]),
        action=action,
        notes=(row["round__name"], f"{row['progress_pct']}%"),
        returned=row["returned_reason"],
        due_on=row["due_on"],
    )


def _of_steps(who: Actor, on: date) -> list[Duty]:
    """Running steps that wait for this unit or office; a running notice waits for nobody."""
    mine = Q(parties__unit_id=who.unit_id)
    if who.role == "office":
        mine |= Q(parties__division_code=who.division)
    elif who.role != "staff":
        return []
    seen = SignOff.objects.visible_to(who.scope).filter(state="open")
    runs = StepRun.objects.filter(mine, left_at=None, parties__done_at=None, sign_off__in=seen)
    shown = NoticeLine.objects.filter(notice__state="running", withdrawn_on=None)
    runs = runs.exclude(kind="notice", sign_off__in=shown.values("sign_off_id"))
    issue = "sign_off__issue__"
    rows = runs.distinct().values(
        "pk", "kind", "name", "due_on", f"{issue}pk", f"{issue}serial", f"{issue}title",
        f"{issue}round__name", f"{issue}returned_reason",
    )  # fmt: skip
    return [_step_duty(row, on) for row in rows]


def _step_duty(row: dict[str, Any], on: date) -> Duty:
    issue_id = row["sign_off__issue__pk"]
    base = f"/issues/{issue_id}/"
    returned = row["sign_off__issue__returned_reason"] if row["kind"] == "self_check" else ""
    step = {"notice": "publish", "file": "file", "disclose": "disclose"}.get(row["kind"], "approve")
    url = f"{base}accept/" if row["kind"] == "accept" else f"{base}step/{step}/"
    label = _("补正") if returned else _(STEP_ASKS[row["kind"]])
    return Duty(
        lamp=lamp(row["due_on"], on, lead_days=STEP_LEAD_DAYS),
        number=_("第%(n)s项") % {"n": row["sign_off__issue__serial"]},
        title=row["sign_off__issue__title"],
        url=base,
        ask=row["name"],
        due_text=_due(row["due_on"], ""),
        action={"label": label, "url": base if returned else url},
        notes=(row["sign_off__issue__round__name"],),
        returned=returned,
        due_on=row["due_on"],
    )


def _of_plans(who: Actor) -> list[Duty]:
    """Plans the own office still has to bring to approval and out of the door."""
    if who.role != "office":
        return []
    plans = Plan.objects.visible_to(who.scope).filter(division_id=who.division)
    plans = plans.exclude(state="issued")
    return [_plan_duty(plan) for plan in plans.select_related("round")]


def _plan_duty(plan: Plan) -> Duty:
    ask, label = PLAN_ASKS[plan.state]
    return Duty(
        lamp=Lamp("green", None),
        number="",
        title=plan.title,
        url=f"/plans/{plan.pk}/",
        ask=_(ask),
        due_text="",
        action={"label": _(label), "url": f"/plans/{plan.pk}/"},
        notes=(plan.round.name,),
    )


def _due(due_on: date | None, words: str) -> str:
    return _("%(day)s 前") % {"day": due_on.isoformat()} if due_on else words[:20]


def waiting_for_others(who: Actor) -> int:
    """Issues this unit answers for that are now in somebody else's hands."""
    if who.role not in ("staff", "office"):
        return 0
    mine = Responsibility.objects.active().filter(unit_id=who.unit_id, role__in=ANSWERING)
    seen = Issue.objects.visible_to(who.scope).filter(state="in_signoff")
    return seen.filter(pk__in=mine.values("issue_id")).count()
