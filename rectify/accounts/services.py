"""Signing in and out, confirming, changing the password, choosing a post."""

from django.db import transaction
from django.utils.translation import gettext as _

from rectify.accounts import attempts, policy
from rectify.accounts.backends import fits
from rectify.accounts.models import Holding, User
from rectify.accounts.policy import POLICY
from rectify.accounts.scope import actor_of, person_of, ready_to_act, without_post
from rectify.core import clock
from rectify.core.errors import DomainError, Invalid, Missing
from rectify.core.who import Who
from rectify.journal.services import audit, service

MAX_PASSWORD = 256


class SignInRefused(DomainError):
    """Unknown, wrong, locked, disabled: one sentence for all four (conventions 15)."""

    status, code = 400, "sign_in_refused"

    def __init__(self) -> None:
        minutes = int(POLICY.lock.total_seconds() // 60)
        sentence = _(
            "账号或密码不正确，或账号暂不能使用。连续 %(tries)d 次不成功将暂停 %(minutes)d 分钟。"
        )
        super().__init__(sentence % {"tries": POLICY.tries, "minutes": minutes})


def sign_in(username: str, password: str, address: str) -> User:
    """The person, or `SignInRefused`; every try is kept and audited, whatever came of it."""
    name = User.normalize_username(username).strip().replace("\x00", "")[:60]
    user = User.objects.filter(username=name).first()
    if not _try(user, name, password, address, "accounts.sign_in") or user is None:
        raise SignInRefused
    return user


def confirm(who: Who, password: str) -> None:
    """A second proof that the person is still there; fails and locks as signing in does."""
    user = User.objects.get(pk=person_of(who))
    if not _try(user, user.username, password, who.address, "accounts.step_up"):
        raise SignInRefused


@transaction.atomic
def _try(user: User | None, name: str, password: str, address: str, action: str) -> bool:
    known_as = attempts.counted_as(user, name)
    before = attempts.so_far(known_as, address)
    right = fits(user, password[:MAX_PASSWORD])
    active = user is not None and user.is_active
    passed = right and active and not before.locked
    attempt = attempts.note(known_as, address, before, succeeded=passed)
    result = _result(passed, before.locked, right, active)
    who = without_post(user, address) if user else Who(None, "", address=address)
    audit(who, action, result=result, detail={"locks": attempt.locks, "account": known_as})
    return passed


def _result(passed: bool, locked: bool, right: bool, active: bool) -> str:
    """What the audit says; the person is told none of it."""
    if passed:
        return "ok"
    if locked:
        return "locked"
    return "disabled" if right and not active else "wrong"


@transaction.atomic
def sign_out(who: Who, reason: str = "asked") -> None:
    """History of a sign-out: asked for, or why the session was ended for the person."""
    audit(who, "accounts.sign_out", detail={"reason": reason})


@service("accounts.choose_post")
def choose_post(who: Who, post_id: int) -> Holding:
    """The person's holding of this post today, loaded for `actor_of`; raises `Missing`."""
    held = Holding.objects.filter(user_id=person_of(who), post_id=post_id)
    holding = ready_to_act(held, clock.today()).first()
    if holding is None:
        raise Missing(_("您目前不在这个岗位上，请重新选择。"))
    audit(actor_of(holding, who.address), "accounts.choose_post", object_id=post_id)
    return holding


def change_password(who: Who, old: str, new: str) -> User:
    """Set a new password of the person's own; all other sessions end with it.

    Raises `SignInRefused` (the old one is wrong; counted as a try) or `Invalid` (`password`).
    """
    confirm(who, old)
    return _set_password(who, old, new)


@service("accounts.change_password")
def _set_password(who: Who, old: str, new: str) -> User:
    user = User.objects.select_for_update().get(pk=person_of(who))
    if faults := password_faults(new, user.username, user.name, old=old):
        raise Invalid("".join(faults), password=faults)
    user.set_password(new)
    user.password_changed_at = clock.now()
    user.save(update_fields=["password", "password_changed_at"])
    audit(who, "accounts.change_password")
    return user


def password_faults(password: str, *names: str, old: str = "") -> list[str]:
    """What the policy holds against a password, as sentences; empty when it is good."""
    faults = [_("新密码与原密码相同，请换一个。")] if password == old else []
    if not POLICY.min_length <= len(password) <= MAX_PASSWORD:
        faults.append(_("密码至少 %(n)d 个字符。") % {"n": POLICY.min_length})
    if policy.classes_of(password) < POLICY.min_classes:
        kinds = _("小写字母、大写字母、数字、其他符号四类中至少要有 %(n)d 类。")
        faults.append(kinds % {"n": POLICY.min_classes})
    if policy.contains_name(password, *names):
        faults.append(_("密码不能包含账号或姓名。"))
    return faults


def password_is_old(user: User) -> bool:
    """Whether the password must be changed before anything else."""
    return clock.now() - user.password_changed_at > POLICY.password_age
