"""佐证材料: adding, showing in pairs, and serving after the noun's own sight check."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.forms.progress import EvidenceForm
from issues.models import Evidence, Issue
from issues.services import dossier
from issues.services.fetch import facts_of, parts_of
from issues.views.heading import check_shown, heading, seen_issue
from issues.workflow import MOVES
from rectify.accounts.http import SignedRequest
from rectify.core.errors import DomainError, Missing
from rectify.core.told import message_of
from rectify.evidence.views import serve
from rectify.journal.idempotency import form_key, once_per_form, repeated

VARIANTS = ("original", "display", "thumb")


def add(request: SignedRequest, pk: int) -> HttpResponse:
    """Upload a pair of photos or a document."""
    issue = seen_issue(request.actor, pk)
    if repeated(request.actor, request) is not None:
        return redirect(f"/issues/{pk}/?tab=evidence")
    check_shown(request, issue)
    MOVES.check(
        issue.state, "add_evidence", parts_of(request.actor, issue), facts_of(request.actor, issue)
    )
    measures = [(m.pk, f"{m.number}. {m.text[:40]}") for m in issue.measures.order_by("number")]
    initial = {"version": issue.version, "form_key": form_key()}
    form = EvidenceForm(
        request.POST or None, request.FILES or None, measures=measures, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            once_per_form(request.actor, request, lambda: _add(request, issue, form.cleaned_data))
        except DomainError as refusal:
            if refusal.status in (404, 412):
                raise
            form.add_error(None, message_of(refusal))
        else:
            messages.success(request, _("佐证材料已上传。"))
            return redirect(f"/issues/{pk}/?tab=evidence")
    context = {
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
        "form": form,
    }
    return render(request, "issues/action.html", context, status=400 if form.errors else 200)


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


@require_safe
def download(request: SignedRequest, pk: int, evidence_id: int, variant: str) -> FileResponse:
    """Serve one piece of a visible issue; anything else is the same 404."""
    issue = seen_issue(request.actor, pk)
    row = issue.evidence.select_related("file").filter(pk=evidence_id).first()
    if row is None or variant not in VARIANTS:
        raise Missing()
    return serve(row.file, variant)


def file_url(row: Evidence, variant: str = "display") -> str:
    return f"/issues/{row.issue_id}/evidence/{row.pk}/{variant}/"


def shown_file(row: Evidence) -> dict[str, Any]:
    """A piece as the lists show it."""
    photo = row.kind != "document"
    return {
        "name": row.caption or row.file.original_name,
        "url": file_url(row, "display" if photo else "original"),
        "kind": _(Evidence.KINDS[row.kind]),
        "size": f"{row.file.size / 1024:.0f} KB",
        "at": row.at,
        "who": row.person,
        "measure_id": row.measure_id,
        "measure": row.measure.number if row.measure else "",
        "notes": [],
    }


def pairs_of(issue: Issue, cycle: int | None = None) -> list[dict[str, Any]]:
    """Photos of a cycle (else the current one) by viewpoint; a missing side is said."""
    shots: dict[int, dict[str, Evidence]] = {}
    wanted = issue.evidence.filter(removed_at=None, cycle=cycle or issue.cycle)
    rows = wanted.exclude(kind="document")
    for row in rows.select_related("file"):
        shots.setdefault(row.viewpoint or 0, {})[row.kind] = row
    return [
        {
            "title": next(iter(sides.values())).caption or _("点位 %(n)d") % {"n": viewpoint},
            "pair": {
                "before": _side(sides.get("photo_before"), _("整改前")),
                "after": _side(sides.get("photo_after"), _("整改后")),
            },
        }
        for viewpoint, sides in sorted(shots.items())
    ]


def _side(row: Evidence | None, word: str) -> dict[str, Any]:
    if row is None:
        return {}
    return {
        "url": file_url(row),
        "alt": f"{word}：{row.caption}" if row.caption else word,
        "at": row.file.taken_at or row.at,
        "place": row.caption,
    }
