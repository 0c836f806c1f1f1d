"""What every reading carries: how sure it is, and why."""

from collections.abc import Iterable
from typing import Literal

Confidence = Literal["high", "low"]


def confidence(doubts: Iterable[str]) -> Confidence:
    """High only when nothing is in doubt."""
    return "low" if any(True for _ in doubts) else "high"


def sentence(doubts: Iterable[str], otherwise: str) -> str:
    """The doubts as one Chinese sentence, each once and in order; else the plain explanation."""
    seen = list(dict.fromkeys(doubts))
    return ("；".join(seen) if seen else otherwise) + "。"
