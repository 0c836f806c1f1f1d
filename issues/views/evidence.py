"""佐证材料: adding it, and serving it after the noun's own sight check."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.forms.progress import EvidenceForm
from issues.models import Issue
from issues.services import dossier
from issues.views.heading import check_act, heading, seen_issue
from rectify.accounts.http import SignedRequest
from rectify.accounts.sending import TOLD, begun, form_page, sent
from rectify.core.fetching import one_of
from rectify.evidence.storage import StorageFull
from rectify.evidence.views import serve
from rectify.journal.idempotency import repeated


def add(request: SignedRequest, pk: int) -> HttpResponse:
    """Upload a pair of photos or a document."""
    issue = seen_issue(request.actor, pk)
    tab = f"/issues/{pk}/?tab=evidence"
    if repeated(request.actor, request) is not None:
        return redirect(tab)
    check_act(request, issue, "add_evidence")
    form = _form(request, issue)
    told = (*TOLD, StorageFull)
    if sent(request, form, lambda: _add(request, issue, form.cleaned_data), told=told) is None:
        return form_page(request, "issues/action.html", form, _context(issue))
    messages.success(request, _("佐证材料已上传。"))
    return redirect(tab)


def _form(request: SignedRequest, issue: Issue) -> EvidenceForm:
    measures = [(m.pk, f"{m.number}. {m.text[:40]}") for m in issue.measures.order_by("number")]
    return EvidenceForm(
        request.POST or None, request.FILES or None, measures=measures, initial=begun(issue)
    )


def _add(request: SignedRequest, issue: Issue, data: dict[str, Any]) -> bool:
    measure = int(data["measure"]) if data["measure"] else None
    common = {"measure_id": measure, "caption": data["caption"], "expected": data["version"]}
    if data["kind"] == "pair":
        dossier.add_pair(
            request.actor, issue.pk, before=data["before"], after=data["after"], **common
        )
    else:
        dossier.add_evidence(
            request.actor, issue.pk, kind="document", upload=data["document"], **common
        )
    return True


def _context(issue: Issue) -> dict[str, Any]:
    return {
        **heading(issue),
        "act": {
            "title": _("上传佐证"),
            "verb": _("上传"),
            "effects": [
                _("原件封存并记下哈希值，页面只显示去除元数据的副本。"),
                _("前后照片请在同一点位拍摄。"),
            ],
            "multipart": True,
        },
    }


@require_safe
def download(request: SignedRequest, pk: int, evidence_id: int, variant: str) -> FileResponse:
    """Serve one piece of a visible issue; anything else is the same 404."""
    issue = seen_issue(request.actor, pk)
    row = one_of(issue.evidence.select_related("file"), pk=evidence_id)
    return serve(row.file, variant)
