"""A place with the lists it published figures about."""

from dataclasses import dataclass
from datetime import date

from rectify.desk.demo.worlds.lots import Heap, Lot


@dataclass(frozen=True)
class Listed:
    """One round: its issues as lots, its petitions as heaps (a batch each).

    `shares` are lots of places below, each under a plan of its own; `overall` are measures of the
    whole plan.
    """

    code: str
    name: str
    kind: str
    listed_on: date
    lots: tuple[Lot, ...] = ()
    heaps: tuple[Heap, ...] = ()
    overall: tuple[str, ...] = ()
    shares: tuple[tuple[str, tuple[Lot, ...]], ...] = ()


@dataclass(frozen=True)
class World:
    """An official division and what stood on its lists. `locals` are invented places below it."""

    division: str
    name: str
    rounds: tuple[Listed, ...]
    locals: tuple[tuple[str, str], ...] = ()
