"""The people of the demonstration: fourteen accounts, each with one post in 示例省.

All names and places are invented. `manage.py demo` and the tests use the same cast.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from rectify.accounts.models import ROLES, Grant, Holding, Post, User
from rectify.core import clock
from rectify.regions.models import Division, Unit

SINCE = date(2024, 1, 1)
GRANTED_UNTIL = date(2035, 12, 31)


@dataclass(frozen=True)
class Part:
    """One person of the cast: who, at which unit of which place, in which role."""

    username: str
    name: str
    place: str
    unit: str
    kind: str
    role: str
    post: str = ""


CAST = (
    Part("province1", "钱某某", "示例省", "示例省整改办", "office", "office"),
    Part("city1", "李某某", "云屏州", "云屏州整改办", "office", "office"),
    Part("county1", "张某某", "青崖县", "青崖县整改办", "office", "office"),
    Part("county2", "赵某某", "石渡县", "石渡县整改办", "office", "office"),
    Part("unit1", "周某某", "青崖县", "青崖县人民政府", "government", "staff"),
    Part("unit2", "吴某某", "石渡县", "石渡县人民政府", "government", "staff"),
    Part("acceptor1", "孙某某", "云屏州", "云屏州水务局", "department", "staff", "验收岗"),
    Part("desk1", "郑某某", "云屏州", "云屏州整改办", "office", "petition_desk"),
    Part("leader1", "王某某", "云屏州", "云屏州人民政府", "government", "leader"),
    Part("inspector1", "冯某某", "示例省", "示例省督察组", "other", "inspector"),
    Part("discipline1", "陈某某", "云屏州", "云屏州纪委监委", "party", "discipline"),
    Part("system1", "褚某某", "示例省", "示例省整改办", "office", "system"),
    Part("security1", "卫某某", "示例省", "示例省整改办", "office", "security"),
    Part("audit1", "蒋某某", "示例省", "示例省整改办", "office", "audit"),
)


@transaction.atomic
def make_accounts(password: str) -> dict[str, User]:
    """The cast by user name, with posts and holdings; what is already there stays as it is.

    The demonstration's divisions must exist; units of theirs that are missing are made.
    """
    secret = make_password(password)
    places = {row.name: row for row in Division.objects.filter(is_demo=True)}
    missing = sorted({part.place for part in CAST} - set(places))
    if missing:
        raise LookupError(f"演示数据缺少行政区划：{'、'.join(missing)}。请先装入演示地区。")
    return {part.username: _play(part, places[part.place], secret) for part in CAST}


def _play(part: Part, place: Division, secret: str) -> User:
    fields: dict[str, Any] = {"name": part.name, "is_demo": True, "password": secret}
    user, _ = User.objects.get_or_create(username=part.username, defaults=fields)
    unit = _unit(part, place)
    name = part.post or ROLES[part.role]
    post, _ = Post.objects.get_or_create(unit=unit, role=part.role, name=name)
    if not Holding.objects.filter(user=user, post=post).on(clock.today()).exists():
        Holding.objects.create(user=user, post=post, starts_on=SINCE)
    if part.role == "inspector":
        _let_see(post, place)
    return user


def _unit(part: Part, place: Division) -> Unit:
    """The unit by its full or its short name (整改办 is short for a very long one)."""
    here = Unit.objects.filter(division=place, valid_to=None)
    known = here.filter(Q(name=part.unit) | Q(short_name=part.unit)).order_by("pk").first()
    fields: dict[str, Any] = {"name": part.unit, "kind": part.kind, "is_demo": True}
    return known or Unit.objects.create(division=place, **fields)


def _let_see(post: Post, place: Division) -> None:
    reason = {"reason": "演示：督察组在进驻期间查看全省", "ends_on": GRANTED_UNTIL}
    Grant.objects.get_or_create(post=post, division=place, starts_on=SINCE, defaults=reason)
