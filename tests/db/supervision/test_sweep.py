"""Who is told what, and who is not."""

from datetime import date

import pytest

from issues.models import SignOff, StepParty, StepRun
from rectify.accounts.models import Holding, User
from rectify.messaging.models import Message
from rectify.supervision.models import DeadlineWarning

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 11, 25)
IN_SEVEN_DAYS = date(2026, 12, 2)


def test_the_unit_and_the_county_office_are_told_the_most_urgent_rung(desk):
    issue = desk.issue(IN_SEVEN_DAYS)
    result = desk.sweep(WEDNESDAY)
    told = {(IN_SEVEN_DAYS, 30): "superseded", (IN_SEVEN_DAYS, 15): "superseded",
            (IN_SEVEN_DAYS, 7): "sent"}  # fmt: skip
    assert desk.ledger(issue, "unit1") == desk.ledger(issue, "county1") == told
    title = f"第{issue.serial}项 河道砂石料场违规占用：整改时限2026-12-02，剩7天"
    assert desk.inbox("unit1") == desk.inbox("county1") == [title]
    assert result.as_json() == {
        "on": "2026-11-25", "dry_run": False, "recipients": 2, "messages": 2, "superseded": 4,
        "cancelled": 0, "sent": {"30": 0, "15": 0, "7": 2, "3": 0, "1": 0, "-1": 0},
    }  # fmt: skip


def test_a_message_opens_the_page_of_its_issue(desk):
    issue = desk.issue(IN_SEVEN_DAYS)
    desk.sweep(WEDNESDAY)
    row = Message.objects.get(recipient_id=desk.cast.unit1.person_id)
    assert (row.link, row.kind, row.body) == (
        f"/issues/{issue.pk}/",
        "deadline",
        "《云屏州整改方案》",
    )
    assert row.post_id == desk.cast.unit1.post_id


def test_the_neighbour_the_upper_tiers_and_those_without_a_duty_hear_nothing(desk):
    desk.issue(IN_SEVEN_DAYS)
    desk.sweep(WEDNESDAY)
    told = {desk.cast.unit1.person_id, desk.cast.county1.person_id}
    assert set(Message.objects.values_list("recipient_id", flat=True)) == told


def test_the_owning_office_is_told_once_it_is_too_late_and_owes_no_earlier_rung(desk):
    issue = desk.issue(date(2026, 11, 24))
    desk.sweep(WEDNESDAY)
    assert desk.ledger(issue, "city1") == {(date(2026, 11, 24), -1): "sent"}
    assert desk.inbox("city1")[0].endswith("整改时限2026-11-24，已超期1天")
    assert len(desk.ledger(issue, "unit1")) == 6


def test_overdue_is_told_once_not_every_day(desk):
    desk.issue(date(2026, 11, 24))
    results = [desk.sweep(date(2026, 11, day)) for day in (25, 26, 27, 30)]
    assert [result.messages for result in results] == [3, 0, 0, 0]


def test_who_implements_is_told_and_who_cooperates_is_not(desk):
    issue = desk.issue(IN_SEVEN_DAYS)
    desk.answers("unit2", "implementing", issue=issue)
    desk.answers("acceptor1", "cooperating", issue=issue)
    desk.sweep(WEDNESDAY)
    assert len(desk.inbox("unit2")) == 1
    assert desk.inbox("county2") == desk.inbox("acceptor1") == []


def test_a_responsibility_that_has_ended_or_not_begun_is_no_duty(desk):
    issue = desk.issue(IN_SEVEN_DAYS)
    ended = desk.answers("unit2", "implementing", issue=issue)
    ended.starts_on, ended.ends_on = date(2026, 1, 5), date(2026, 11, 24)
    ended.save()
    later = desk.answers("acceptor1", "implementing", issue=issue)
    later.starts_on = date(2026, 11, 26)
    later.save()
    desk.sweep(WEDNESDAY)
    assert desk.inbox("unit2") == desk.inbox("acceptor1") == []


@pytest.mark.parametrize("state", ["draft", "completed", "in_signoff", "signed_off", "suspended"])
def test_only_what_is_being_rectified_is_chased(desk, state):
    done = {"completed_on": WEDNESDAY, "signed_off_on": WEDNESDAY}
    desk.issue(IN_SEVEN_DAYS, state=state, **({} if state in ("draft", "suspended") else done))
    assert desk.sweep(WEDNESDAY).messages == 0
    assert not DeadlineWarning.objects.exists()


def test_a_long_term_issue_is_reminded_before_its_date_and_never_overdue(desk):
    near = desk.issue(IN_SEVEN_DAYS, long_term=True)
    desk.issue(date(2026, 11, 24), long_term=True)
    desk.issue(None, long_term=True, has_deadline=False)
    assert desk.sweep(WEDNESDAY).messages == 2
    desk.sweep(date(2026, 12, 3))
    assert (IN_SEVEN_DAYS, -1) not in desk.ledger(near)


def test_a_person_without_a_post_in_force_hears_nothing(desk):
    desk.issue(IN_SEVEN_DAYS)
    held = Holding.objects.filter(user=desk.cast.user("unit1"))
    held.update(ends_on=date(2026, 11, 24))
    User.objects.filter(username="county1").update(is_active=False)
    assert desk.sweep(WEDNESDAY).messages == 0


def test_who_takes_over_a_post_is_told_where_things_stand(desk):
    issue = desk.issue(IN_SEVEN_DAYS)
    desk.sweep(WEDNESDAY)
    Holding.objects.filter(user=desk.cast.user("unit1")).update(ends_on=WEDNESDAY)
    post = desk.cast.holdings["unit1"].post
    newcomer = Holding.objects.create(
        user=User.objects.create_user("new1", "x", name="新某某"), post=post,
        starts_on=date(2026, 11, 26),
    ).user  # fmt: skip
    assert desk.sweep(date(2026, 11, 26)).messages == 1
    row = Message.objects.get(recipient=newcomer)
    assert row.title.endswith(f"第{issue.serial}项 {issue.title}：整改时限2026-12-02，剩6天")


def test_two_posts_with_the_same_duty_are_one_message(desk):
    desk.issue(IN_SEVEN_DAYS)
    office = desk.cast.holdings["county1"].post
    Holding.objects.create(user=desk.cast.user("unit1"), post=office, starts_on=date(2026, 1, 1))
    desk.sweep(WEDNESDAY)
    assert len(desk.inbox("unit1")) == 1


def test_a_measure_with_a_date_of_its_own_reaches_its_issues_unit(desk):
    issue = desk.issue(date(2027, 6, 30))
    measure = desk.measure(issue, IN_SEVEN_DAYS, number=3)
    desk.measure(issue, date(2027, 6, 30), number=4)
    desk.measure(issue, IN_SEVEN_DAYS, number=5, done_on=WEDNESDAY)
    assert desk.sweep(WEDNESDAY).messages == 1
    assert desk.inbox("unit1")[0].endswith("：第3条措施时限2026-12-02，剩7天")
    assert desk.ledger(measure, "unit1")[IN_SEVEN_DAYS, 7] == "sent"


def test_a_measure_with_a_unit_of_its_own_reaches_that_unit_alone(desk):
    measure = desk.measure(desk.issue(date(2027, 6, 30)), IN_SEVEN_DAYS)
    desk.answers("unit2", "responsible", measure=measure)
    desk.sweep(WEDNESDAY)
    assert (len(desk.inbox("unit2")), desk.inbox("unit1")) == (1, [])


def test_an_overall_measure_of_an_issued_plan_is_chased(desk):
    measure = desk.measure(None, IN_SEVEN_DAYS, number=2)
    desk.answers("unit1", measure=measure)
    desk.sweep(WEDNESDAY)
    assert desk.inbox("unit1") == ["云屏州整改方案：总体措施第2条时限2026-12-02，剩7天"]
    desk.plan.state = "draft"
    desk.plan.save()
    assert desk.sweep(date(2026, 12, 1)).messages == 0


def test_several_dates_of_one_issue_are_one_message_the_most_urgent_first(desk):
    issue = desk.issue(IN_SEVEN_DAYS)
    desk.measure(issue, date(2026, 11, 26), number=1)
    desk.sweep(WEDNESDAY)
    row = Message.objects.get(recipient_id=desk.cast.unit1.person_id)
    assert row.title.endswith("：第1条措施时限2026-11-26，剩1天")
    assert row.body == "整改时限2026-12-02，剩7天\n《云屏州整改方案》"


def test_a_running_step_reaches_the_parties_that_have_not_signed(desk):
    issue = desk.issue(IN_SEVEN_DAYS, state="in_signoff", completed_on=WEDNESDAY)
    version = desk.plan.round.chain.versions.get()
    cycle = SignOff.objects.create(issue=issue, cycle=1, chain_version=version)
    run = StepRun.objects.create(
        sign_off=cycle, position=2, kind="endorse", name="县级审核", due_on=date(2026, 11, 26)
    )
    StepParty.objects.create(run=run, division_code="990121", label="青崖县整改办")
    acceptor = desk.unit("acceptor1")
    StepParty.objects.create(run=run, unit_id=acceptor.pk, label="已签", done_at=run.opened_at)
    desk.sweep(WEDNESDAY)
    assert desk.inbox("county1")[0].endswith("：“县级审核”办理期限2026-11-26，剩1天")
    assert desk.inbox("acceptor1") == desk.inbox("unit1") == []


def test_a_dry_run_counts_the_same_and_writes_nothing(desk):
    desk.issue(IN_SEVEN_DAYS)
    desk.issue(date(2026, 11, 24))
    dry = desk.sweep(WEDNESDAY, dry_run=True).as_json()
    assert not DeadlineWarning.objects.exists()
    assert not Message.objects.exists()
    assert {**dry, "dry_run": False} == desk.sweep(WEDNESDAY).as_json()
    assert dry["messages"] == 5
