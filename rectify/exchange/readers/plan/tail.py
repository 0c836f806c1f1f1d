"""The bracket at the end of a measure: (责任单位：县住建局；2024年6月底前) and its kin."""

import re

from rectify.exchange.readers.columns import plan_field
from rectify.exchange.readers.labels import LabelBook
from rectify.exchange.readers.vocabulary import PLAN_WORDS

FIELDS = frozenset({"lead", "responsible", "implementing", "cooperating", "supervising",
                    "acceptance", "person", "leader", "deadline"})  # fmt: skip
BOOK = LabelBook(PLAN_WORDS, plan_field, FIELDS)
DUTY = re.compile(
    r"牵头|配合|负责|落实$|督导|责任单位|责任部门|单位[:：]|时限[:：]|会同|分工|协助|参与$"
)
DATE_PART = re.compile(
    r"\d{4}\s*年|\d{1,2}\s*月(底|\d|前|份)|年底|立行立改|长期坚持|持续推进|即知即改|\d+个?(工作)?[日月]内|"
    r"季度末|立即整改|常态化"
)
A_UNIT = re.compile(
    r"(局|委|办|厅|处|政府|委员会|管委会|单位|部门|公司|集团|分局|中心|[支大总]队|街道|[各县]镇|乡镇)$"
)
UNIT_WORD = re.compile(r"[局委办厅府会院部队镇乡县区市州单位]+(牵头|配合|负责|$)")


def split_tail(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a measure without its closing duty bracket, and the fields the bracket held."""
    bare = text.rstrip().rstrip("。；;，, ")
    opened = _closing_bracket(bare)
    if opened is None:
        return text, []
    inside = bare[opened + 1 : -1].strip()
    fields = duty_fields(inside)
    return (bare[:opened].rstrip(), fields) if fields else (text, [])


def duty_fields(inside: str) -> list[tuple[str, str]]:
    """Return the fields of a bracket's words; empty when the bracket is mere explanation."""
    text = f" {inside}"
    head, labels = BOOK.split(inside)
    if labels:
        found = [(label.field, label.text) for label in labels if label.text]
        return found + duty_fields(head) if head else found
    only_date = DATE_PART.search(inside) and len(inside) <= 40
    if not (DUTY.search(text) or only_date or _only_units(inside)):
        return []
    dated: list[str] = []
    units: list[str] = []
    for part in re.split(r"(?<=[^\d])[,，;；](?=\D|\d{4}|\d{1,2}月)", inside):
        is_date = DATE_PART.search(part) and not UNIT_WORD.search(part)
        (dated if is_date else units).append(part.strip())
    found = [("deadline", "，".join(dated))] if dated else []
    return [("responsible", "，".join(units)), *found] if any(units) else found


def _only_units(inside: str) -> bool:
    parts = [part for part in re.split(r"[、,，;；\s]+", inside) if part]
    return bool(parts) and len(inside) < 80 and all(
        A_UNIT.search(part)
        for part in parts
    )  # fmt: skip


def _closing_bracket(text: str) -> int | None:
    """Return where the bracket that ends the text opens; nested ones (县(区)) belong to it."""
    if not text or text[-1] not in ")）":
        return None
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        if text[index] in ")）":
            depth += 1
        elif text[index] in "(（":
            depth -= 1
            if depth == 0:
                return index
    return None
