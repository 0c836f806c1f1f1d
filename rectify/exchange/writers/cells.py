"""Text that stays text in every spreadsheet program (conventions 25)."""

import re

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell beginning so may be taken for a formula, also after passing through CSV."""
GUARD = "'"
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_000
"""A cell of a workbook holds 32 767 characters; a longer text is cut and says so."""
CUT = "…（内容过长，见系统）"


def safe(text: str) -> str:
    """The text, guarded where a program might calculate with it; a guarded one is guarded again."""
    clean = FORBIDDEN.sub("", text)
    if clean.startswith((*STARTS, GUARD)):
        clean = GUARD + clean
    return clean if len(clean) <= LONGEST else clean[: LONGEST - len(CUT)] + CUT


def unguarded(text: str) -> str:
    """What `safe` was given, on the way back in."""
    rest = text.removeprefix(GUARD)
    return rest if rest != text and rest.startswith((*STARTS, GUARD)) else text
