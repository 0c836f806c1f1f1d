"""What the sign-in pages show: the installation, the posts, what happened last time."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from rectify.accounts.attempts import last_time
from rectify.accounts.models import ROLES, Holding, User
from rectify.accounts.sessions import WHY
from rectify.core import clock
from rectify.regions.models import Division, Unit


def installation() -> dict[str, Any]:
    """Whether this is the demonstration, and of which place; its accounts only on this machine."""
    divisions = Division.objects.filter(is_demo=True, level__in=("province", "city"))
    place = " ".join(divisions.order_by("code").values_list("name", flat=True)[:2])
    accounts = _demo_accounts() if settings.LOCAL else []
    return {"demo": bool(place), "place": place, "demo_accounts": accounts}


def _demo_accounts() -> list[dict[str, str]]:
    held = Holding.objects.filter(user__is_demo=True, user__is_active=True).on(clock.today())
    rows = held.select_related("user", "post__unit").order_by("user_id", "pk")
    return [
        {
            "name": row.user.username,
            "label": f"{unit_name(row.post.unit)} · {_(ROLES[row.post.role])}",
        }
        for row in rows
    ]


def posts(holdings: Iterable[Holding], current: int | None) -> list[dict[str, Any]]:
    """The posts a person may act from, in the shape of `accounts/choose_post.html`."""
    return [
        {
            "id": holding.post_id,
            "unit": unit_name(holding.post.unit),
            "name": holding.post.name,
            "division": str(holding.post.unit.division),
            "until": holding.ends_on,
            "current": holding.post_id == current,
        }
        for holding in holdings
    ]


def unit_name(unit: Unit) -> str:
    """The name as people say it: 整改办 has a full name of twenty characters."""
    return unit.short_name or unit.name


def tell_why(request: HttpRequest) -> None:
    """Why the person has to sign in again; any other word in the address is ignored."""
    if request.method != "POST" and (why := WHY.get(request.GET.get("why", ""))):
        messages.warning(request, why)


def tell_last_time(request: HttpRequest, user: User) -> None:
    """When and from where the account was used before, and whether somebody tried in vain."""
    last = last_time(user)
    if last is None:
        return
    at = last.at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")
    facts = {"at": at, "address": last.address or _("未知地址"), "n": last.failures}
    if last.failures:
        sentence = _(
            "上次登录 %(at)s，来自 %(address)s；此后有 %(n)d 次登录没有成功，如非本人请修改密码。"
        )
        messages.warning(request, sentence % facts)
    else:
        messages.info(request, _("上次登录 %(at)s，来自 %(address)s。") % facts)
