"""The move engine: a legal move is a row of an aligned table, and what has no row is refused.

A table lists `(action, from, to, role, needs)`. Services, pages, the API and the tests read the
same rows: a service asks `check`, a page asks `offers`, the documentation prints them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rectify.core.errors import NeedsUnmet, NotAllowed, WrongState
from rectify.core.text import gettext_noop as _


@dataclass(frozen=True)
class Need:
    """A named condition on the facts of the case, with the sentence shown while it is unmet."""

    name: str
    sentence: str
    holds: Callable[[Any], bool]


@dataclass(frozen=True)
class Move:
    """One row. `target` `None` leaves the state as it is; `asks` names what the form must bring."""

    action: str
    sources: tuple[str, ...]
    target: str | None
    roles: frozenset[str]
    needs: tuple[Need, ...] = ()
    label: str = ""
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """A move this person may make; `missing` holds the sentences that still stand against it."""

    move: Move
    missing: tuple[str, ...]

    @property
    def ready(self) -> bool:
        return not self.missing


def move(
    action: str,
    sources: str,
    target: str | None,
    roles: str,
    needs: Sequence[Need] = (),
    label: str = "",
    asks: str = "",
) -> Move:
    """Write a row with blank-separated words, so that tables stay aligned and readable."""
    return Move(
        action,
        tuple(sources.split()),
        target,
        frozenset(roles.split()),
        tuple(needs),
        label,
        tuple(asks.split()),
    )


class MoveTable:
    """An ordered set of moves. Deny by default: no row, no move."""

    def __init__(self, noun: str, states: Sequence[str], rows: Iterable[Move]) -> None:
        self.noun = noun
        self.states = tuple(states)
        self.rows = tuple(rows)
        seen: set[tuple[str, str, str]] = set()
        for row in self.rows:
            for state in row.sources:
                if state not in self.states:
                    raise ValueError(f"{noun}.{row.action}: unknown state {state}")
                for role in row.roles:
                    if (row.action, state, role) in seen:
                        raise ValueError(f"{noun}: {row.action} from {state} by {role} twice")
                    seen.add((row.action, state, role))

    @property
    def actions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.action for row in self.rows))

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(sorted({role for row in self.rows for role in row.roles}))

    def find(self, state: str, action: str, roles: Iterable[str]) -> Move | None:
        """The first row that fits, or `None`."""
        held = set(roles)
        for row in self.rows:
            if row.action == action and state in row.sources and row.roles & held:
                return row
        return None

    def check(self, state: str, action: str, roles: Iterable[str], facts: Any) -> Move:
        """The row for this move; raises `WrongState`, `NotAllowed` or `NeedsUnmet`."""
        held = set(roles)
        found = self.find(state, action, held)
        if found is None:
            if any(row.action == action and state in row.sources for row in self.rows):
                raise NotAllowed(_("这一步不由您的岗位办理。"), action=action, state=state)
            raise WrongState(
                _("当前状态下不能这样办理，请刷新后再看。"), action=action, state=state
            )
        missing = unmet(found, facts)
        if missing:
            raise NeedsUnmet("；".join(missing), needs=list(missing), action=action)
        return found

    def offers(self, state: str, roles: Iterable[str], facts: Any) -> tuple[Offer, ...]:
        """What this person may do now, in table order; unmet needs are told, not hidden."""
        held = set(roles)
        rows = (row for row in self.rows if state in row.sources and row.roles & held)
        first = {row.action: row for row in reversed(list(rows))}
        ordered = [row for row in self.rows if first.get(row.action) is row]
        return tuple(Offer(row, unmet(row, facts)) for row in ordered)


def unmet(row: Move, facts: Any) -> tuple[str, ...]:
    """The sentences of the needs that do not hold, in row order."""
    return tuple(need.sentence for need in row.needs if not need.holds(facts))
