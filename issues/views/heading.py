"""What every page about one issue says at its top."""

from typing import Any

from django.utils.translation import gettext as _

from issues.listing.rows import FIELDS, lamp_of, steps_of
from issues.models import Issue
from rectify.accounts.http import SignedRequest
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.errors import Missing
from rectify.core.versioned import Versioned, check_version


def seen_issue(who: Actor, pk: int) -> Issue:
    """The issue, in sight of this person; raises `Missing`."""
    rows = Issue.objects.visible_to(who.scope).select_related("plan", "round__kind", "division")
    issue = rows.filter(pk=pk).first()
    if issue is None:
        raise Missing()
    return issue


def check_shown(request: SignedRequest, row: Versioned) -> None:
    """On sending a form: refuse with `Stale` when somebody changed the row since it was shown.

    Asked before anything else is: who was quicker matters more than what is impossible now.
    """
    version = request.POST.get("version", "")
    if version.isdecimal():
        check_version(row, int(version))


def heading(issue: Issue) -> dict[str, Any]:
    """`issue` and `meta` as the page templates want them."""
    row = Issue._base_manager.filter(pk=issue.pk).values(*FIELDS).get()
    step = steps_of([issue.pk]).get(issue.pk)
    return {
        "issue": {
            "label": _("第%(n)s项") % {"n": issue.serial},
            "title": issue.title,
            "url": f"/issues/{issue.pk}/",
            "due_on": issue.due_on,
            "lamp": lamp_of(row, clock.today(), step["due_on"] if step else None),
        },
        "meta": [text for text in (issue.round.name, issue.plan.doc_no) if text],
    }
