"""Keyset pages: a signed cursor names the last row seen, so that later rows never shift."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import orjson
from django.core import signing
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from rectify.core.errors import Invalid

DEFAULT, LARGEST, MOST_COUNTED = 50, 200, 10_000
SIGNER = signing.Signer(salt="rectify.api.cursor")
"""Without a time: equal pages have equal cursors."""
PARAMETERS = ("cursor", "limit", "count", "ordering")


@dataclass(frozen=True)
class Key:
    """One column of an ordering; rows without a value come last in both directions."""

    path: str
    nullable: bool = False
    desc: bool = False

    @property
    def order(self) -> Any:
        if self.nullable:
            column = F(self.path)
            return column.desc(nulls_last=True) if self.desc else column.asc(nulls_last=True)
        return f"-{self.path}" if self.desc else self.path


Keys = tuple[Key, ...]


def keys(*paths: str) -> Keys:
    """`keys("due_on?", "pk")`: `?` marks a column that may be empty; the last one is unique."""
    return tuple(Key(path.removesuffix("?"), path.endswith("?")) for path in paths)


@dataclass(frozen=True)
class Asked:
    """What the query string asks of a page; raises `Invalid` when it cannot be."""

    name: str
    keys: Keys
    after: tuple[Any, ...] | None
    limit: int
    count: str

    @classmethod
    def of(cls, params: QueryDict, orderings: dict[str, Keys], default: str) -> "Asked":
        name = params.get("ordering") or default
        chosen = orderings.get(name.removeprefix("-"))
        if chosen is None:
            words = "、".join(orderings)
            raise Invalid(_("不能按“%(name)s”排序，可用：%(words)s。前面加 - 为倒序。")
                          % {"name": name[:60], "words": words}, ordering=_("未知"))  # fmt: skip
        if name.startswith("-"):
            chosen = tuple(replace(key, desc=True) for key in chosen)
        cursor = params.get("cursor")
        after = _opened(cursor, name) if cursor else None
        return cls(name, chosen, after, _limit(params.get("limit")), _count(params.get("count")))


@dataclass(frozen=True)
class Page:
    """`rows` are tuples of the paths asked for; `next_cursor` is None on the last page."""

    rows: list[tuple[Any, ...]]
    next_cursor: str | None
    counted: dict[str, Any]


def page(rows: QuerySet[Any], paths: Sequence[str], asked: Asked) -> Page:
    """One query for the rows, one more where a count is asked for."""
    counted = _counted(rows, asked.count)
    if asked.after is not None:
        rows = rows.filter(_beyond(asked.keys, asked.after))
    ends = [key.path for key in asked.keys]
    ordered = rows.order_by(*(key.order for key in asked.keys))
    found = list(ordered.values_list(*paths, *ends)[: asked.limit + 1])
    kept, width = found[: asked.limit], len(paths)
    cursor = _sealed(asked.name, kept[-1][width:]) if len(found) > asked.limit else None
    return Page([row[:width] for row in kept], cursor, counted)


def _beyond(ordering: Keys, after: Sequence[Any]) -> Q:
    key, value = ordering[0], after[0]
    rest = _beyond(ordering[1:], after[1:]) if len(ordering) > 1 else None
    if value is None:
        empty = Q(**{f"{key.path}__isnull": True})
        return empty & rest if rest is not None else Q(pk__in=[])
    side = "lt" if key.desc else "gt"
    found = Q(**{f"{key.path}__{side}": value})
    if key.nullable:
        found |= Q(**{f"{key.path}__isnull": True})
    if rest is None:
        return found
    found |= Q(**{key.path: value}) & rest
    # Said once more as a plain bound, which an index can begin at.
    return found if key.nullable else Q(**{f"{key.path}__{side}e": value}) & found


def _counted(rows: QuerySet[Any], how: str) -> dict[str, Any]:
    if not how:
        return {}
    if how == "exact":
        return {"count": rows.order_by().count()}
    found = rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
    capped = {"count_capped": True} if found > MOST_COUNTED else {}
    return {"count": min(found, MOST_COUNTED), **capped}


class _Json:
    def dumps(self, obj: Any) -> bytes:
        return orjson.dumps(obj)

    def loads(self, data: bytes) -> Any:
        return orjson.loads(data)


def _sealed(name: str, values: Sequence[Any]) -> str:
    plain = [v.isoformat() if isinstance(v, date | datetime) else v for v in values]
    return SIGNER.sign_object([name, *plain], serializer=_Json)


def _opened(cursor: str, name: str) -> tuple[Any, ...]:
    try:
        made_for, *values = SIGNER.unsign_object(cursor, serializer=_Json)
    except (signing.BadSignature, ValueError):
        raise Invalid(_("cursor 无效，请从第一页重新取。"), cursor=_("无效")) from None
    if made_for != name:
        raise Invalid(_("cursor 与 ordering 不符，翻页时请保持相同的排序。"), cursor=_("不符"))
    return tuple(values)


def _limit(text: str | None) -> int:
    if text is None:
        return DEFAULT
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= LARGEST:
        raise Invalid(_("limit 应为 1 至 %(n)d 的整数。") % {"n": LARGEST}, limit=text[:20])
    return int(text)


def _count(text: str | None) -> str:
    if text not in (None, "exact", "capped"):
        raise Invalid(_("count 只能是 exact 或 capped。"), count=_("未知"))
    return text or ""
