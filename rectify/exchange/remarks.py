"""What readers remarked on a file, in the language of the person who looks at it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext, pgettext

OURS = frozenset({"what", "first", "second"})
"""Values that are words of the readers; all others are quoted from the file as they stand."""
LISTS = frozenset({"numbers", "columns"})
"""Values that name several things of the file."""
TEMPLATE = "“版本”是隐藏的"
"""Our templates hide their version in a sheet: nothing to tell a person about."""


def told(problem: Mapping[str, Any]) -> str:
    """The sentence of a stored `{place, message, template?, values?}`."""
    sentence = gettext(str(problem.get("template") or problem["message"]))
    values: Mapping[str, Any] = problem.get("values") or {}
    return sentence % {name: _value(name, v) for name, v in values.items()} if values else sentence


def _value(name: str, value: Any) -> Any:
    if name in OURS:
        return gettext(str(value))
    if name in LISTS:
        return pgettext("between words", "、").join(str(value).split("、"))
    return value


def remarks(problems: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """`{place, message}` of each, to be shown."""
    return [
        {"place": str(problem.get("place") or ""), "message": told(problem)}
        for problem in problems
        if TEMPLATE not in problem["message"]
    ]
