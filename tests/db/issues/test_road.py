"""The whole road of one issue through the services, chain A of domain §6.1."""

from datetime import date

from issues.models import PublicNotice, PublishedIssue, PublishedNotice
from issues.services import notices, signing
from rectify.core import clock
from rectify.core.who import SYSTEM
from rectify.journal.models import Event
from rectify.signoff.acts import Act
from tests import factories as make


def test_an_issue_travels_from_plan_to_public_list(cast):
    with clock.at(date(2026, 11, 23)):
        issue = make.accepted(cast)
        notice = notices.publish(cast.city1, [issue.pk], phone="0900-1234567")
    assert (notice.opens_on, notice.closes_on) == (date(2026, 11, 23), date(2026, 12, 4))
    with clock.at(date(2026, 12, 4)):
        assert notices.due_notices() == []
    with clock.at(date(2026, 12, 5)):
        assert notices.close(SYSTEM, notice.pk) is True
        assert notices.close(SYSTEM, notice.pk) is False
        make.approve(cast.city1, issue)
        signing.file(cast.province1, issue.pk)
        signing.act(cast.city1, issue.pk, act=Act("disclose"))
    issue = make.fresh(issue)
    assert issue.state == "signed_off"
    assert (issue.signed_off_on, issue.accepted_on) == (date(2026, 12, 5), date(2026, 11, 23))
    cycle = issue.signoffs.get()
    assert (cycle.state, cycle.filing_no) == ("passed", "示例省销备〔2026〕1号")
    assert PublishedIssue.objects.get().filing_no == "示例省销备〔2026〕1号"
    assert PublishedNotice.objects.get().state == PublicNotice.objects.get().state == "ended"


def test_events_are_numbered_like_versions_without_gaps(cast):
    issue = make.accepted(cast)
    numbers = Event.objects.filter(noun="issues.issue", object_id=issue.pk)
    assert list(numbers.order_by("number").values_list("number", flat=True)) == list(
        range(1, issue.version + 1)
    )
    cycle = issue.signoffs.get()
    of_cycle = Event.objects.filter(noun="issues.signoff", object_id=cycle.pk)
    assert of_cycle.count() == cycle.version
