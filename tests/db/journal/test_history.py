"""Events and audit rows: written with the change, refusals after it, never altered."""

import pytest
from django.db import DatabaseError, connection, transaction

from rectify.core.errors import NotAllowed
from rectify.core.who import Who
from rectify.journal import heartbeats
from rectify.journal.models import AuditEntry, Heartbeat
from rectify.journal.services import audit, service

pytestmark = pytest.mark.django_db
ANNA = Who(1, "安某某", post="整改办", unit="青崖县整改办", address="10.0.0.5")


@service("test.change")
def change(who, object_id, *, refuse):
    heartbeats.beat("changed")
    audit(who, "test.change", object_id=object_id)
    if refuse:
        raise NotAllowed("这一步不由您的岗位办理。")


def rows():
    return list(AuditEntry.objects.values_list("action", "object_id", "result", "address"))


def test_a_change_leaves_one_row_beside_it():
    change(ANNA, 5, refuse=False)
    assert rows() == [("test.change", 5, "ok", "10.0.0.5")]
    assert Heartbeat.objects.count() == 1


def test_a_refusal_undoes_the_change_and_leaves_one_row_that_says_so():
    with pytest.raises(NotAllowed):
        change(ANNA, 5, refuse=True)
    assert rows() == [("test.change", 5, "not_allowed", "10.0.0.5")]
    assert not Heartbeat.objects.exists()


@pytest.mark.parametrize("table", ["journal_event", "journal_auditentry"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET reason = ''", "DELETE FROM {}", "TRUNCATE {}"]
)
def test_history_is_never_altered(table, statement):
    statement = statement.replace("reason", "action")
    audit(ANNA, "test.read")
    refused = pytest.raises(DatabaseError, match="written once, never changed")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
    assert AuditEntry.objects.count() == 1
