"""Which rows the preview lists and which doubt is under the eyes: the URL's query, answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from issues.importing.asking import Shown
from issues.importing.compare import LEFT_OUT, Verdict
from issues.importing.looking import Look
from issues.importing.offering import Offer, offers_in
from issues.importing.preview import Preview
from rectify.exchange.doubts import Doubt
from rectify.exchange.looks import Line
from rectify.exchange.pages import pager

SIZE = 50
SHOWS = ("new", "changed", "untouched", "refused")


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


class View:
    """One preview under one query; `error` is shown at the doubt or field it belongs to."""

    def __init__(self, look: Look, asked: Asked, error: str = "", error_field: str = "") -> None:
        self.look, self.asked = look, asked
        self.url = reverse("imports:preview", args=[look.staged.pk])
        self.error, self.error_field = error, error_field

    @cached_property
    def part(self) -> Preview:
        """The rows this page shows, and the one under the eyes, in full."""
        row = self.now.row if self.now else self.open_row
        return self.look.part({*self.keys, *([row] if row else [])})

    @cached_property
    def shown(self) -> Shown:
        """What entries are drawn with."""
        staged, part = self.look.staged, self.part
        return Shown(
            staged.pk, part.matches, staged.answers, part.given, self.now, self.error,
            self.error_field,
        )  # fmt: skip

    @property
    def verdicts(self) -> list[Verdict]:
        """The rows of this page."""
        found = {verdict.draft.key: verdict for verdict in self.part.verdicts}
        return [found[key] for key in self.keys]

    @cached_property
    def keys(self) -> list[str]:
        """The rows of this page."""
        start = (self.on_page - 1) * SIZE
        return [line.key for line in self.listed[start : start + SIZE]]

    @cached_property
    def offers(self) -> dict[str, Offer]:
        """Rows that could become amendments, by key."""
        return offers_in(self.part)

    @cached_property
    def now(self) -> Doubt | None:
        """The doubt under the eyes: the one asked for, else the first open one."""
        wanted = [doubt for doubt in self.look.doubts if doubt.id == self.asked.doubt]
        if self.asked.row or self.asked.show:
            return next(iter(wanted), None)
        return next(iter([*wanted, *self.look.open]), None)

    @property
    def only_doubts(self) -> bool:
        """Whether rows nobody doubts are left out."""
        return self.asked.show in ("", "doubts") and bool(self.look.doubts)

    def link(self, **params: str) -> str:
        """This page under another query."""
        return f"{self.url}?{urlencode(params)}"

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
        wanted = LEFT_OUT if self.asked.show == "refused" else (self.asked.show,)
        if self.asked.show not in SHOWS:
            return self.look.lines
        return [line for line in self.look.lines if line.state in wanted]

    @property
    def open_row(self) -> str:
        """The key of the entry that stands open; empty for none."""
        if self.now is not None and not self.now.of_file:
            return self.now.row
        if self.asked.row or self.now is not None:
            return self.asked.row
        return self.listed[0].key if self.listed else ""

    @cached_property
    def on_page(self) -> int:
        """The page asked for; the one with the open row when none was."""
        keys = [line.key for line in self.listed]
        if self.asked.page == 1 and self.open_row in keys:
            return keys.index(self.open_row) // SIZE + 1
        return self.asked.page

    def pager(self) -> dict[str, Any] | None:
        """Links to the other pages of the list; nothing for a single one."""
        last = -(-len(self.listed) // SIZE)
        show = self.asked.show or ("doubts" if self.only_doubts else "all")
        # The row in question need not be on the page turned to.
        return pager(self.on_page, last, lambda n: self.link(show=show, page=str(n), row="-"))
