"""The overall verdict of a petition out of its items (domain §9.5)."""

from collections.abc import Iterable


def derive(verdicts: Iterable[str]) -> str:
    """The verdict of the whole; empty while any item has none, or there is no item.

    All alike keep their word. Items outside the scope say nothing about the others. 属实 beside
    基本属实 is 基本属实. Something true beside something else is 部分属实. Where nothing proved
    true, one item that could not be verified keeps the whole from being called untrue.
    """
    given = list(verdicts)
    if not given or "" in given:
        return ""
    kinds = set(given)
    kinds = kinds - {"out_of_scope"} or kinds
    if len(kinds) == 1:
        return kinds.pop()
    if kinds == {"true", "mostly"}:
        return "mostly"
    if kinds & {"true", "mostly", "partial"}:
        return "partial"
    return "unverifiable"
