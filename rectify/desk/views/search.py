"""/search/: the one box at the top. A number or words lead to the list that holds them."""

import re
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from issues.models import Issue
from petitions.models import Petition
from rectify.accounts.http import SignedRequest

PETITION = re.compile(r"(?:[DXW]|WX)\d?[A-Z]{0,4}\d{4,24}[*＊]?")
"""A petition's number as the central rounds write them, whole or its beginning."""


@require_safe
def search(request: SignedRequest) -> HttpResponse:
    """Straight to the issue or petition when the number names exactly one in sight, else to the
    list: a petition's number, or the beginning of one, to that of petitions."""
    words = request.GET.get("q", "").strip()
    if PETITION.fullmatch(words.upper()):
        return _petition(request, words.upper().rstrip("*＊"))
    number = words.removeprefix("第").removesuffix("项")
    if number.isdigit():
        found = Issue.objects.visible_to(request.actor.scope).filter(serial=number)[:2]
        if len(found) == 1:
            return redirect(f"/issues/{found[0].pk}/")
    return redirect(f"/issues/?{urlencode({'q': words})}")


def _petition(request: SignedRequest, key: str) -> HttpResponse:
    found = Petition.objects.visible_to(request.actor.scope).filter(key=key)[:2]
    if len(found) == 1:
        return redirect(f"/petitions/{found[0].pk}/")
    return redirect(f"/petitions/?{urlencode({'q': key})}")
