"""A signature seals what was shown; what changes afterwards voids it visibly."""

from datetime import timedelta

import pytest

from issues.models import Evidence, PublicNotice, Signature
from issues.services import notices, signing
from rectify.core import clock
from rectify.core.who import SYSTEM
from rectify.journal.models import AuditEntry, Event
from rectify.signoff.acts import Act
from rectify.signoff.hashing import content_hash
from rectify.signoff.models import NumberSeries
from tests import factories as make

pytestmark = pytest.mark.django_db
VOIDED = "签署后资料有变动，原签署失效"


def swap_evidence(issue):
    """Somebody takes a photo away behind everybody's back."""
    Evidence.objects.filter(issue=issue, kind="photo_after").update(removed_at=clock.now())


def voided(issue):
    rows = Signature.objects.filter(sign_off__issue=issue).exclude(voided_at=None)
    return list(rows.order_by("pk").values_list("kind", "void_reason"))


def test_a_hash_is_of_canonical_json():
    """SHA-256 of `{"a":…}` with keys sorted and the text as UTF-8, computed elsewhere."""
    assert content_hash({"b": 1, "a": "县"}) == content_hash({"a": "县", "b": 1})
    assert content_hash({"a": "县"}) == (
        "518cd05bd7732bf0585542a8c28bcdd96f630274a06e00c68eed85e9832f188e"
    )


def test_every_signature_carries_the_seal_of_what_was_shown(cast):
    issue = make.accepted(cast)
    seals = set(Signature.objects.values_list("content_hash", flat=True))
    assert seals == {content_hash(signing.IssueSubject(issue, lock=False).content())}


@pytest.mark.parametrize(
    "change",
    [
        lambda issue: swap_evidence(issue),
        lambda issue: issue.measures.filter(number=1).update(done_note="改了说法。"),
        lambda issue: issue.reports.update(done_text="改了说法。"),
        lambda issue: (
            type(issue)
            .objects.filter(pk=issue.pk)
            .update(goal="改了目标。", facets_version=issue.facets_version + 1)
        ),
    ],
    ids=["evidence", "measure", "report", "goal"],
)
def test_whatever_the_signer_saw_is_sealed(cast, change):
    issue = make.accepted(cast)
    before = content_hash(signing.IssueSubject(issue).content())
    change(issue)
    assert content_hash(signing.IssueSubject(make.fresh(issue)).content()) != before


def test_a_change_voids_the_standing_approvals_and_goes_back_to_the_first(cast):
    issue = make.accepted(cast)
    swap_evidence(issue)
    assert signing.act(cast.county1, issue.pk, act=Act("approve")) is False
    assert voided(issue) == [("endorse", VOIDED), ("accept", VOIDED)]
    issue, cycle = make.fresh(issue), issue.signoffs.get()
    assert (cycle.position, cycle.accepted_on, issue.accepted_on) == (2, None, None)
    assert issue.state == "in_signoff"


def test_the_voiding_stays_though_nothing_else_was_done(cast):
    """The finder may be somebody who is not asked for at the earlier step."""
    issue = make.notice_over(cast)
    swap_evidence(issue)
    assert signing.act(cast.city1, issue.pk, act=Act("approve")) is False
    assert [kind for kind, _reason in voided(issue)] == ["endorse", "accept"]
    assert Event.objects.filter(noun="issues.signoff", action="void").count() == 1
    assert AuditEntry.objects.filter(action="issues.signoff.void", result="ok").count() == 1


def test_a_changed_case_is_neither_published_nor_filed(cast):
    issue = make.accepted(cast)
    swap_evidence(issue)
    assert notices.publish(cast.city1, [issue.pk], phone="0900-1234567") is None
    assert issue.signoffs.get().position == 2
    assert not issue.signoffs.get().notice_lines.exists()


def test_a_changed_case_is_not_filed(cast):
    issue = make.decided(cast)
    swap_evidence(issue)
    assert signing.file(cast.province1, issue.pk) is False
    cycle = issue.signoffs.get()
    assert (cycle.position, cycle.filing_no, cycle.decided_on) == (2, "", None)
    assert not NumberSeries.objects.exists()


def test_after_a_change_everybody_may_sign_again(cast):
    issue = make.accepted(cast)
    swap_evidence(issue)
    signing.act(cast.county1, issue.pk, act=Act("approve"))
    issue = make.approve(cast.county1, issue)
    issue = make.approve(cast.acceptor1, issue, answers=make.ANSWERS)
    assert issue.signoffs.get().position == 4


def test_a_notice_over_a_changed_case_ends_without_passing_it(cast):
    """The timer must not push on what nobody approved, nor stumble over it for ever."""
    with clock.at(clock.today() - timedelta(days=40)):
        issue = make.published(cast)
    swap_evidence(issue)
    (notice_id,) = notices.due_notices()
    assert notices.close(SYSTEM, notice_id) is True
    assert notices.due_notices() == []
    cycle = issue.signoffs.get()
    assert (cycle.position, cycle.runs.get(left_at=None).kind) == (2, "endorse")


def test_an_old_notice_does_not_pass_what_was_approved_anew(cast):
    """Changed and approved again while the notice ran: it needs a notice of its own."""
    with clock.at(clock.today() - timedelta(days=40)):
        issue = make.published(cast)
        swap_evidence(issue)
        assert signing.act(cast.city1, issue.pk, act=Act("approve")) is False
        issue = make.approve(cast.county1, issue)
        clock_moved = clock.now() + timedelta(hours=1)
    with clock.at(clock_moved):
        issue = make.approve(cast.acceptor1, issue, answers=make.ANSWERS)
    assert (PublicNotice.objects.get().state, notices.due_notices()) == ("withdrawn", [])
    assert issue.signoffs.get().runs.get(left_at=None).kind == "notice"
    assert notices.publish(cast.city1, [issue.pk], phone="0900-1234567") is not None


def test_nothing_changed_voids_nothing(cast):
    issue = make.decided(cast)
    assert voided(issue) == []
