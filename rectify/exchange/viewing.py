"""Which rows a preview lists and which doubt is under the eyes: the URL's query, answered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import urlencode

from django.urls import reverse

from rectify.exchange.doubts import Doubt
from rectify.exchange.looks import CLASSES, Line
from rectify.exchange.models import StagedImport
from rectify.exchange.pages import PAGES, pager

SIZE = 50


class Look(Protocol):
    """The look of a noun at an import, large or small."""

    @property
    def staged(self) -> StagedImport: ...
    @property
    def doubts(self) -> list[Doubt]: ...
    @property
    def open(self) -> list[Doubt]: ...
    @property
    def lines(self) -> list[Line]: ...
    @property
    def counts(self) -> dict[str, int]: ...
    def part(self, keys: Collection[str]) -> Any:
        """The rows of these keys in full."""


L = TypeVar("L", bound=Look)


@dataclass(frozen=True)
class Asked:
    """What the URL asks for: a class of rows, a doubt, a row, a page."""

    show: str = ""
    doubt: str = ""
    row: str = ""
    page: int = 1

    @classmethod
    def of(cls, params: Mapping[str, str]) -> "Asked":
        """From a query string; what is unknown asks for nothing."""
        page = params.get("page", "1")
        return cls(
            params.get("show", ""),
            params.get("doubt", ""),
            params.get("row", ""),
            int(page) if page.isdecimal() and 0 < len(page) < 6 else 1,
        )


@dataclass(frozen=True)
class View(Generic[L]):
    """One preview under one query; `error` is shown at the doubt or field it belongs to."""

    look: L
    asked: Asked
    error: str = ""
    error_field: str = ""

    @cached_property
    def url(self) -> str:
        """The page itself."""
        staged = self.look.staged
        return reverse(f"{PAGES[staged.kind]}:preview", args=[staged.pk])

    def link(self, **params: str) -> str:
        """This page under another query."""
        return f"{self.url}?{urlencode(params)}"

    @cached_property
    def now(self) -> Doubt | None:
        """The doubt under the eyes: the one asked for, else the first open one."""
        wanted = [doubt for doubt in self.look.doubts if doubt.id == self.asked.doubt]
        if self.asked.row or self.asked.show:
            return next(iter(wanted), None)
        return next(iter([*wanted, *self.look.open]), None)

    def neighbours(self) -> dict[str, Any]:
        """The places of the doubts before and after, for J and K."""
        ids = [doubt.id for doubt in self.look.doubts]
        if self.now is None or self.now.id not in ids:
            first = self.link(doubt=ids[0]) if ids else ""
            return {"at": 0, "previous_url": "", "next_url": first}
        at = ids.index(self.now.id)
        return {
            "at": at + 1,
            "previous_url": self.link(doubt=ids[at - 1]) if at else "",
            "next_url": self.link(doubt=ids[at + 1]) if at + 1 < len(ids) else "",
        }

    @property
    def only_doubts(self) -> bool:
        """Whether rows nobody doubts are left out."""
        return self.asked.show in ("", "doubts") and bool(self.look.doubts)

    @cached_property
    def by_row(self) -> dict[str, list[Doubt]]:
        """The doubts of each row; those of many rows are not among them."""
        found: dict[str, list[Doubt]] = {}
        for doubt in self.look.doubts:
            if not doubt.of_file:
                found.setdefault(doubt.row, []).append(doubt)
        return found

    @cached_property
    def listed(self) -> list[Line]:
        """The rows of the class asked for."""
        if self.only_doubts:
            return [line for line in self.look.lines if line.key in self.by_row]
        if self.asked.show not in CLASSES:
            return self.look.lines
        return [line for line in self.look.lines if line.counted_as == self.asked.show]

    @property
    def open_row(self) -> str:
        """The key of the entry that stands open; empty for none."""
        if self.now is not None and not self.now.of_file:
            return self.now.row
        if self.asked.row or self.now is not None:
            return self.asked.row
        return self.listed[0].key if self.listed else ""

    @cached_property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-len(self.listed) // SIZE))

    @cached_property
    def here(self) -> int:
        """The page asked for; the one with the open row when none was."""
        keys = [line.key for line in self.listed]
        if self.asked.page == 1 and self.open_row in keys:
            return keys.index(self.open_row) // SIZE + 1
        return min(self.asked.page, self.last)

    @cached_property
    def keys(self) -> Sequence[str]:
        """The rows of this page."""
        return [line.key for line in self.listed[(self.here - 1) * SIZE : self.here * SIZE]]

    @property
    def wanted(self) -> set[str]:
        """The rows this page shows, and the one under the eyes: all it needs in full."""
        row = self.now.row if self.now else self.open_row
        return {*self.keys, *([row] if row else [])}

    def pager(self) -> dict[str, Any] | None:
        """Links to the other pages of the list; nothing for a single one."""
        show = self.asked.show or ("doubts" if self.only_doubts else "all")
        # The row in question need not be on the page turned to.
        return pager(self.here, self.last, lambda n: self.link(show=show, page=str(n), row="-"))
