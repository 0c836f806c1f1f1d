"""旧档: the dossier of a cycle that was reopened."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.models.lookback import RESULTS
from issues.views.evidence_shown import pairs_of, shown_file
from issues.views.heading import heading, seen_issue
from rectify.accounts.http import SignedRequest
from rectify.core.fetching import one_of


@require_safe
def cycle(request: SignedRequest, pk: int, cycle: int) -> HttpResponse:
    """Measures, dates, evidence and finding as they stood; nothing here can be changed."""
    issue = seen_issue(request.actor, pk)
    old = one_of(issue.closed_cycles.select_related("look_back"), cycle=cycle)
    files = issue.evidence.filter(removed_at=None, cycle=cycle, kind="document")
    context = {
        **heading(issue),
        "old": old,
        "result": _(RESULTS[old.look_back.result]),
        "pairs": pairs_of(issue, cycle),
        "files": [shown_file(row) for row in files.select_related("file", "measure")],
    }
    return render(request, "issues/cycle.html", context)
