"""The links around a list: tabs, orders, filters. The whole state of a list is in its URL."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from rectify.core.paging import with_params


def tabs(
    params: QueryDict, name: str, offered: Iterable[tuple[str, str, int]], *, drop: str = ""
) -> list[dict[str, Any]]:
    """One tab each `(value, label, count)` of the parameter `name`; changing the tab begins at the
    first page, without the parameter `drop`."""
    chosen = params.get(name, "")
    dropped = {"page": "", drop: ""} if drop else {"page": ""}
    return [
        {
            "label": label,
            "count": count,
            "url": with_params(params, **{name: value}, **dropped),
            "current": value == chosen,
        }
        for value, label, count in offered
    ]


def order_link(params: QueryDict, name: str, order: str) -> dict[str, str]:
    """The link in a column's head, and which way the column is sorted now."""
    direction = {name: "ascending", f"-{name}": "descending"}.get(order, "")
    target = f"-{name}" if direction == "ascending" else name
    return {"url": with_params(params, order=target, page=""), "direction": direction}


def toggle(params: QueryDict, name: str, value: str) -> dict[str, Any]:
    """A button that sets `name` to `value`, or pressed again frees it."""
    pressed = params.get(name, "") == value
    after = "" if pressed else value
    return {"url": with_params(params, **{name: after}, page=""), "pressed": pressed}
