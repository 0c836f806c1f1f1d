"""Which rows the preview lists and which doubt is under the eyes: the URL's query, answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from issues.importing.doubt import Doubt
from petitions.importing.compare import STATES, Verdict
from petitions.importing.preview import Preview

SIZE = 50


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
class View:
    """One preview under one query; `error` is shown at the doubt or field it belongs to."""

    look: Preview
    asked: Asked
    error: str = ""
    error_field: str = ""

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
        base = reverse("petition_imports:preview", args=[self.look.staged.pk])
        return f"{base}?{urlencode(params)}"

    @cached_property
    def listed(self) -> list[Verdict]:
        """The rows of the class asked for."""
        if self.only_doubts:
            keys = {doubt.row for doubt in self.look.doubts if not doubt.of_file}
            return [v for v in self.look.verdicts if v.draft.key in keys]
        if self.asked.show not in STATES:
            return self.look.verdicts
        return [v for v in self.look.verdicts if v.state == self.asked.show]

    @property
    def open_row(self) -> str:
        """The key of the entry that stands open; empty for none."""
        if self.now is not None:
            return "" if self.now.of_file else self.now.row
        if self.asked.row:
            return self.asked.row
        return self.listed[0].draft.key if self.listed else ""

    def neighbours(self) -> dict[str, Any]:
        """The places of the doubts before and after, for J and K."""
        ids = [doubt.id for doubt in self.look.doubts]
        if self.now is None or self.now.id not in ids:
            return {"at": 0, "previous_url": "", "next_url": self.link(doubt=ids[0]) if ids else ""}
        at = ids.index(self.now.id)
        after = ids[at + 1] if at + 1 < len(ids) else ""
        return {
            "at": at + 1,
            "previous_url": self.link(doubt=ids[at - 1]) if at else "",
            "next_url": self.link(doubt=after) if after else "",
        }

    def page(self) -> tuple[list[Verdict], dict[str, Any] | None]:
        """One page of the rows, and links to the others."""
        last = max(1, -(-len(self.listed) // SIZE))
        keys = [verdict.draft.key for verdict in self.listed]
        here = min(self.asked.page, last)
        if here == 1 and self.open_row in keys:
            here = keys.index(self.open_row) // SIZE + 1
        rows = self.listed[(here - 1) * SIZE : here * SIZE]
        if last == 1:
            return rows, None
        show = self.asked.show or ("doubts" if self.only_doubts else "all")

        def link(n: int) -> str:
            return self.link(show=show, page=str(n), row="-") if 1 <= n <= last else ""

        pages = [{"n": n, "url": link(n), "current": n == here} for n in range(1, last + 1)]
        return rows, {"pages": pages, "previous_url": link(here - 1), "next_url": link(here + 1)}
