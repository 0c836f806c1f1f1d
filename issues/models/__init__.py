"""Tables of the first noun: rounds, plans, issues and what hangs on them."""

from issues.models.amendment import Amendment
from issues.models.dossier import Evidence
from issues.models.duty import ProgressReport, Responsibility
from issues.models.issue import Issue, Measure
from issues.models.lookback import ClosedCycle, LookBack
from issues.models.objection import Objection, ObjectionIntake, PublishedOutcome
from issues.models.plan import Plan, PlanAlias, PlanApproval, Round, RoundKind
from issues.models.published import PublishedIssue, PublishedNotice, PublishedPhoto
from issues.models.signoff import (
    NoticeLine,
    PublicNotice,
    Signature,
    SignOff,
    StepParty,
    StepRun,
)

__all__ = [
    "Amendment",
    "ClosedCycle",
    "Evidence",
    "Issue",
    "LookBack",
    "Measure",
    "NoticeLine",
    "Objection",
    "ObjectionIntake",
    "Plan",
    "PlanAlias",
    "PlanApproval",
    "ProgressReport",
    "PublicNotice",
    "PublishedIssue",
    "PublishedNotice",
    "PublishedOutcome",
    "PublishedPhoto",
    "Responsibility",
    "Round",
    "RoundKind",
    "SignOff",
    "Signature",
    "StepParty",
    "StepRun",
]
