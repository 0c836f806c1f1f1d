"""What a service says, in the language of the person who reads it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext, pgettext

from rectify.core.errors import DomainError, Invalid


def in_line(sentences: Iterable[str]) -> str:
    """Several sentences as one line, separated as the reader's language does; one full stop."""
    found = list(sentences)
    heads = [sentence.rstrip("。.") for sentence in found[:-1]]
    return pgettext("between sentences", "；").join([*heads, *found[-1:]])


def reason_of(reading: str) -> str:
    """Why a reading is unsure: sentences of the readers, kept in Chinese beside what was read."""
    return in_line(_read(sentence) for sentence in reading.split("；"))


def listed(words: Iterable[str]) -> str:
    """Words of a closed list side by side, each translated."""
    return pgettext("between words", "、").join(_read(word) for word in words)


def needs_of(error: DomainError) -> list[str]:
    """The sentences of what is still missing; empty for other refusals."""
    return [_read(need) for need in error.detail.get("needs", [])]


def message_of(error: DomainError) -> str:
    """The sentence of a refusal. Rule modules raise it in Chinese, so it is translated here."""
    needs = error.detail.get("needs", [])
    if needs and error.message == "；".join(needs):
        return in_line(needs_of(error))
    return _read(error.message)


def detail_of(error: DomainError) -> dict[str, Any]:
    """`detail` for programs: needs, and what is wrong with which field; other values are data."""
    detail = dict(error.detail)
    if "needs" in detail:
        detail["needs"] = needs_of(error)
    if isinstance(error, Invalid):
        detail = {name: _read(said) if type(said) is str else said for name, said in detail.items()}
    return detail


def _read(sentence: str) -> str:
    return gettext(sentence) if sentence else ""  # an empty msgid is the catalogue's header
