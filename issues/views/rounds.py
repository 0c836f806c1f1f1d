"""轮次与方案: what inspections the office tracks, and opening one."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.forms.plans import RoundForm
from issues.models import Issue, Plan, Round, RoundKind
from issues.services.rounds import Visit, open_round
from rectify.accounts.http import SignedRequest
from rectify.accounts.sending import form_page, sent
from rectify.core.errors import NotAllowed
from rectify.exchange import downloads
from rectify.journal.idempotency import form_key


@require_safe
def rounds(request: SignedRequest) -> HttpResponse:
    """Rounds in sight with their plans; counts are over issues in sight."""
    office = request.actor.role == "office"
    file = (_("当前清单（Excel）"), reverse("issues:round_list"))
    context = {
        "rounds": shown_rounds(request),
        "exports": downloads.menu(request.GET, file),
        "create_url": "/rounds/new/" if office else None,
        "import_url": "/imports/upload/" if office else None,
    }
    return render(request, "issues/rounds.html", context)


def shown_rounds(request: SignedRequest) -> list[dict[str, Any]]:
    """Every round with its plans as `issues/rounds.html` shows it."""
    scope = request.actor.scope
    found = Round.objects.visible_to(scope).select_related("kind")[:200]
    seen = Issue.objects.visible_to(scope).filter(parent=None).exclude(state="draft")
    counts = {
        row["round_id"]: dict(row)
        for row in seen.order_by()
        .values("round_id")
        .annotate(issues=Count("pk"), signed=Count("pk", filter=Q(state="signed_off")))
    }
    plans: dict[int, list[dict[str, Any]]] = {}
    mine = Plan.objects.visible_to(scope).select_related("division")
    for plan in mine.annotate(total=Count("issues")).order_by("pk"):
        plans.setdefault(plan.round_id, []).append(_plan(plan))
    return [_round(row, plans.get(row.pk, []), counts.get(row.pk, {})) for row in found]


def _plan(plan: Any) -> dict[str, Any]:
    return {
        "doc_no": plan.doc_no or _("未编文号"),
        "title": plan.title,
        "url": f"/plans/{plan.pk}/",
        "owner": plan.division.name,
        "issues": plan.total,
        "state": _(dict(Plan.STATES)[plan.state]),
        "findings": 0,
    }


def _round(row: Round, plans: list[dict[str, Any]], counts: dict[str, Any]) -> dict[str, Any]:
    days = [day.isoformat() for day in (row.stationed_from, row.stationed_to) if day]
    return {
        "id": row.pk,
        "code": row.code,
        "name": row.name,
        "url": f"/issues/?round={row.pk}",
        "kind": row.kind.name,
        "period": _("进驻 %(days)s") % {"days": " — ".join(days)} if days else "",
        "plans": plans,
        "issues": counts.get("issues", 0),
        "signed_off": counts.get("signed", 0),
    }


def new(request: SignedRequest) -> HttpResponse:
    """Open a round."""
    if request.actor.role != "office":
        raise NotAllowed(_("轮次由整改办建立，您的岗位不能建立。"))
    form = RoundForm(request.POST or None, initial={"form_key": form_key()})
    if sent(request, form, lambda: _open(request, form.cleaned_data)) is None:
        context = {"presets": _presets(), "cancel_url": "/rounds/"}
        return form_page(request, "issues/round_form.html", form, context)
    messages.success(request, _("轮次已建立，可以导入整改方案了。"))
    return redirect("/rounds/")


def _open(request: SignedRequest, data: dict[str, Any]) -> int:
    return open_round(
        request.actor,
        code=data["code"],
        name=data["name"],
        kind_code=data["kind"].pk,
        visit=Visit.within(data),
    ).pk


def _presets() -> list[dict[str, str]]:
    found = []
    for kind in RoundKind.objects.select_related("chain").order_by("code"):
        version = kind.chain.versions.order_by("-number").first()
        names = [step.name for step in version.steps.all()] if version else []
        unit = _("个工作日") if kind.notice_unit == "working" else _("日")
        found.append(
            {
                "name": kind.name,
                "chain": " → ".join(names),
                "notice": _("公示 %(n)d %(unit)s") % {"n": kind.notice_days, "unit": unit},
                "cadence": {"monthly": _("按月调度")}.get(kind.cadence, ""),
            }
        )
    return found
