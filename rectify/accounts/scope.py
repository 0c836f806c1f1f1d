"""What a post may see, and who is acting. Evaluated anew for every request and every job."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.utils.translation import gettext as _

from rectify.accounts.models import OFFICERS, Grant, Holding, User
from rectify.accounts.querysets import HoldingQuerySet
from rectify.core import clock
from rectify.core.errors import NotAllowed
from rectify.core.who import Who

RANGE_ROLES = frozenset({"office", "petition_desk", "leader", "field", "discipline"})
"""Roles that read their whole division; the others see what names their unit, or a grant."""


@dataclass(frozen=True)
class Scope:
    """Ranges of division codes (half-open) plus one unit: `visible_to` turns it into rows."""

    ranges: tuple[tuple[str, str], ...] = ()
    unit_id: int | None = None
    business: bool = True

    def covers(self, code: str) -> bool:
        """Whether a division code lies in one of the ranges."""
        return any(low <= code < high for low, high in self.ranges)

    def q(self, field_name: str) -> Q:
        """Rows whose division code column lies in the ranges; nothing when there is none."""
        found = Q(pk__in=[])
        for low, high in self.ranges:
            found |= Q(**{f"{field_name}__gte": low, f"{field_name}__lt": high})
        return found


NOTHING = Scope(business=False)


@dataclass(frozen=True)
class Actor(Who):
    """A person acting from a post, with the role and the scope this post gives today."""

    person_id: int
    unit_id: int = 0
    role: str = ""
    division: str = ""
    scope: Scope = field(default=NOTHING)


def code_range(code: str) -> tuple[str, str]:
    """The half-open range of a division and everything below it: `5133` → (`5133`, `5134`)."""
    last = chr(ord(code[-1]) + 1)
    return code, code[:-1] + last


def scope_of(post_id: int, role: str, unit_id: int, division: str, on: date) -> Scope:
    """Division range ∪ responsibility of the unit ∪ dated grants (design §5)."""
    grants = Grant.objects.filter(post_id=post_id).on(on)
    return _scope(role, unit_id, division, list(grants.values_list("division_id", flat=True)))


def _scope(role: str, unit_id: int, division: str, granted: Iterable[str]) -> Scope:
    if role in OFFICERS:
        return NOTHING
    codes = [division] if role in RANGE_ROLES else []
    codes += [code for code in granted if code not in codes]
    return Scope(tuple(code_range(code) for code in codes), unit_id)


def ready_to_act(holdings: HoldingQuerySet, on: date) -> HoldingQuerySet:
    """The holdings in force, loaded for `actor_of`: user, post, unit, division and what the post
    was granted (`granted`, division codes), all in one query."""
    grants = Grant.objects.filter(post_id=OuterRef("post_id")).on(on)
    codes = ArraySubquery(grants.order_by("division_id").values("division_id"))
    loaded = holdings.on(on).select_related("user", "post__unit__division")
    return loaded.annotate(granted=codes).order_by("pk")


def actor_of(holding: Holding, address: str = "") -> Actor:
    """The acting person for a holding; no query when it came from `ready_to_act`."""
    post, unit = holding.post, holding.post.unit
    granted: list[str] | None = getattr(holding, "granted", None)
    if granted is None:
        scope = scope_of(post.pk, post.role, unit.pk, unit.division_id, clock.today())
    else:
        scope = _scope(post.role, unit.pk, unit.division_id, granted)
    return Actor(
        person_id=holding.user_id,
        person=holding.user.name,
        post_id=post.pk,
        post=post.name,
        unit_id=unit.pk,
        unit=unit.name,
        address=address,
        role=post.role,
        division=unit.division_id,
        scope=scope,
    )


def person_of(who: Who) -> int:
    """The person's id; raises `NotAllowed` where no person acts."""
    if who.person_id is None:
        raise NotAllowed(_("这一步须由本人登录后办理。"))
    return who.person_id


def without_post(user: User, address: str = "") -> Actor:
    """Signed in, but acting from no post: may choose one, change the password, leave."""
    return Actor(person_id=user.pk, person=user.name, address=address)
