"""A ledger handed in as a plan: its states and dates would be lost without a word. Pure."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from issues.importing.drafts import Draft, Json
from rectify.exchange.doubts import Doubt
from rectify.exchange.readers.columns import plan_field

BAR = "｜"
HEAD_PIECES = 15
"""Among so many first lines stand the headings of a table."""
HISTORY = frozenset({"completed_on", "accepted_on", "notice_from", "notice_to", "filed_on"})
ANSWER = "all-kind"


def mistaken(
    drafts: list[Draft], pieces: list[list[str]], answers: Mapping[str, Json]
) -> Iterator[Doubt]:
    """One question about the whole file when its headings are those of a ledger."""
    headings = history_headings(pieces)
    if not drafts or not headings:
        return
    words = _(
        "文件里有“%(columns)s”等栏，像是台账。按整改方案导入不会读入状态和日期；"
        "要保留请放弃这次导入，资料种类选“台账”重新上传。"
    )
    told = words % {"columns": "”“".join(headings)}
    rows = tuple(draft.key for draft in drafts)
    yield Doubt(
        ANSWER, rows[0], "kind", "accept", _("资料种类"), told,
        settled=ANSWER in answers, rows=rows, keep_label=_("按整改方案导入"),
    )  # fmt: skip


def history_headings(pieces: list[list[str]]) -> list[str]:
    """Headings of a state and of what has happened, on one line that has both; else nothing."""
    for _place, text in pieces[:HEAD_PIECES]:
        fields = {head.strip(): plan_field(head) for head in text.split(BAR)}
        found = [head for head, field in fields.items() if field == "state" or field in HISTORY]
        if {"state"} & {fields[head] for head in found} and len(found) > 1:
            return found[:3]
    return []
