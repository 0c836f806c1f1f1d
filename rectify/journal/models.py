"""Events, audit trail, outbox, idempotency keys. Event and audit rows are never changed."""

from django.db import models
from django.db.models.functions import Now

from rectify.core import clock
from rectify.journal.final import final


class Acted(models.Model):
    """Who did it and when, in the words of that day."""

    at = models.DateTimeField(default=clock.now)
    person_id = models.BigIntegerField(null=True)
    person = models.CharField(max_length=60)
    post_id = models.BigIntegerField(null=True)
    post = models.CharField(max_length=80, blank=True)
    unit_id = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=120, blank=True)
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True


class Event(Acted):
    """What happened to an object: number = its version after the change, gap-free."""

    noun = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=60)
    basis = models.CharField(max_length=200, blank=True, help_text="依据：文号、方案条款")
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict, help_text="changed fields: {name: [old, new]}")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "object_id", "number"], name="event_number_once"
            ),
        ]
        indexes = [models.Index(fields=["noun", "object_id", "-number"], name="event_of_object")]
        triggers = [final("event_is_final")]


class AuditEntry(Acted):
    """State change, refusal, sign-in, export, download: append-only by trigger and by role."""

    action = models.CharField(max_length=80)
    noun = models.CharField(max_length=40, blank=True)
    object_id = models.BigIntegerField(null=True)
    result = models.CharField(max_length=20, default="ok")
    address = models.CharField(max_length=45, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="audit_newest")]
        triggers = [final("audit_is_final")]


class OutboxItem(models.Model):
    """A duty the system owes: PostgreSQL remembers it, Celery only rings (design §6).

    Open: neither done nor quarantined. Leased: `lease_until` is set; a lease that ran out is a
    crash, and the third crash puts the item in quarantine. `due_at` and leases are database time.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict, help_text="ids only, never personal values")
    request_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveIntegerField(default=0)
    crashes = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_no = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    quarantined_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="outbox_open",
                condition=models.Q(done_at=None, quarantined_at=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="outbox_done_or_quarantined",
                condition=models.Q(done_at=None) | models.Q(quarantined_at=None),
            ),
        ]


class IdempotencyKey(models.Model):
    """The first answer to a form or an API call: the same key gets the same answer again."""

    key = models.CharField(max_length=80)
    person_id = models.BigIntegerField()
    route = models.CharField(max_length=120)
    body_hash = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "route", "key"], name="key_once"),
        ]


class Seal(models.Model):
    """What the sealer saw of one committed event or audit row: its place in the one order and a
    hash over it and everything before. `position` is gap-free and is the feed's cursor."""

    SOURCES = ("event", "audit")

    position = models.BigIntegerField(primary_key=True)
    source = models.CharField(max_length=5, choices=[(x, x) for x in SOURCES])
    row_id = models.BigIntegerField()
    form = models.PositiveSmallIntegerField(help_text="which columns are hashed, see seal_sql")
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "row_id"], name="sealed_once"),
        ]
        triggers = [final("seal_is_final")]


class Heartbeat(models.Model):
    """The last success of each background part (conventions 44)."""

    part = models.CharField(max_length=40, primary_key=True)
    succeeded_at = models.DateTimeField()
    detail = models.JSONField(default=dict)
