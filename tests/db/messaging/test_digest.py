"""One e-mail a person and day: whole, stable under retries, and nobody waits for another."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db.models.functions import Now

from rectify.accounts.models import User
from rectify.core import clock
from rectify.journal import outbox
from rectify.journal.models import OutboxItem
from rectify.messaging import digest
from rectify.messaging.models import Message
from rectify.messaging.services import Note, tell_each

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_loaded")]
MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _addresses(cast):
    User.objects.filter(username="unit1").update(email="zhou@example.cn")
    User.objects.filter(username="unit2").update(email="wu@example.cn")


def warn(cast, name="unit1", on=MONDAY, key="a", title="第5项：整改时限2026-11-30，剩7天"):
    who = cast.holdings[name]
    tell_each(
        [Note(f"{key}:{name}", who.user_id, who.post_id, "deadline", title, "《方案》",
              "/issues/5/", on)]
    )  # fmt: skip
    digest.owe([who.user_id], on)


def deliver_all():
    OutboxItem.objects.filter(done_at=None).update(due_at=Now() - timedelta(seconds=1))
    return outbox.deliver_due()


def test_a_days_warnings_are_one_letter_with_the_page_of_each(cast, settings):
    warn(cast)
    warn(cast, key="b", title="第7项：整改时限2026-11-22，已超期1天")
    assert deliver_all() == 1
    (letter,) = mail.outbox
    assert letter.to == ["zhou@example.cn"]
    assert letter.subject == "【督察整改跟踪】2026-11-23 有 2 件事项临期或超期"
    page = f"http://127.0.0.1:{settings.ENV.port}/issues/5/"
    assert letter.body.splitlines()[:8] == [
        "周某某：您好！",
        "",
        "2026-11-23（星期一）有 2 件事项临期或超期，请及时办理：",
        "",
        "1. 第5项：整改时限2026-11-30，剩7天",
        "   《方案》",
        f"   {page}",
        "2. 第7项：整改时限2026-11-22，已超期1天",
    ]


def test_owing_it_twice_sends_one_letter(cast):
    warn(cast)
    digest.owe([cast.unit1.person_id], MONDAY)
    assert (deliver_all(), deliver_all(), len(mail.outbox)) == (1, 0, 1)
    assert Message.objects.filter(mailed_at=None).count() == 0


def test_each_person_gets_only_their_own(cast):
    warn(cast)
    warn(cast, "unit2", title="第9项：整改时限2026-11-24，剩1天")
    deliver_all()
    bodies = {letter.to[0]: letter.body for letter in mail.outbox}
    assert "第9项" not in bodies["zhou@example.cn"]
    assert "第5项" not in bodies["wu@example.cn"]


def test_sent_again_after_a_crash_it_bears_the_same_message_id(cast, monkeypatch):
    warn(cast)
    monkeypatch.setattr(digest.clock, "now", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        digest.send(cast.unit1.person_id, MONDAY)
    monkeypatch.undo()
    assert digest.send(cast.unit1.person_id, MONDAY) is True
    ids = [letter.message()["Message-ID"] for letter in mail.outbox]
    assert ids == [f"<digest.{cast.unit1.person_id}.2026-11-23@localhost>"] * 2


def test_one_poison_address_in_many_blocks_nobody(cast):
    post = cast.holdings["unit1"].post
    people = [
        User(username=f"p{n}", name=f"第{n}人", email=f"p{n}@example.cn", password="!")
        for n in range(40)
    ]
    people[7].email = "bad\nBcc: everyone@example.cn"
    people = User.objects.bulk_create(people)
    rows = [Note(f"x:{p.pk}", p.pk, post.pk, "deadline", "到期", digest_on=MONDAY) for p in people]
    tell_each(rows)
    digest.owe([p.pk for p in people], MONDAY)
    assert deliver_all() == 39
    assert len(mail.outbox) == 39
    left = OutboxItem.objects.get(done_at=None)
    assert left.key == digest.key_of(people[7].pk, MONDAY)
    assert (left.last_error, left.attempts) == ("BadHeaderError", 1)


def test_a_corrected_address_receives_what_it_missed(cast):
    User.objects.filter(username="unit1").update(email="bad\naddress")
    warn(cast)
    assert deliver_all() == 0
    User.objects.filter(username="unit1").update(email="right@example.cn")
    assert deliver_all() == 1
    assert mail.outbox[0].to == ["right@example.cn"]


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}])
def test_who_has_no_address_or_has_left_is_passed_over(cast, change):
    warn(cast)
    User.objects.filter(username="unit1").update(**change)
    assert deliver_all() == 1
    assert mail.outbox == []


def test_what_came_after_the_letter_rides_with_the_next_day(cast):
    warn(cast)
    deliver_all()
    warn(cast, key="late", title="下午才到的")
    assert digest.carry_over(TUESDAY) == 1
    deliver_all()
    assert [("下午才到的" in letter.body) for letter in mail.outbox] == [False, True]
    assert mail.outbox[1].subject.startswith("【督察整改跟踪】2026-11-24 有 1 件")


def test_a_letter_still_on_its_way_is_not_carried_over(cast):
    warn(cast)
    assert digest.carry_over(TUESDAY) == 0
    assert Message.objects.get().digest_on == MONDAY


def test_a_digest_waits_until_the_sweep_has_settled(cast):
    warn(cast)
    assert outbox.deliver_due() == 0
    assert mail.outbox == []


def test_a_very_long_day_is_listed_in_part_and_counted_in_full(cast):
    who = cast.holdings["unit1"]
    tell_each(
        Note(f"n{n}", who.user_id, who.post_id, "deadline", f"事项{n}", digest_on=MONDAY)
        for n in range(digest.MOST_LINES + 5)
    )
    with clock.at(MONDAY):
        assert digest.send(who.user_id, MONDAY) is True
    body = mail.outbox[0].body
    assert "其余 5 件请到收件箱查看" in body
    assert "有 205 件事项" in body
    assert "事项204" not in body
