"""The preview page: which rows are listed, which doubt is under the eyes, what stands beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from issues.importing.compare import Verdict
from issues.importing.doubt import Doubt
from issues.importing.drafts import NOTHING, TEXT_FIELDS, Draft
from issues.importing.entry import Shown, asked, readings, tag_of
from issues.importing.preview import Preview
from issues.importing.roles import UNIT_FIELDS
from issues.importing.values import measure_values, title_of
from rectify.exchange.pane import pane

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


class Page:
    """One preview under one query; `error` is shown at the doubt or field it belongs to."""

    def __init__(
        self, look: Preview, asked_for: Asked, error: str = "", error_field: str = ""
    ) -> None:
        self.look, self.asked = look, asked_for
        self.url = reverse("imports:preview", args=[look.staged.pk])
        answers = look.staged.answers
        self.shown = Shown(look.staged.pk, look.matches, answers, self.now, error, error_field)

    @cached_property
    def now(self) -> Doubt | None:
        """The doubt under the eyes: the one asked for, else the first open one."""
        wanted = [doubt for doubt in self.look.doubts if doubt.id == self.asked.doubt]
        if self.asked.row or self.asked.show:
            return next(iter(wanted), None)
        return next(iter([*wanted, *self.look.open]), None)

    @property
    def only_doubts(self) -> bool:
        return self.asked.show in ("", "doubts") and bool(self.look.doubts)

    def context(self) -> dict[str, Any]:
        """What `exchange/preview.html` shows."""
        staged, counts = self.look.staged, self.look.counts
        total, settled = len(self.look.doubts), len(self.look.doubts) - len(self.look.open)
        return {
            "staged": {
                "file_name": str(staged),
                "round": self.look.round.name,
                "kind": _("并入《%(title)s》") % {"title": self.look.plan.title}
                if self.look.plan
                else _("新方案《%(title)s》") % {"title": self.look.title},
                "saved_at": self._saved_at,
            },
            "counts": {
                **counts,
                "total": len(self.look.drafts),
                "doubts": total,
                "settled": settled,
                "open": total - settled,
            },
            "links": {name: self._link(show=name) for name in (*SHOWS, "doubts")},
            "claim": self._claim(),
            "findings": staged.problems,
            "only_doubts": self.only_doubts,
            "only_doubts_url": self._link(show="all" if self.only_doubts else "doubts"),
            **self._neighbours(),
            "entries": self._entries(),
            "source": self._source(),
            "confirm": self._confirm(),
            "replace_url": reverse("imports:upload"),
            "pager": self._pager(),
        }

    @property
    def _saved_at(self) -> datetime | None:
        stamps = [kept["at"] for kept in self.look.staged.answers.values() if "at" in kept]
        return datetime.fromisoformat(max(stamps)) if stamps else None

    def _link(self, **params: str) -> str:
        return f"{self.url}?{urlencode(params)}"

    def _claim(self) -> dict[str, Any] | None:
        stated = self.look.staged.document.get("stated_count")
        if not stated:
            return None
        agrees = stated == sum(not draft.overall for draft in self.look.drafts)
        words = _("与方案载明“%(n)d项”一致") if agrees else _("方案载明“%(n)d项”，与读出的不一致")
        return {"text": words % {"n": stated}, "agrees": agrees}

    def _neighbours(self) -> dict[str, Any]:
        ids = [doubt.id for doubt in self.look.doubts]
        if self.now is None or self.now.id not in ids:
            first = self._link(doubt=ids[0]) if ids else ""
            return {"at": 0, "previous_url": "", "next_url": first}
        at = ids.index(self.now.id)
        return {
            "at": at + 1,
            "previous_url": self._link(doubt=ids[at - 1]) if at else "",
            "next_url": self._link(doubt=ids[at + 1]) if at + 1 < len(ids) else "",
        }

    @cached_property
    def _listed(self) -> list[Verdict]:
        if self.only_doubts:
            keys = {doubt.row for doubt in self.look.doubts if not _of_all(doubt)}
            return [v for v in self.look.verdicts if v.draft.key in keys]
        wanted = {"refused": ("refused", "frozen")}.get(self.asked.show, (self.asked.show,))
        if self.asked.show not in SHOWS:
            return self.look.verdicts
        return [v for v in self.look.verdicts if v.state in wanted]

    @property
    def _open_row(self) -> str:
        if self.now is not None and not _of_all(self.now):
            return self.now.row
        if self.asked.row or self.now is not None:
            return self.asked.row
        return self._listed[0].draft.key if self._listed else ""

    @property
    def _on_page(self) -> int:
        """The page asked for; the one with the open row when none was."""
        keys = [verdict.draft.key for verdict in self._listed]
        if self.asked.page == 1 and self._open_row in keys:
            return keys.index(self._open_row) // SIZE + 1
        return self.asked.page

    def _entries(self) -> list[dict[str, Any]]:
        start = (self._on_page - 1) * SIZE
        rows = [self._entry(v) for v in self._listed[start : start + SIZE]]
        return [*self._entries_of_all(), *rows]

    def _entries_of_all(self) -> list[dict[str, Any]]:
        """Questions about the file as a whole stand first, as entries of their own."""
        if not self.only_doubts:
            return []
        return [self._entry_of_all(doubt) for doubt in self.look.doubts if _of_all(doubt)]

    def _entry_of_all(self, doubt: Doubt) -> dict[str, Any]:
        form = asked(doubt, self.shown)
        reading = {"label": doubt.label, "words": doubt.raw, "doubt": form, "place": doubt.place}
        return {
            "id": doubt.id,
            "number": _("全文"),
            "title": doubt.message,
            "tag": "",
            "open": doubt == self.now,
            "url": self._link(doubt=doubt.id),
            "doubt_label": doubt.label,
            "settled": doubt.settled,
            "refused": "",
            "readings": [reading],
        }

    def _entry(self, verdict: Verdict) -> dict[str, Any]:
        draft = verdict.draft
        mine = [d for d in self.look.doubts if d.row == draft.key and not _of_all(d)]
        waiting = [doubt for doubt in mine if not doubt.settled]
        is_open = draft.key == self._open_row
        target = waiting or mine
        url = self._link(doubt=target[0].id) if target and self.only_doubts else ""
        show = {"show": self.asked.show or "all", "row": draft.key, "page": str(self._on_page)}
        return {
            "id": draft.key,
            "number": _number(draft),
            "title": heading_of(draft),
            "tag": tag_of(verdict),
            "open": is_open,
            "url": url or self._link(**show),
            "doubt_label": waiting[0].label if waiting else "",
            "settled": bool(mine) and not waiting,
            "refused": verdict.reason,
            "readings": readings(verdict, mine, self.shown) if is_open else [],
        }

    def _source(self) -> dict[str, Any]:
        place, strong, soft = "", "", []
        if self.now is not None:
            place, strong = self.now.place, self.now.raw or self.now.sentence
        row = self.now.row if self.now is not None else self._open_row
        draft = next((d for d in self.look.drafts if d.key == row), None)
        if draft is not None:
            place = place or draft.place
            soft = _words(draft)
        return pane(self.look.staged.pieces, place, strong, soft)

    def _confirm(self) -> dict[str, Any]:
        total = self.look.counts["new"] + self.look.counts["changed"]
        reason = ""
        if self.look.open:
            reason = _("存疑项逐条确认后方可导入")
        elif not self.look.drafts:
            reason = _("没有读出可以导入的内容")
        return {
            "url": reverse("imports:confirm", args=[self.look.staged.pk]),
            "label": _("导入 %(n)d 项") % {"n": total},
            "reason": reason,
            "version": self.look.staged.version,
        }

    def _pager(self) -> dict[str, Any] | None:
        last = -(-len(self._listed) // SIZE)
        if last <= 1:
            return None
        here, show = self._on_page, self.asked.show or ("doubts" if self.only_doubts else "all")

        def link(n: int) -> str:
            # The row in question need not be on the page turned to.
            return self._link(show=show, page=str(n), row="-") if 1 <= n <= last else ""

        pages = [{"n": n, "url": link(n), "current": n == here} for n in range(1, last + 1)]
        return {"pages": pages, "previous_url": link(here - 1), "next_url": link(here + 1)}


def heading_of(draft: Draft) -> str:
    """What the row is called in a list."""
    text = measure_values(draft)[0]["text"] if draft.overall else draft.issue
    return title_of(text) or _("（没有问题内容）")


def _number(draft: Draft) -> str:
    if draft.overall:
        return draft.number or _("总体措施")
    return _("第%(n)s项") % {"n": draft.number} if draft.number else _("无序号")


def _of_all(doubt: Doubt) -> bool:
    return doubt.id.startswith("all-")


def _words(draft: Draft) -> list[str]:
    """The words of the row's other readings."""
    columns = (*TEXT_FIELDS.values(), "deadline", *UNIT_FIELDS)
    found = [str((draft.row.get(column) or NOTHING).get("text") or "") for column in columns]
    return [words for words in found if len(words) > 1]
