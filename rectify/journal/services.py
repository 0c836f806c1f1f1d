"""Writing history: one event and one audit row per change, in the change's own transaction."""

import functools
from collections.abc import Callable, Iterable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.db import transaction

from rectify.core.errors import DomainError
from rectify.core.requests import request_id
from rectify.core.versioned import Versioned
from rectify.core.who import Who
from rectify.journal.models import AuditEntry, Event

P = ParamSpec("P")
R = TypeVar("R")
W = TypeVar("W", bound=Who)
_REFUSED = "_refused"
BATCH = 1000
"""Rows an INSERT of many events carries."""


def acted(who: Who) -> dict[str, Any]:
    """The columns of `Acted` for a row this person writes."""
    return {
        "person_id": who.person_id,
        "person": who.person,
        "post_id": who.post_id,
        "post": who.post,
        "unit_id": who.unit_id,
        "unit": who.unit,
        "request_id": request_id.get(),
    }


def record(
    who: Who,
    row: Versioned,
    action: str,
    *,
    data: dict[str, Any] | None = None,
    reason: str = "",
    basis: str = "",
) -> Event:
    """Write the event numbered `row.version` and its audit row; call after `save_version`.

    `data` holds `{field: [old, new]}` or plain facts, JSON values only, never personal ones.
    """
    event = Event.objects.create(
        **_named(row), action=action, reason=reason, basis=basis, data=data or {}, **acted(who)
    )
    audit(who, f"{event.noun}.{action}", noun=event.noun, object_id=row.pk)
    return event


def record_each(
    who: Who,
    rows: Iterable[tuple[Versioned, dict[str, Any]]],
    action: str,
    *,
    basis: Callable[[Versioned], str] = lambda _row: "",
) -> None:
    """`record` for many rows of one kind at once, each with its own `data`; for imports."""
    by = acted(who)
    events = [
        Event(**_named(row), action=action, basis=basis(row), data=data, **by) for row, data in rows
    ]
    audits = [
        AuditEntry(
            action=f"{event.noun}.{action}",
            noun=event.noun,
            object_id=event.object_id,
            address=who.address,
            **by,
        )
        for event in events
    ]
    Event.objects.bulk_create(events, batch_size=BATCH)
    AuditEntry.objects.bulk_create(audits, batch_size=BATCH)


def _named(row: Versioned) -> dict[str, Any]:
    """The columns that say which object an event is about, and which of its events it is."""
    return {"noun": noun_of(row), "object_id": row.pk, "number": row.version}


def audit(
    who: Who,
    action: str,
    *,
    noun: str = "",
    object_id: int | None = None,
    result: str = "ok",
    detail: dict[str, Any] | None = None,
) -> None:
    """Write one audit row in the current transaction."""
    AuditEntry.objects.create(
        action=action,
        noun=noun,
        object_id=object_id,
        result=result,
        detail=detail or {},
        address=who.address,
        **acted(who),
    )


def noun_of(row: Versioned | type[Versioned]) -> str:
    """The name history and the API know a kind of object by, e.g. `issues.issue`."""
    return row._meta.label_lower


def audit_refusal(refusal: DomainError) -> None:
    """Audit what a service refused. Whoever wraps services in a larger transaction calls it again
    once that is rolled back, because the row written inside is gone with it."""
    refused = getattr(refusal, _REFUSED, None)
    if refused is None:
        return
    who, action, object_id = refused
    detail = {"message": refusal.message}
    with transaction.atomic():
        audit(who, action, object_id=object_id, result=refusal.code, detail=detail)


def service(
    action: str,
) -> Callable[[Callable[Concatenate[W, P], R]], Callable[Concatenate[W, P], R]]:
    """One transaction for the change; a refusal is audited in its own, after the rollback."""

    def wrap(body: Callable[Concatenate[W, P], R]) -> Callable[Concatenate[W, P], R]:
        @functools.wraps(body)
        def run(who: W, *args: P.args, **kwargs: P.kwargs) -> R:
            try:
                with transaction.atomic():
                    return body(who, *args, **kwargs)
            except DomainError as refusal:
                first = args[0] if args and isinstance(args[0], int) else None
                setattr(refusal, _REFUSED, (who, action, first))
                audit_refusal(refusal)
                raise

        return cast(Callable[Concatenate[W, P], R], run)

    return wrap
