"""Keys of programs: shown once, kept as a digest, bound to one post, good for at most a year."""

import hashlib
import secrets
from datetime import timedelta

from django.utils.translation import gettext as _

from rectify.accounts.models import ApiToken, Holding
from rectify.accounts.scope import Actor, actor_of, person_of, ready_to_act
from rectify.core import clock
from rectify.core.errors import Invalid, Missing
from rectify.core.who import Who
from rectify.journal.services import audit, service

PREFIX = "rct_"
DEFAULT_DAYS, MAX_DAYS = 90, 365
USED_EVERY = timedelta(minutes=1)


@service("accounts.issue_token")
def issue(who: Who, post_id: int, *, name: str, days: int = DEFAULT_DAYS) -> str:
    """A new key acting as the person at this post: the only time its text exists."""
    if not 1 <= days <= MAX_DAYS:
        raise Invalid(_("令牌有效期应为 1 至 %(n)d 天。") % {"n": MAX_DAYS}, days=days)
    held = Holding.objects.filter(user_id=person_of(who), post_id=post_id).on(clock.today())
    if not held.exists():
        raise Missing(_("您目前不在这个岗位上，不能为它签发令牌。"))
    secret = PREFIX + secrets.token_urlsafe(32)
    now = clock.now()
    row = ApiToken.objects.create(
        user_id=person_of(who),
        post_id=post_id,
        name=name,
        digest=digest_of(secret),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    audit(who, "accounts.issue_token", object_id=row.pk, detail={"post": post_id, "days": days})
    return secret


@service("accounts.revoke_token")
def revoke(who: Who, token_id: int) -> None:
    """Withdraw one of the person's own keys: the next call with it is refused."""
    own = ApiToken.objects.filter(pk=token_id, user_id=person_of(who), revoked_at=None)
    if not own.update(revoked_at=clock.now()):
        raise Missing
    audit(who, "accounts.revoke_token", object_id=token_id)


def holding_of(secret: str) -> Holding | None:
    """The holding a key acts from today; None when the key, its owner or the holding is gone."""
    now = clock.now()
    token = ApiToken.objects.usable(now).filter(digest=digest_of(secret)).first()
    if token is None:
        return None
    held = Holding.objects.filter(user_id=token.user_id, post_id=token.post_id)
    holding = ready_to_act(held.filter(user__is_active=True), clock.today()).first()
    if holding and (token.last_used_at is None or now - token.last_used_at > USED_EVERY):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return holding


def actor_with(secret: str, address: str = "") -> Actor | None:
    """Who calls with this key."""
    holding = holding_of(secret)
    return actor_of(holding, address) if holding else None


def digest_of(secret: str) -> str:
    """256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
