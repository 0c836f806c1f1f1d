"""Round kinds that ship with the system (design §4: round kinds are data)."""

from typing import Any

from issues.models import RoundKind
from rectify.signoff.models import Chain

FULL = ["goal", "measure", "deadline", "lead", "supervising_or_acceptance"]
KINDS: list[dict[str, Any]] = [
    {"code": "central", "name": "中央生态环境保护督察", "needs_to_issue": FULL},
    {"code": "provincial", "name": "省级生态环境保护督察", "needs_to_issue": FULL},
    {"code": "look_back", "name": "督察“回头看”", "needs_to_issue": FULL},
    {"code": "special", "name": "专项督察", "needs_to_issue": FULL},
    {
        "code": "warning_film",
        "name": "警示片",
        "issue_word": "披露问题",
        "needs_to_issue": FULL,
    },
    {
        "code": "river_stationed",
        "name": "河湖长制进驻式督查",
        "inspection_word": "督查",
        "issue_word": "移交问题",
        "needs_to_issue": ["measure", "deadline", "lead"],
        "notice_days": 5,
    },
    {
        "code": "strict_sweep",
        "name": "从严排查",
        "inspection_word": "排查",
        "issue_word": "排查问题",
        "needs_to_issue": ["deadline", "lead"],
        "chain": "self_certifying",
        "notice_days": 7,
        "notice_unit": "calendar",
    },
    {
        "code": "self_check",
        "name": "自查自纠",
        "inspection_word": "自查",
        "issue_word": "自查问题",
        "needs_to_issue": ["deadline", "lead"],
        "chain": "self_certifying",
        "notice_days": 7,
        "notice_unit": "calendar",
    },
    {
        "code": "ministry_notice",
        "name": "部委通报",
        "inspection_word": "通报",
        "issue_word": "通报问题",
        "needs_to_issue": FULL,
    },
]


def load() -> None:
    """Write the kinds that are not there yet; what an office changed stays changed."""
    chains = {chain.code: chain for chain in Chain.objects.all()}
    for row in KINDS:
        values = {**row, "chain": chains[row.get("chain", "separate")]}
        RoundKind.objects.get_or_create(code=row["code"], defaults=values)
