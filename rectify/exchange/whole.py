"""A look at every row of an import as it stands now: the counterpart of a kept `Index`."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Self

from rectify.exchange.doubts import Doubt, open_ones
from rectify.exchange.looks import Line, counts_of
from rectify.exchange.models import StagedImport
from rectify.exchange.pane import Window, window
from rectify.exchange.remarks import remarks


@dataclass(frozen=True)
class Whole(ABC):
    """What confirming would do now; a noun adds its drafts, and one of the `lines` for each."""

    staged: StagedImport
    doubts: list[Doubt]
    large: ClassVar[bool] = False
    fresh: ClassVar[bool] = True

    @property
    @abstractmethod
    def lines(self) -> list[Line]:
        """One a row, in file order."""

    @cached_property
    def open(self) -> list[Doubt]:
        return open_ones(self.doubts)

    @property
    def counts(self) -> dict[str, int]:
        """`{new, changed, untouched, refused}`."""
        return counts_of(self.lines)

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def findings(self) -> list[dict[str, str]]:
        """The reader's remarks."""
        return remarks(self.staged.problems)

    def part(self, keys: Collection[str]) -> Self:
        """The rows of these keys among others: all are here."""
        return self

    def window(self, place: str) -> Window | None:
        """The source around a place."""
        return window(self.staged.pieces, place)
