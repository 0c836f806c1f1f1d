"""/search/: the one box at the top. A number or words lead to the list that holds them."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from issues.models import Issue
from rectify.accounts.http import SignedRequest


@require_safe
def search(request: SignedRequest) -> HttpResponse:
    """Straight to the issue when the number names exactly one in sight, else to the list."""
    words = request.GET.get("q", "").strip()
    number = words.removeprefix("第").removesuffix("项")
    if number.isdigit():
        found = Issue.objects.visible_to(request.actor.scope).filter(serial=number)[:2]
        if len(found) == 1:
            return redirect(f"/issues/{found[0].pk}/")
    return redirect(f"/issues/?{urlencode({'q': words})}")
