"""The numbers of sign-in, in one object (conventions 16).

The default follows what level 3 of GB/T 22239-2019 (等保三级, 8.1.4.1 身份鉴别) is taken to ask:
complex passwords changed every 90 days, five tries, thirty idle minutes.
"""

import string
import unicodedata
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Policy:
    """How passwords, locks, sessions and the second factor are measured."""

    min_length: int = 10
    min_classes: int = 3
    password_age: timedelta = timedelta(days=90)
    tries: int = 5
    lock: timedelta = timedelta(minutes=15)
    forget_failures: timedelta = timedelta(hours=24)
    idle: timedelta = timedelta(minutes=30)
    session: timedelta = timedelta(hours=12)
    one_session: bool = True
    step_up: timedelta = timedelta(minutes=10)


LEVEL_3 = Policy()
POLICY = LEVEL_3


def classes_of(password: str) -> int:
    """How many of lower case, upper case, digits and everything else occur, 0 to 4."""
    kinds = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
    known = [any(char in kind for char in password) for kind in kinds]
    other = any(not any(char in kind for kind in kinds) for char in password)
    return sum(known) + other


def contains_name(password: str, *names: str) -> bool:
    """Whether the password holds one of the names (or is held in it), whatever the case."""
    plain = _plain(password)
    parts = [_plain(name) for name in names if len(name) > 1]
    return any(part in plain or plain in part for part in parts)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
