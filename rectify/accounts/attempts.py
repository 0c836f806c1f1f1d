"""Counting failures per (account, address): a whole office shares one address, so an address
alone is never locked, and an outsider cannot lock a person out of her own desk (conventions 15)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.crypto import salted_hmac

from rectify.accounts import sql
from rectify.accounts.models import SignInAttempt, User
from rectify.accounts.policy import POLICY
from rectify.core import clock


@dataclass(frozen=True)
class Tries:
    """What went before: `locked` until the lock has run out, `failures` since the last success."""

    locked: bool
    failures: int


def counted_as(user: User | None, username: str) -> str:
    """The name tries are kept under. What fits no account may be a password typed in the wrong
    box, so only a digest of it is kept."""
    if user is not None:
        return user.username
    return "?" + salted_hmac("accounts.attempts", username).hexdigest()[:32]


def so_far(name: str, address: str) -> Tries:
    """Reads the tries of a pair; until the transaction ends nobody else counts the same pair."""
    sql.one_at_a_time(f"{name}|{address}")
    now = clock.now()
    rows = SignInAttempt.objects.filter(
        username=name, address=address, at__gt=now - POLICY.forget_failures
    )
    turn = rows.filter(Q(succeeded=True) | Q(locks=True)).order_by("-at", "-pk").first()
    if turn is None:
        return Tries(False, rows.filter(counted=True).count())
    if turn.locks and now < turn.at + POLICY.lock:
        return Tries(True, POLICY.tries)
    later = rows.filter(Q(at__gt=turn.at) | Q(at=turn.at, pk__gt=turn.pk))
    return Tries(False, later.filter(counted=True).count())


def note(name: str, address: str, before: Tries, *, succeeded: bool) -> SignInAttempt:
    """Keep one try. While locked a try is kept but not counted: hammering prolongs no lock."""
    counted = not succeeded and not before.locked
    return SignInAttempt.objects.create(
        username=name,
        address=address,
        succeeded=succeeded,
        counted=counted,
        locks=counted and before.failures + 1 >= POLICY.tries,
    )


@dataclass(frozen=True)
class LastTime:
    """The sign-in before this one, and the failures in between from anywhere."""

    at: datetime
    address: str
    failures: int


def last_time(user: User) -> LastTime | None:
    """What is shown after signing in, so that the person notices a stranger's tries."""
    rows = SignInAttempt.objects.filter(username=user.username)
    successes = list(rows.filter(succeeded=True).order_by("-at", "-pk")[1:2])
    if not successes:
        return None
    before = successes[0]
    failures = rows.filter(succeeded=False, at__gt=before.at).count()
    return LastTime(before.at, before.address, failures)
