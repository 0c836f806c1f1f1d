"""Pages whose whole state is in the URL: size 10/20/50/100, total, neighbours."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

SIZES = (10, 20, 50, 100)


@dataclass(frozen=True)
class Page:
    """One page of rows with the links of `components/table_foot.html`."""

    rows: Any
    total: int
    first: int
    last: int
    sizes: list[dict[str, Any]]
    pages: list[dict[str, Any]]
    previous_url: str
    next_url: str
    capped: bool = False


def with_params(params: QueryDict, **changes: str) -> str:
    """The same query string with some values replaced; an empty value drops its name."""
    kept = params.copy()
    for name, value in changes.items():
        if value:
            kept[name] = value
        else:
            kept.pop(name, None)
    return f"?{kept.urlencode()}"


def paged(request: HttpRequest, rows: QuerySet[Any], total: int | None = None) -> Page:
    """The page the URL asks for; a number out of range gives the nearest page."""
    params = request.GET
    size = _number(params.get("size"), 20)
    size = size if size in SIZES else 20
    total = rows.order_by().count() if total is None else total
    last_page = max(1, -(-total // size))
    number = min(max(1, _number(params.get("page"), 1)), last_page)
    start = (number - 1) * size
    return Page(
        rows=rows[start : start + size],
        total=total,
        first=start + 1 if total else 0,
        last=min(start + size, total),
        sizes=[
            {"n": n, "url": with_params(params, size=str(n), page=""), "current": n == size}
            for n in SIZES
        ],
        pages=_numbers(params, number, last_page),
        previous_url=with_params(params, page=str(number - 1)) if number > 1 else "",
        next_url=with_params(params, page=str(number + 1)) if number < last_page else "",
    )


def _numbers(params: QueryDict, number: int, last: int) -> list[dict[str, Any]]:
    shown = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    found: list[dict[str, Any]] = []
    for before, n in zip([0, *shown], shown, strict=False):
        if n - before > 1:
            found.append({"gap": True})
        found.append({"n": n, "url": with_params(params, page=str(n)), "current": n == number})
    return found


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else default
