"""What is true of an issue or a petition at a cut-off, each fact as one SQL expression.

A figure asks for facts; the list behind it filters by the same expressions, the counting pass
groups by them. So the two cannot differ.
"""

from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from issues.deadlines import PACE_NAMES
from issues.models import Issue, Measure
from petitions.models import Petition
from petitions.workflow import REVIEWED
from rectify.figures.filters import end_of

Facts = dict[str, Any]
FINISHED = ("completed", "in_signoff", "signed_off")
SELF_KINDS = ("self_check", "strict_sweep")
"""Round kinds that are a place's own looking: everything on their lists is self-found."""


def said(condition: Q) -> Case:
    """True or false, never null: a count and the list behind it must treat missing dates alike."""
    true = When(condition, then=Value(True))
    return Case(true, default=Value(False), output_field=BooleanField())


def issue_facts(base: QuerySet[Issue], on: date) -> Facts:
    """Facts of issues at the end of `on`; `base` is the list they are counted in."""
    finished = Q(completed_on__lte=on, state__in=FINISHED)
    signed_off = Q(signed_off_on__lte=on, state="signed_off")
    return {
        "is_top": said(Q(parent=None)),
        "is_once": said(once(base)),
        "needs_signoff": said(Q(requires_signoff=True)),
        "is_timed": said(Q(has_deadline=True)),
        "is_due": said(Q(has_deadline=True, due_on__lte=on)),
        "is_finished": said(finished),
        "is_accepted": said(Q(accepted_on__lte=on, state__in=("in_signoff", "signed_off"))),
        "is_signed_off": said(signed_off),
        "was_signed_off": said(signed_off | Q(cycle__gt=1)),
        "is_reopened": said(Q(cycle__gt=1)),
        "is_self_found": said(Q(self_found=True) | Q(round__kind_id__in=SELF_KINDS)),
        "pace": pace_class(finished, on),
    }


def once(base: QuerySet[Issue]) -> Q:
    """One matter in several lists counts once where lists are joined (design §4): an entry gives
    way to the one it repeats, as long as that one is in the list too."""
    return Q(same_as=None) | ~Q(Exists(base.filter(pk=OuterRef("same_as_id"))))


def pace_class(finished: Q, on: date) -> Case:
    """`issues.deadlines.pace` with the reviewer's word over it, as SQL; the classes add up.

    Finished is a fact, so a reviewer's `done` on an open issue, or another word on a finished
    one, is no class here.
    """
    dated = Measure.objects.filter(issue=OuterRef("pk"), due_on__lt=on)
    missed = dated.filter(Q(done_on=None) | Q(done_on__gt=on))
    passed = [word for word in PACE_NAMES if word != "done"]
    return Case(
        When(finished, then=Value("done")),
        When(pace_override__in=passed, then=F("pace_override")),
        When(due_on=None, long_term=True, then=Value("long_term")),
        When(due_on=None, then=Value("in_progress")),
        When(due_on__lt=on, long_term=True, then=Value("long_term")),
        When(due_on__lt=on, then=Value("overdue")),
        When(Exists(missed), then=Value("behind")),
        When(Exists(dated), then=Value("on_schedule")),
        default=Value("in_progress"),
        output_field=CharField(),
    )


def petition_facts(base: QuerySet[Petition], on: date) -> Facts:
    """Facts of petitions at the end of `on`. What a review let stand counts from its day; history
    imported without a day counts always."""
    reviewed = Q(reviewed_at__lt=end_of(on)) | Q(reviewed_at=None)
    closed = Q(state="closed") & (Q(closed_on__lte=on) | Q(closed_on=None))
    staged = Q(state="stage_closed") & reviewed
    return {
        "is_distinct": said(
            Q(duplicate_number="") | Q(round__petition_rules__duplicates_leave_distinct=False)
        ),
        "is_starred": said(Q(is_key=True)),
        "is_resolved": said(closed & Q(closure="done")),
        "closing": Case(
            When(closed, then=Value("closed")),
            When(staged, then=Value("staged")),
            default=Value("open"),
            output_field=CharField(),
        ),
        "found": Case(
            When(reviewed & Q(state__in=REVIEWED), then=F("verdict")),
            default=Value(""),
            output_field=CharField(),
        ),
    }
