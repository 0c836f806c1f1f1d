"""公示: its dates follow the kind's rule and the calendar; its end comes by the timer only."""

from datetime import date, timedelta

import pytest

from issues.models import Issue, PublicNotice, PublishedNotice, PublishedPhoto, RoundKind
from issues.services import notices, signing
from issues.tasks import close_notices
from rectify.core import clock
from rectify.core.errors import Invalid, Missing, NeedsUnmet, NotAllowed, WrongState
from rectify.core.who import SYSTEM
from rectify.journal.models import Event
from rectify.signoff.acts import Act
from tests import factories as make
from tests.watching import fingerprint, refused

pytestmark = pytest.mark.django_db
PUBLISH = "issues.public_notice.publish"
MONDAY = date(2026, 11, 23)
BEFORE_THE_FESTIVAL = date(2026, 9, 21)
"""Mid-autumn rest 25–27 September, national day rest 1–7 October, made up on 20 September and
10 October 2026 (State Council's notice for 2026)."""


def publish(cast, issue, **brought):
    return notices.publish(cast.city1, [issue.pk], **{"phone": "0900-1234567", **brought})


@pytest.mark.parametrize(
    ("days", "unit", "first", "opens", "closes", "words"),
    [
        (10, "working", True, MONDAY, date(2026, 12, 4), "10个工作日，含公示当日"),
        (10, "working", False, MONDAY, date(2026, 12, 7), "10个工作日，不含公示当日"),
        (5, "working", True, MONDAY, date(2026, 11, 27), "5个工作日，含公示当日"),
        (7, "calendar", True, MONDAY, date(2026, 11, 29), "7日，含公示当日"),
        (7, "calendar", False, MONDAY, date(2026, 11, 30), "7日，不含公示当日"),
        (10, "working", True, BEFORE_THE_FESTIVAL, date(2026, 10, 10), "10个工作日，含公示当日"),
        (5, "working", True, BEFORE_THE_FESTIVAL, date(2026, 9, 28), "5个工作日，含公示当日"),
        (7, "calendar", True, BEFORE_THE_FESTIVAL, date(2026, 9, 27), "7日，含公示当日"),
    ],
)
def test_the_last_day_follows_rule_and_calendar(cast, days, unit, first, opens, closes, words):
    with clock.at(opens):
        issue = make.accepted(cast)
        rule = {"notice_days": days, "notice_unit": unit, "notice_counts_first": first}
        RoundKind.objects.filter(pk="provincial").update(**rule)
        notice = publish(cast, make.fresh(issue))
    assert (notice.opens_on, notice.closes_on, notice.rule_text) == (opens, closes, words)


@pytest.mark.parametrize(
    ("kind", "days", "unit"),
    [
        *((kind, 10, "working") for kind in ("central", "provincial", "look_back", "special")),
        *((kind, 10, "working") for kind in ("warning_film", "ministry_notice")),
        ("river_stationed", 5, "working"),
        ("strict_sweep", 7, "calendar"),
        ("self_check", 7, "calendar"),
    ],
)
def test_each_kind_of_round_ships_with_its_rule(cast, kind, days, unit):
    make.opened_round(cast)
    row = RoundKind.objects.get(pk=kind)
    assert (row.notice_days, row.notice_unit, row.notice_counts_first) == (days, unit, True)


def test_what_an_office_changed_of_a_kind_stays(cast):
    make.opened_round(cast)
    RoundKind.objects.filter(pk="provincial").update(notice_days=15)
    make.kinds.load()
    assert RoundKind.objects.get(pk="provincial").notice_days == 15


def test_the_period_ends_after_its_last_day_not_on_it(cast):
    with clock.at(MONDAY):
        issue = make.published(cast)
    notice = PublicNotice.objects.get()
    with clock.at(notice.closes_on):
        close_notices()
    assert issue.signoffs.get().runs.get(left_at=None).kind == "notice"
    with clock.at(notice.closes_on + timedelta(days=1)):
        close_notices()
    assert issue.signoffs.get().runs.get(left_at=None).kind == "decide"
    assert PublishedNotice.objects.get().state == "ended"


def test_the_timer_twice_changes_nothing_the_second_time(cast):
    with clock.at(MONDAY):
        make.published(cast)
    with clock.at(MONDAY + timedelta(days=40)):
        close_notices()
        before = fingerprint()
        close_notices()
        assert fingerprint() == before


def test_one_notice_covers_many_issues(cast):
    with clock.at(MONDAY):
        issues = make.accepted_many(cast, 3)
        notice = notices.publish(cast.city1, [i.pk for i in issues], phone="0900-1234567")
    assert [line["serial"] for line in PublishedNotice.objects.get().lines] == ["1", "2", "3"]
    assert notice.lines.count() == 3
    with clock.at(MONDAY + timedelta(days=40)):
        assert notices.close(SYSTEM, notice.pk) is True
    kinds = {issue.signoffs.get().runs.get(left_at=None).kind for issue in issues}
    assert kinds == {"decide"}


def test_what_goes_back_while_its_notice_runs_is_withdrawn_and_the_others_go_on(cast):
    issues = make.published_many(cast, 3)
    notice = PublicNotice.objects.get()
    assert PublishedPhoto.objects.count() == 6
    _put_down(cast, issues[1])
    lines = PublishedNotice.objects.get().lines
    assert lines[1] == {
        "issue": issues[1].pk, "serial": "2", "withdrawn_on": clock.today().isoformat(),
    }  # fmt: skip
    assert [lines[0]["problem"], lines[2]["problem"]] == [issues[0].text, issues[2].text]
    assert PublishedPhoto.objects.count() == 4
    assert (PublicNotice.objects.get().state, PublishedNotice.objects.get().state) == (
        "running", "running",
    )  # fmt: skip
    with clock.at(clock.today() + timedelta(days=40)):
        assert notices.close(SYSTEM, notice.pk) is True
    assert issues[0].signoffs.get().runs.get(left_at=None).kind == "decide"


def test_a_notice_of_which_everything_went_back_is_withdrawn(cast):
    issue = make.published(cast)
    _put_down(cast, issue)
    notice = PublicNotice.objects.get()
    assert (notice.state, PublishedNotice.objects.get().state) == ("withdrawn", "withdrawn")
    assert not PublishedPhoto.objects.exists()
    assert Event.objects.filter(action="withdraw", object_id=notice.pk).count() == 1
    with clock.at(clock.today() + timedelta(days=40)):
        assert notices.close(SYSTEM, notice.pk) is False


def test_an_entry_published_before_entries_named_their_issue_is_withdrawn_too(cast):
    issue = make.published(cast)
    row = PublishedNotice.objects.get()
    for line in row.lines:
        del line["issue"]
    row.save()
    _put_down(cast, issue)
    assert PublishedNotice.objects.get().lines == [
        {"issue": issue.pk, "serial": "1", "withdrawn_on": clock.today().isoformat()}
    ]


def _put_down(cast, issue):
    """The content changes under the approvals: the next act finds them void."""
    issue.measures.update(done_note="另有说法。")
    signing.act(cast.city1, issue.pk, act=Act("pass"))


def test_all_or_nothing_when_one_of_many_is_not_ready(cast):
    issues = make.accepted_many(cast, 3)
    other = make.draft_issue(issues[0].plan, 9, make.UNITS)
    with refused(WrongState, PUBLISH) as info:
        notices.publish(cast.city1, [*(i.pk for i in issues), other.pk], phone="0900-1234567")
    assert info.value.message == "第9项没有正在进行的销号，不能公示。"


def test_a_notice_is_published_once(cast):
    issue = make.published(cast)
    with refused(NeedsUnmet, PUBLISH) as info:
        publish(cast, issue)
    assert info.value.detail["needs"] == ["公示已经发布，正在进行。"]


def test_a_notice_needs_a_telephone(cast):
    issue = make.accepted(cast)
    with refused(Invalid, PUBLISH):
        publish(cast, issue, phone="  ")


def test_a_notice_needs_an_issue(cast):
    with refused(Invalid, PUBLISH):
        notices.publish(cast.city1, [], phone="0900-1234567")


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("county1", NotAllowed),
        ("acceptor1", NotAllowed),
        ("desk1", NotAllowed),
        ("county2", Missing),
    ],
)
def test_only_the_plans_office_publishes(cast, name, error):
    issue = make.accepted(cast)
    with refused(error, PUBLISH):
        notices.publish(getattr(cast, name), [issue.pk], phone="0900-1234567")


def test_nobody_publishes_before_acceptance(cast):
    issue = make.endorsed(cast)
    with refused(WrongState, PUBLISH):
        publish(cast, issue)


def test_a_bad_notice_does_not_keep_the_others_open(cast, monkeypatch, caplog):
    with clock.at(MONDAY):
        first, second = make.accepted_many(cast, 3)[:2]
        for issue in (first, second):
            publish(cast, issue)
    bad = PublicNotice.objects.order_by("pk").first()
    monkeypatch.setattr(notices, "project_notice", _fails_for(bad.pk, notices.project_notice))
    with clock.at(MONDAY + timedelta(days=40)):
        close_notices()
    states = PublicNotice.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["running", "ended"]
    assert f"notice {bad.pk} could not be closed" in caplog.text


def _fails_for(notice_id, project):
    def run(notice):
        if notice.pk == notice_id:
            raise ValueError("damaged")
        project(notice)

    return run


def test_the_notices_history_is_numbered_like_its_version(cast):
    with clock.at(MONDAY):
        make.published(cast)
    with clock.at(MONDAY + timedelta(days=40)):
        close_notices()
    notice = PublicNotice.objects.get()
    events = Event.objects.filter(noun="issues.publicnotice", object_id=notice.pk)
    assert list(events.order_by("number").values_list("number", "action", "person")) == [
        (1, "publish", "李某某"),
        (2, "close", "系统"),
    ]
    assert Issue.objects.get().state == "in_signoff"
