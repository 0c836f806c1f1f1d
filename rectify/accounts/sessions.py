"""A person's session: begun at sign-in, measured on every request, ended with a reason.

It lies in the database (emptying Redis logs nobody out) and holds ids and instants only.
"""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.contrib import auth
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rectify.accounts.backends import PATH
from rectify.accounts.models import Holding, User
from rectify.accounts.policy import POLICY
from rectify.accounts.scope import ready_to_act
from rectify.core import clock

LARGE_COOKIE = "large"
BEGAN, SEEN, MARK, POST = "began_at", "seen_at", "mark", "post"
SEEN_EVERY = dt.timedelta(minutes=1)
"""How stale `seen_at` may get: not every request needs to write the session."""

WHY = {
    "idle": _("您有一段时间没有操作，为安全起见已退出，请重新登录。"),
    "expired": _("本次登录时间已满，请重新登录。"),
    "disabled": _("您的账号已停用，如有疑问请联系本单位系统管理员。"),
    "password": _("密码已修改，请用新密码登录。"),
    "elsewhere": _("您的账号已在另一处登录，本处已退出。如非本人操作，请立即修改密码。"),
    "post": _("您当前岗位的任职已结束，请重新登录。"),
}
"""Why a session ended, as the sign-in page says it."""


@dataclass(frozen=True)
class Signed:
    """Somebody is signed in; `current` is None while no post is chosen."""

    user: User
    holdings: tuple[Holding, ...]
    current: Holding | None


@dataclass(frozen=True)
class Turned:
    """Nobody is signed in, or no longer: `why` is a key of `WHY`, or empty."""

    why: str = ""
    user_id: int | None = None


def begin(request: HttpRequest, user: User) -> None:
    """A new session id for the person; older sessions of the account end (S-14)."""
    auth.login(request, user, backend=PATH)
    user.session_mark = secrets.token_hex(8)
    user.save(update_fields=["session_mark"])
    now = clock.now().isoformat()
    request.session.update({BEGAN: now, SEEN: now, MARK: user.session_mark})


def end(request: HttpRequest) -> None:
    """The session's row goes: its cookie is worth nothing afterwards."""
    auth.logout(request)


def keep_after_password_change(request: HttpRequest, user: User) -> None:
    """This session goes on under a new id; the person's others have lost their key."""
    auth.update_session_auth_hash(request, user)


def choose(request: HttpRequest, post_id: int) -> None:
    request.session[POST] = post_id


def read(request: HttpRequest) -> Signed | Turned:
    """Measure the session against the policy; does not end it."""
    known = request.session.get(auth.SESSION_KEY)
    if known is None:
        return Turned()
    user = request.user
    if not isinstance(user, User):
        return Turned(_why_gone(int(known)), int(known))
    if why := _measure(request, user):
        return Turned(why, user.pk)
    return _with_posts(request, user)


def _why_gone(user_id: int) -> str:
    """Django knows the person no more: disabled, or the password changed meanwhile."""
    active = User.objects.filter(pk=user_id, is_active=True).exists()
    return "password" if active else "disabled"


def _measure(request: HttpRequest, user: User) -> str:
    now, session = clock.now(), request.session
    began, seen = _instant(session.get(BEGAN)), _instant(session.get(SEEN))
    if began is None or seen is None or now - began > POLICY.session:
        return "expired"
    if now - seen > POLICY.idle:
        return "idle"
    # Demonstration accounts are shared by everybody who tries the system.
    if POLICY.one_session and not user.is_demo and session.get(MARK) != user.session_mark:
        return "elsewhere"
    if now - seen > SEEN_EVERY:
        session[SEEN] = now.isoformat()
    return ""


def _with_posts(request: HttpRequest, user: User) -> Signed | Turned:
    held = Holding.objects.filter(user_id=user.pk)
    holdings = tuple(ready_to_act(held, clock.today()))
    wanted = request.session.get(POST)
    current = next((holding for holding in holdings if holding.post_id == wanted), None)
    if wanted is not None and current is None:
        return Turned("post", user.pk)
    if wanted is None and len(holdings) == 1:
        current = holdings[0]
        choose(request, current.post_id)
    return Signed(user, holdings, current)


def _instant(text: object) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if isinstance(text, str) else None
