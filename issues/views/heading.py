"""What every page about one issue says at its top."""

from typing import Any

from django.utils.translation import gettext as _

from issues.listing.rows import FIELDS, lamp_of, steps_of
from issues.models import Issue
from issues.services.fetch import facts_of, parts_of
from issues.workflow import MOVES
from rectify.accounts.http import SignedRequest
from rectify.accounts.scope import Actor
from rectify.accounts.sending import check_shown
from rectify.core import clock
from rectify.core.fetching import one_of


def seen_issue(who: Actor, pk: int) -> Issue:
    """The issue, in sight of this person; raises `Missing`."""
    rows = Issue.objects.visible_to(who.scope).select_related("plan", "round__kind", "division")
    return one_of(rows, pk=pk)


def check_act(request: SignedRequest, issue: Issue, action: str) -> None:
    """Refuse the page of one act as its service would; who was quicker is told before anything."""
    check_shown(request, issue)
    who = request.actor
    MOVES.check(issue.state, action, parts_of(who, issue), facts_of(who, issue))


def named(issue: Issue) -> str:
    """第3项 清水河沿岸…: the issue in a sentence."""
    return _("第%(serial)s项 %(title)s") % {"serial": issue.serial, "title": issue.title}


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
