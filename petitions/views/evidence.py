"""Photos and files of a petition, to whoever sees the petition."""

from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from petitions.models import Petition, PetitionEvidence
from petitions.views.heading import seen_petition
from rectify.accounts.http import SignedRequest
from rectify.core.fetching import one_of
from rectify.evidence.views import serve


@require_safe
def download(request: SignedRequest, pk: int, evidence_id: int, variant: str) -> FileResponse:
    """Serve one piece of a visible petition; anything else is the same 404."""
    petition = seen_petition(request.actor, pk)
    row = one_of(petition.evidence.select_related("file"), pk=evidence_id)
    return serve(row.file, variant)


def evidence_of(petition: Petition) -> list[dict[str, Any]]:
    """The pieces as the page lists them."""
    rows = petition.evidence.filter(removed_at=None).select_related("file")
    return [_shown(row) for row in rows]


def _shown(row: PetitionEvidence) -> dict[str, Any]:
    variant = "display" if row.kind == "photo" else "original"
    return {
        "name": row.caption or row.file.original_name,
        "url": f"/petitions/{row.petition_id}/evidence/{row.pk}/{variant}/",
        "photo": row.kind == "photo",
        "kind": _(PetitionEvidence.KINDS[row.kind]),
        "at": row.file.taken_at or row.at,
        "who": row.person,
    }
