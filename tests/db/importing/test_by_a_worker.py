"""Large imports are written and taken back by a worker: for whom, once, whole or not at all."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from issues.importing import services, writing
from issues.models import Issue, Plan
from rectify.accounts.models import Holding, Post, User
from rectify.core import clock
from rectify.core.errors import Invalid, NeedsUnmet, NotAllowed, Stale, WrongState
from rectify.exchange import asking, looks, models
from rectify.exchange import services as exchange
from rectify.exchange.models import StagedImport
from rectify.journal import outbox
from rectify.journal.models import AuditEntry, Event, OutboxItem
from tests.db.importing import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def large(monkeypatch, tasks_loaded):
    """Two rows are a large import here."""
    monkeypatch.setattr(models, "LARGE", 2)


@pytest.fixture
def staged(desk) -> StagedImport:
    """A plan of three issues nobody doubts, looked at by the worker."""
    row = looked(desk.stage(samples.word_table(), "整改清单.docx"))
    desk.keep_all(row)
    return looked(row)


def looked(row: StagedImport) -> StagedImport:
    """The worker has looked at it."""
    outbox.deliver_due()
    return fresh(row)


def fresh(row: StagedImport) -> StagedImport:
    return StagedImport.objects.get(pk=row.pk)


def confirmed(desk, row: StagedImport) -> StagedImport:
    """Asked for, and done by the worker."""
    asking.confirm(desk.cast.city1, row.pk, services.confirm, expected=fresh(row).version)
    assert outbox.deliver_due() >= 1
    return fresh(row)


def test_the_request_only_notes_who_asked_for_what(desk, staged):
    who = desk.cast.city1
    row = asking.confirm(who, staged.pk, services.confirm, expected=staged.version)
    assert (row.state, row.version) == ("writing", staged.version + 1)
    assert (row.asked["person_id"], row.asked["post_id"]) == (who.person_id, who.post_id)
    assert (Plan.objects.count(), Issue.objects.count()) == (0, 0)
    duty = OutboxItem.objects.get(done_at=None)
    assert duty.payload == {"import_id": row.pk, "version": row.version}


def test_the_worker_writes_it_for_that_very_person(desk, staged):
    done = confirmed(desk, staged)
    assert (done.state, done.summary["new"], done.asked) == ("confirmed", 3, {})
    assert done.receipt.startswith("DR")
    event = Event.objects.get(noun="exchange.stagedimport", action="confirm")
    assert (event.person, event.post) == (desk.cast.city1.person, desk.cast.city1.post)
    numbers = Event.objects.filter(noun="exchange.stagedimport", object_id=done.pk)
    assert sorted(numbers.values_list("number", flat=True)) == list(range(1, done.version + 1))


def test_a_small_import_is_written_at_once(desk, staged, monkeypatch):
    monkeypatch.setattr(models, "LARGE", 4)
    row = asking.confirm(desk.cast.city1, staged.pk, services.confirm)
    assert (row.state, Issue.objects.count()) == ("confirmed", 3)
    assert not OutboxItem.objects.filter(done_at=None).exists()


def test_a_second_click_and_a_repeated_duty_change_nothing(desk, staged):
    first = asking.confirm(desk.cast.city1, staged.pk, services.confirm, expected=staged.version)
    again = asking.confirm(desk.cast.city1, staged.pk, services.confirm, expected=staged.version)
    assert (again.version, OutboxItem.objects.filter(done_at=None).count()) == (first.version, 1)
    assert outbox.deliver_due() == 1
    events = Event.objects.count()
    OutboxItem.objects.update(done_at=None)
    assert outbox.deliver_due() == OutboxItem.objects.count()
    assert (Event.objects.count(), Issue.objects.count()) == (events, 3)
    after = asking.confirm(desk.cast.city1, staged.pk, services.confirm, expected=staged.version)
    assert after.state == "confirmed"


def test_open_doubts_are_refused_at_once(desk):
    row = looked(desk.stage(samples.TEXT))
    waiting = len(desk.look(row).open)
    with pytest.raises(NeedsUnmet, match=f"还有 {waiting} 处存疑没有确认"):
        asking.confirm(desk.cast.city1, row.pk, services.confirm, expected=row.version)
    assert (fresh(row).state, fresh(row).version) == ("preview", row.version)
    assert outbox.deliver_due() == 0


def turned_back(desk) -> StagedImport:
    """A plan with a doubt that arose after it was asked for."""
    row = looked(desk.stage(samples.TEXT))
    desk.keep_all(row)
    asking.confirm(desk.cast.city1, row.pk, services.confirm)
    StagedImport.objects.filter(pk=row.pk).update(answers={})
    outbox.deliver_due()
    return fresh(row)


def test_doubts_are_checked_again_by_the_worker_and_said_on_the_import(desk):
    done = turned_back(desk)
    assert (done.state, done.receipt, "act" in done.asked) == ("preview", "", False)
    assert "处存疑没有确认" in done.turned_back
    assert (Plan.objects.count(), Issue.objects.count()) == (0, 0)
    refused = AuditEntry.objects.get(action="issues.import.confirm")
    assert (refused.result, refused.person) == ("needs_unmet", desk.cast.city1.person)


def test_the_next_answer_takes_the_sentence_away(desk):
    row = turned_back(desk)
    services.answer(desk.cast.city1, row.pk, desk.look(row).open[0].id, {"keep": True})
    assert fresh(row).turned_back == ""


def _ended(who):
    today = clock.today()
    held = Holding.objects.filter(user_id=who.person_id)
    held.update(starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1))


def _moved_to_the_county(who):
    other = Post.objects.filter(role="office").exclude(pk=who.post_id).first()
    Holding.objects.filter(user_id=who.person_id).update(post=other)


def _locked_out(who):
    User.objects.filter(pk=who.person_id).update(is_active=False)


@pytest.mark.parametrize("left", [_ended, _moved_to_the_county, _locked_out])
def test_whoever_has_left_the_post_meanwhile_writes_nothing(desk, staged, left):
    asking.confirm(desk.cast.city1, staged.pk, services.confirm)
    left(desk.cast.city1)
    outbox.deliver_due()
    assert (fresh(staged).state, Issue.objects.count()) == ("preview", 0)
    assert "已不在原岗位" in fresh(staged).turned_back


def test_a_look_that_comes_after_an_answer_is_dropped(desk, staged):
    looks.keep(staged.pk, staged.version - 1, {"faults": [], "counts": {}})
    row = fresh(staged)
    assert (row.look, row.state, row.version) == (staged.look, "preview", staged.version)


def test_a_worker_killed_in_the_middle_leaves_nothing_and_is_replaced(desk, staged, monkeypatch):
    asking.confirm(desk.cast.city1, staged.pk, services.confirm)

    def killed(self, *args):
        raise KeyboardInterrupt

    monkeypatch.setattr(writing.Writer, "_measures", killed)
    with pytest.raises(KeyboardInterrupt):
        outbox.deliver_due()
    assert (fresh(staged).state, Plan.objects.count()) == ("writing", 0)
    monkeypatch.undo()
    monkeypatch.setattr(models, "LARGE", 2)
    OutboxItem.objects.filter(done_at=None).update(lease_until=clock.now() - timedelta(hours=1))
    assert outbox.deliver_due() == 1
    assert (fresh(staged).state, Issue.objects.count()) == ("confirmed", 3)


def test_a_failure_of_ours_is_tried_again_and_then_told(desk, staged, monkeypatch):
    asking.confirm(desk.cast.city1, staged.pk, services.confirm)

    def broken(self, *args):
        raise RuntimeError("bug")

    monkeypatch.setattr(writing.Writer, "_measures", broken)
    for state in ("writing", "writing", "preview"):
        outbox.deliver_due()
        assert (fresh(staged).state, Plan.objects.count()) == (state, 0)
        OutboxItem.objects.filter(done_at=None).update(due_at=clock.now() - timedelta(hours=1))
    assert "系统出错，没有改动任何内容" in fresh(staged).turned_back


def test_while_it_is_written_nothing_of_it_can_be_changed(desk, staged):
    who = desk.cast.city1
    row = asking.confirm(who, staged.pk, services.confirm)
    for act in (
        lambda: services.correct(who, row.pk, "r1", "goal", "另一个目标"),
        lambda: asking.undo(who, row.pk, services.undo, reason="撤销"),
        lambda: exchange.discard(who, row.pk),
    ):
        with pytest.raises(WrongState):
            act()
    assert (fresh(row).state, fresh(row).version) == ("writing", row.version)


def test_only_the_office_asks_and_only_from_the_version_it_saw(desk, staged):
    with pytest.raises(NotAllowed):
        asking.confirm(desk.cast.leader1, staged.pk, services.confirm)
    with pytest.raises(Stale):
        asking.confirm(desk.cast.city1, staged.pk, services.confirm, expected=staged.version - 1)
    assert (fresh(staged).state, fresh(staged).version) == ("preview", staged.version)


def test_a_large_import_is_taken_back_by_a_worker_too(desk, staged):
    done, who = confirmed(desk, staged), desk.cast.city1
    with pytest.raises(Invalid):
        asking.undo(who, done.pk, services.undo, reason=" ")
    row = asking.undo(who, done.pk, services.undo, reason="传错了文件", expected=done.version)
    assert (row.state, Issue.objects.count()) == ("undoing", 3)
    assert outbox.deliver_due() == 1
    assert (fresh(row).state, Issue.objects.count(), Plan.objects.count()) == ("undone", 0, 0)
    assert Event.objects.get(action="undo").reason == "传错了文件"


def test_an_undo_that_comes_too_late_is_told_and_the_import_stands(desk, staged):
    done = confirmed(desk, staged)
    asking.undo(desk.cast.city1, done.pk, services.undo, reason="传错了文件")
    Plan.objects.get().save_version(title="另一个标题")
    outbox.deliver_due()
    assert (fresh(done).state, Issue.objects.count()) == ("confirmed", 3)
    assert "不能再撤销" in fresh(done).turned_back


def test_what_was_asked_can_be_taken_back_while_no_worker_has_it(desk, staged):
    row = asking.confirm(desk.cast.city1, staged.pk, services.confirm)
    back = asking.recall(desk.cast.city1, row.pk)
    assert (back.state, "act" in back.asked) == ("preview", False)
    outbox.deliver_due()
    assert (fresh(row).state, Plan.objects.count()) == ("preview", 0)


@pytest.mark.django_db(transaction=True)
def test_two_persons_who_confirm_at_once_ask_once(desk):
    row = looked(desk.stage(samples.word_table(), "整改清单.docx"))
    desk.keep_all(row)
    states, ready = [], threading.Barrier(2)

    def go():
        ready.wait()
        try:
            states.append(asking.confirm(desk.cast.city1, row.pk, services.confirm).state)
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states == ["writing", "writing"]
    outbox.deliver_due()
    assert (Plan.objects.count(), Issue.objects.count()) == (1, 3)
    assert Event.objects.filter(action="ask_confirm").count() == 1
