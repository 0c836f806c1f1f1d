"""The receipt of an import of petitions, as its template shows it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from petitions.importing.undoing import hindrance, undone
from petitions.models import PetitionBatch
from rectify.accounts.scope import Actor
from rectify.exchange.models import StagedImport

SHOWN = 500
"""Rows a receipt lists; a longer one says how many more there are."""


def receipt_context(who: Actor, staged: StagedImport) -> dict[str, Any]:
    """What `exchange/receipt.html` shows; an undone one lists what it had done."""
    made = staged.made
    batch = PetitionBatch.objects.visible_to(who.scope).filter(pk=made["batch"]).first()
    back = undone(staged) if staged.state == "undone" else None
    return {
        "receipt": {
            "no": staged.receipt,
            "file_name": str(staged),
            "who": staged.confirmed_by,
            "at": staged.confirmed_at,
            "round": staged.target.get("round_name", ""),
            "plan": str(batch) if batch else "",
            "kind": _(StagedImport.KINDS[staged.kind]),
            "sha256": staged.sha256,
        },
        "turned_back": staged.turned_back,
        "counts": staged.summary,
        "rows": [_row(line, back is None) for line in made["rows"][:SHOWN]],
        "more": max(0, len(made["rows"]) - SHOWN),
        "refused": [_refused(line) for line in made["refused"][:SHOWN]],
        "undo": _undo(staged),
        "undone": back,
        "next_steps": _next_steps(batch),
        "list_url": "/imports/",
    }


def _row(line: dict[str, Any], stands: bool) -> dict[str, Any]:
    facets = "、".join(_(facet) for facet in line["facets"])
    return {
        "number": line["number"],
        "title": line["title"],
        "url": f"/petitions/{line['petition']}/" if stands else "",
        "what": _("新增") if line["what"] == "new" else _("变更"),
        "note": _("变更：%(facets)s") % {"facets": facets} if facets else "",
    }


def _refused(line: dict[str, Any]) -> dict[str, str]:
    head = f"{line['number'] or '—'} {line['title']}"
    return {"message": f"{head}：{line['reason']}", "place": line["place"]}


def _undo(staged: StagedImport) -> dict[str, str] | None:
    if staged.state != "confirmed":
        return None
    url = reverse("petition_imports:undo", args=[staged.pk])
    return {"url": url, "reason": hindrance(staged)}


def _next_steps(batch: PetitionBatch | None) -> list[dict[str, Any]]:
    steps = [
        {"label": _("再导入一份"), "url": reverse("petition_imports:upload"), "primary": False}
    ]
    if batch is not None:
        url = f"/petitions/desk/?batch={batch.pk}"
        steps.insert(0, {"label": _("去交办台"), "url": url, "primary": True})
    return steps
