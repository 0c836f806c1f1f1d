"""How a published count is told: so many issues at such a stage, so many petitions so closed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from issues.services.history import PastIssue, PastMeasure
from petitions.services.history import PastPetition

LATER = date(2035, 12, 31)
"""The invented deadline of what was still open, so far off that the published picture stays."""
TITLE = "反馈问题 {n}（演示数据，仅用于核对统计口径）"
SUB_TITLE = "反馈问题 {n} 的子问题（演示数据，仅用于核对统计口径）"
PETITION = "信访件 {n}（演示数据，仅用于核对统计口径）"
STATES = {"finished": "completed", "accepted": "in_signoff", "signed_off": "signed_off"}


@dataclass(frozen=True)
class Lot:
    """`n` issues alike. `stage`: finished, accepted, signed_off, or the pace of an open issue.

    `day` is when they reached it. `due_on` is the deadline (`None`: without one, long-term).
    `subs` are finished and open sub-issues, dealt out evenly over the lot.
    """

    n: int
    stage: str
    day: date | None = None
    due_on: date | None = LATER
    listed_on: date | None = None
    requires_signoff: bool = True
    self_found: bool = False
    override: str = ""
    measures: int = 0
    subs: tuple[int, int] = (0, 0)
    quantities: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Heap:
    """Petitions of one batch by closure, in order; `verdicts` in order too, as far as published.

    `sums` are totals of outcome columns: what the first petition states for all.
    """

    handed_on: date
    closures: tuple[tuple[str, int, date | None], ...]
    verdicts: tuple[tuple[str, int], ...] = ()
    sums: dict[str, Any] = field(default_factory=dict)
    place: str | None = None


def issues_of(lots: tuple[Lot, ...], listed_on: date) -> Iterator[PastIssue]:
    """The lots as rows of a ledger, numbered through; sub-issues right after their issue."""
    numbers = count(1)
    for lot in lots:
        finished, open_ones = (_dealt(total, lot.n) for total in lot.subs)
        for done, still_open in zip(finished, open_ones, strict=True):
            row = _issue(lot, next(numbers), lot.listed_on or listed_on)
            yield row
            yield from _subs(row, lot, done, still_open)


def _dealt(total: int, hands: int) -> list[int]:
    return [total // hands + (k < total % hands) for k in range(hands)]


def _issue(lot: Lot, n: int, listed_on: date) -> PastIssue:
    state = STATES.get(lot.stage, "rectifying")
    open_ = state == "rectifying"
    title = TITLE.format(n=n)
    return PastIssue(
        serial=str(n),
        title=title,
        text=title,
        listed_on=listed_on,
        state=state,
        deadline_text=lot.due_on.strftime("%Y年%-m月%-d日前") if lot.due_on else "长期坚持",
        due_on=lot.due_on,
        long_term=lot.due_on is None,
        completed_on=None if open_ else lot.day,
        accepted_on=lot.day if lot.stage in ("accepted", "signed_off") else None,
        signed_off_on=lot.day if lot.stage == "signed_off" else None,
        requires_signoff=lot.requires_signoff,
        self_found=lot.self_found,
        pace_override=lot.override,
        pace_reason="按原公布口径归类（演示数据）" if lot.override else "",
        measures=_measures(lot, listed_on),
        quantities=tuple(
            {"name": name, "amount": amount, "unit": unit} for name, amount, unit in lot.quantities
        ),
    )


def _measures(lot: Lot, listed_on: date) -> tuple[PastMeasure, ...]:
    """An open issue is on schedule when a node has come and is done, behind when it is missed."""
    node = PastMeasure("阶段性措施（演示数据）", listed_on, listed_on)
    if lot.stage == "on_schedule":
        return (node,)
    if lot.stage == "behind":
        return (PastMeasure(node.text, listed_on),)
    texts = (f"第{k}条措施（演示数据）" for k in range(1, lot.measures + 1))
    return tuple(PastMeasure(text, lot.due_on, lot.day) for text in texts)


def _subs(parent: PastIssue, lot: Lot, done: int, still_open: int) -> Iterator[PastIssue]:
    for k in range(1, done + still_open + 1):
        finished = k <= done
        yield PastIssue(
            serial=f"{parent.serial}-{k}",
            title=SUB_TITLE.format(n=parent.serial),
            text=SUB_TITLE.format(n=parent.serial),
            listed_on=parent.listed_on,
            state="completed" if finished else "rectifying",
            due_on=parent.due_on,
            completed_on=(lot.day or parent.listed_on) if finished else None,
            requires_signoff=False,
            parent=parent.serial,
        )


def petitions_of(heap: Heap) -> Iterator[PastPetition]:
    """The heap as rows of a table, numbered through."""
    verdicts = (word for word, n in heap.verdicts for _ in range(n))
    closures = ((word, day) for word, n, day in heap.closures for _ in range(n))
    for n, (closure, day) in enumerate(closures, 1):
        yield PastPetition(
            number="",
            text=PETITION.format(n=n),
            closure=closure,
            verdict=next(verdicts, ""),
            closed_on=day,
            division=heap.place,
            outcome=heap.sums if n == 1 else {},
        )
