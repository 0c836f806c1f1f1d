"""What this person can do with this issue now: buttons come from the same tables as services."""

from dataclasses import replace

from django.utils.translation import gettext as _

from issues.models import Amendment, Issue
from issues.services.amendments.fetch import offered_facts, roles_on, url_of
from issues.services.fetch import facts_of, parts_of
from issues.services.signing import IssueSubject
from issues.workflow import AMENDMENT_MOVES, MOVES
from rectify.accounts.scope import Actor
from rectify.core.offered import Offered
from rectify.signoff import services as engine
from rectify.signoff.acts import Act
from rectify.signoff.running import running
from rectify.signoff.workflow import STEPS

PRIMARY = ("submit", "receive", "report", "complete", "approve", "publish", "file", "disclose")
OWN_PAGES = {"report": "report", "add_evidence": "evidence", "amend": "amend"}
HIDDEN = ("do_measure",)
"""Offered beside each measure, not among the buttons."""


def offers(who: Actor, issue: Issue) -> list[Offered]:
    """Issue moves first, then acts on the running step, in table order."""
    found = [
        Offered.of(
            offer,
            _issue_url(issue.pk, offer.move.action),
            issue.version,
            primary=offer.move.action in PRIMARY,
        )
        for offer in MOVES.offers(issue.state, parts_of(who, issue), facts_of(who, issue))
        if offer.move.label and offer.move.action not in HIDDEN
    ]
    # A receipt already given is history, not a button.
    found = [offer for offer in found if offer.name != "receive" or not offer.reason]
    return found + step_offers(who, issue)


def amendment_offers(who: Actor, row: Amendment) -> list[Offered]:
    """What this person can do with an amendment now."""
    facts = offered_facts(who, row)
    return [
        Offered.of(
            offer,
            f"{url_of(row)}{offer.move.action}/",
            row.version,
            primary=offer.move.action in PRIMARY,
        )
        for offer in AMENDMENT_MOVES.offers(row.state, roles_on(who, row), facts)
    ]


def step_offers(who: Actor, issue: Issue) -> list[Offered]:
    """Acts on the running step; what the form itself asks for is not counted as missing."""
    subject = IssueSubject(issue, lock=False)
    if subject.sign_off is None:
        return []
    run = running(subject)
    roles = engine.roles_on(run, who)
    facts = replace(
        engine.facts_for(subject, run, who, Act("approve")),
        answers_complete=True,
        number_given=True,
    )
    return [
        Offered.of(
            offer,
            _step_url(issue.pk, run.kind, offer.move.action),
            subject.sign_off.version,
            label=_step_label(run.kind, run.name, offer.move.label),
            primary=offer.move.action in PRIMARY,
        )
        for offer in STEPS.offers(run.kind, roles, facts)
        if offer.move.label
    ]


def _issue_url(issue_id: int, action: str) -> str:
    return f"/issues/{issue_id}/{OWN_PAGES.get(action, f'act/{action}')}/"


def _step_label(kind: str, name: str, label: str) -> str:
    words = {"step": _(name), "act": _(label)}
    return _("%(step)s：%(act)s") % words if kind in ("endorse",) else words["act"]


def _step_url(issue_id: int, kind: str, action: str) -> str:
    if kind == "accept":
        return f"/issues/{issue_id}/accept/"
    return f"/issues/{issue_id}/step/{action}/"
