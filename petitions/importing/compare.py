"""Drafts beside the petitions that exist: new, changed field by field, untouched, refused. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from petitions.importing.drafts import Draft
from petitions.importing.known import Known
from petitions.importing.values import values_of
from rectify.core.text import gettext_noop

LONGEST = 20_000
WORDS = {
    "number": gettext_noop("受理编号"),
    "text": gettext_noop("内容"),
    "area": gettext_noop("行政区域"),
    "pollution_types": gettext_noop("问题类型"),
    "is_key": gettext_noop("重点件"),
    "duplicate_number": gettext_noop("重复件"),
    "verdict": gettext_noop("是否属实"),
    "closure": gettext_noop("是否办结"),
    "finding": gettext_noop("调查核实"),
    "closure_target": gettext_noop("办结目标"),
    "handling": gettext_noop("处理整改"),
    "accountability": gettext_noop("问责"),
    "next_due_on": gettext_noop("下一步时间"),
}


@dataclass(frozen=True)
class Change:
    """One column before and after."""

    field: str
    old: Any
    new: Any

    @property
    def facet(self) -> str:
        return WORDS.get(self.field, gettext_noop("处罚追责数"))


@dataclass(frozen=True)
class Verdict:
    """What confirming would do with one draft; `target` is the petition it meets."""

    draft: Draft
    state: str
    changes: tuple[Change, ...] = ()
    reason: str = ""
    target: int | None = None


def compare(drafts: list[Draft], known: Mapping[str, Known]) -> list[Verdict]:
    """One verdict a draft, in file order."""
    taken: set[str] = set()
    found = []
    for draft in drafts:
        if reason := _refusal(draft, taken):
            found.append(Verdict(draft, "refused", reason=reason))
            continue
        taken.add(draft.number.key)
        found.append(_beside(draft, known.get(draft.number.key)))
    return found


def _refusal(draft: Draft, taken: set[str]) -> str:
    """Why this row is not imported at all; empty when it is."""
    if not draft.text:
        return _("没有交办问题基本情况。")
    if draft.number.key in taken:
        return _("受理编号“%(number)s”前面已经用过。") % {"number": draft.number.printed}
    if len(draft.text) > LONGEST:
        return _("内容过长。")
    return ""


def _beside(draft: Draft, known: Known | None) -> Verdict:
    if known is None:
        return Verdict(draft, "new")
    wanted = values_of(draft)
    changes = tuple(
        Change(name, known.values[name], value)
        for name, value in wanted.items()
        if known.values[name] != value
    )
    if not changes:
        return Verdict(draft, "untouched", target=known.id)
    if known.worked_on:
        reason = _("本件已在系统内办理，不能用导入改动；请在办理页更正。")
        return Verdict(draft, "refused", changes, reason, known.id)
    return Verdict(draft, "changed", changes, target=known.id)
