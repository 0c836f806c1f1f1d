"""The chain over history: whatever is altered, removed or cut out is named."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from rectify.core.who import SYSTEM
from rectify.journal import sealing
from rectify.journal.models import Seal
from rectify.journal.sealing import Break
from rectify.journal.services import audit

pytestmark = pytest.mark.django_db


def write(count):
    for number in range(count):
        audit(SYSTEM, f"test.{number}", detail={"n": number, "字": "整改"})


def tamper(statement):
    """As the owner of the database could, past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@pytest.fixture
def ten():
    """Ten sealed rows; returns their ids in the order of the seals."""
    write(10)
    assert sealing.seal() == 10
    return list(Seal.objects.order_by("position").values_list("row_id", flat=True))


def test_positions_have_no_gap_and_nothing_is_sealed_twice(ten):
    assert list(Seal.objects.order_by("position").values_list("position", flat=True)) == list(
        range(1, 11)
    )
    assert sealing.seal() == 0
    assert sealing.seal(everywhere=True) == 0


def test_an_untouched_history_verifies_and_names_its_tail(ten):
    write(2)
    found = sealing.verify()
    assert (found.checked, found.broken, found.unsealed) == (10, None, 2)
    assert found.head == Seal.objects.get(position=10).digest
    assert found.first_unsealed == ("audit", ten[-1] + 1)


@pytest.mark.parametrize(
    "change", ["action = 'x'", "detail = '{}'", "at = at + interval '1 s'", "person = '别人'"]
)
def test_an_altered_row_is_named(ten, change):
    tamper(f"UPDATE journal_auditentry SET {change} WHERE id = {ten[4]}")
    found = sealing.verify()
    assert found.broken == Break(5, "audit", ten[4], "altered")
    assert found.checked == 4


def test_a_removed_row_is_named(ten):
    tamper(f"DELETE FROM journal_auditentry WHERE id = {ten[4]}")
    assert sealing.verify().broken == Break(5, "audit", ten[4], "row_missing")


def test_a_row_removed_with_its_seal_is_named(ten):
    tamper(f"DELETE FROM journal_auditentry WHERE id = {ten[4]}")
    tamper("DELETE FROM journal_seal WHERE position = 5")
    assert sealing.verify().broken == Break(5, "audit", ten[5], "seal_missing")


def test_a_seal_put_in_anew_for_an_altered_row_does_not_fit_the_next(ten):
    tamper(f"UPDATE journal_auditentry SET action = 'x' WHERE id = {ten[4]}")
    before = Seal.objects.get(position=4).digest
    text = sealing.seal_sql.sealed(4, 1)[0][5]
    forged = sealing.link(before, 5, "audit", text)
    tamper(f"UPDATE journal_seal SET digest = '{forged}' WHERE position = 5")
    assert sealing.verify().broken == Break(6, "audit", ten[5], "altered")


def test_the_command_answers_with_json_and_its_exit(ten):
    out = StringIO()
    call_command("verify_audit", stdout=out, stderr=StringIO())
    assert json.loads(out.getvalue())["checked"] == 10
    tamper(f"DELETE FROM journal_auditentry WHERE id = {ten[0]}")
    words = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit", stdout=StringIO(), stderr=words)
    assert ended.value.code == 1
    assert f"第 1 号封存的记录（audit {ten[0]}）已被删除" in words.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_row_committed_late_is_sealed_after_younger_ones():
    written, go_on = threading.Event(), threading.Event()

    @transaction.atomic
    def slow():
        write(1)
        written.set()
        go_on.wait(10)

    def run():
        slow()
        connections.close_all()

    writer = threading.Thread(target=run)
    writer.start()
    written.wait(10)
    write(1)
    assert sealing.seal() == 1
    go_on.set()
    writer.join()
    assert sealing.seal() == 1
    first, second = Seal.objects.order_by("position").values_list("row_id", flat=True)
    assert second < first
    assert sealing.verify().broken is None


@pytest.mark.django_db(transaction=True)
def test_many_writers_and_two_sealers_leave_one_chain_without_a_gap():
    def work(number):
        try:
            if number % 5 == 0:
                return sealing.seal()
            write(5)
            return 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        sealed = sum(pool.map(work, range(40)))
    sealed += sealing.seal()
    found = sealing.verify()
    assert (sealed, found.checked, found.broken, found.unsealed) == (160, 160, None, 0)
