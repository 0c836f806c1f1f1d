"""Doubts about what the file does say: serials, unsure texts, texts too long. Pure."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from issues.importing.drafts import NOTHING, TEXT_FIELDS, Draft
from rectify.core.text import gettext_noop
from rectify.core.told import reason_of
from rectify.exchange.doubts import Doubt
from rectify.exchange.staging import sentence_of, words_of

LIMITS = {"number": 20, "leader": 120, "person": 120}
NAMES = {
    "number": gettext_noop("序号"),
    "leader": gettext_noop("责任领导"),
    "person": gettext_noop("责任人"),
}
DEADLINE_LIMIT = 300


def unsure(draft: Draft) -> Iterator[Doubt]:
    """Texts the reader was not sure of."""
    for name, column in TEXT_FIELDS.items():
        reading = draft.row.get(column) or NOTHING
        if reading.get("confidence") == "low" and reading.get("value"):
            yield Doubt(
                f"{draft.key}-{name}",
                draft.key,
                name,
                "text",
                _("读数存疑"),
                reason_of(reading.get("reason") or "") or _("这一处没有读准，请核对。"),
                raw=words_of(reading),
                place=reading.get("place", ""),
                sentence=sentence_of(reading),
                value=str(reading["value"]),
                settled=name in draft.edited or name in draft.waived,
            )


def too_long(draft: Draft) -> Iterator[Doubt]:
    """Texts the plan has no room for: never cut, always asked."""
    lengths = {name: len(getattr(draft, name)) for name in LIMITS}
    lengths["deadline"] = len(draft.deadline.words)
    for name, length in lengths.items():
        limit = LIMITS.get(name, DEADLINE_LIMIT)
        if length > limit:
            yield Doubt(
                f"{draft.key}-{name}",
                draft.key,
                name,
                "text",
                _("过长"),
                _("这一处有 %(n)d 个字，最多 %(limit)d 个。请缩写；不改则这一项不导入。")
                % {"n": length, "limit": limit},
                place=draft.place,
                value=getattr(draft, name) if name in LIMITS else draft.deadline.words,
                settled=name in draft.waived,
                keep_label=_("不导入这一项"),
            )


class Numbers:
    """Serials missing or used before, by what the file says and by what persons made of it."""

    def __init__(self, issues: list[Draft]) -> None:
        self.raw: set[str] = set()
        self.taken: set[str] = set()
        whole = [int(d.number) for d in issues if d.number.isdecimal()]
        self.next = max(whole, default=0) + 1

    def of(self, draft: Draft) -> Iterator[Doubt]:
        raw = str((draft.row.get("number") or NOTHING).get("value") or "")
        doubled = bool(raw) and raw in self.raw
        clash = not draft.number or draft.number in self.taken
        self.raw.add(raw)
        if "number" not in draft.waived:
            self.taken.add(draft.number)
        if not raw or doubled or clash:
            yield self._doubt(draft, raw, not clash or "number" in draft.waived)

    def _doubt(self, draft: Draft, raw: str, settled: bool) -> Doubt:
        message = (
            _("序号“%(number)s”前面已经用过。请改号；不改则这一项不导入。")
            % {"number": draft.number or raw}
            if raw or draft.number
            else _("这一项没有序号。请补上；不补则这一项不导入。")
        )
        return Doubt(
            f"{draft.key}-number",
            draft.key,
            "number",
            "text",
            _("序号存疑"),
            message,
            raw=raw,
            place=draft.place,
            value=str(self.next),
            settled=settled,
            keep_label=_("不导入这一项"),
        )
