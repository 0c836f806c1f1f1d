"""A second proof within ten minutes before signing, publishing, revealing, mass export.

The form that asked for it is kept in the session and shown again once the person has confirmed,
so nothing typed is lost; attached files cannot be kept, and the page says so.
"""

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any, TypedDict
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from rectify.accounts.answers import refuse
from rectify.accounts.http import SignedRequest, is_fragment, page_shown
from rectify.accounts.policy import POLICY
from rectify.core import clock
from rectify.core.errors import StepUpRequired

CONFIRMED, PENDING = "confirmed_at", "pending"
MAX_FORM = 256 * 1024
MAX_FORMS = 3
DROPPED = ("csrfmiddlewaretoken",)


class Pending(TypedDict):
    """A form that waits: where it goes, what it holds, what the person is told about it."""

    method: str
    path: str
    fields: list[list[str]]
    files: bool
    title: str
    object: str
    effects: list[str]
    cancel_url: str
    until: str


def fresh(request: SignedRequest) -> bool:
    """Whether this person confirmed in this session within the policy's ten minutes."""
    if request.via_token:
        return False
    at = request.session.get(CONFIRMED)
    if not isinstance(at, str):
        return False
    return dt.timedelta() <= clock.now() - dt.datetime.fromisoformat(at) <= POLICY.step_up


def require(
    request: SignedRequest, title: str = "", *, about: str = "", effects: Sequence[str] = ()
) -> None:
    """Go on, or raise `StepUpRequired`. `title` names the act (签署验收意见), `about` its object,
    `effects` what happens on confirming: all three are shown where the person confirms."""
    if fresh(request):
        return
    if request.via_token:
        raise StepUpRequired(_("这一步须由本人登录后确认，不能用令牌办理。"))
    raise StepUpRequired(
        _("请先确认是您本人。"), title=title or _("继续办理"), about=about, effects=list(effects)
    )


def confirmed(request: SignedRequest) -> None:
    """The person has just proved to be there; the session gets a new id."""
    request.session.cycle_key()
    request.session[CONFIRMED] = clock.now().isoformat()


def ask(request: HttpRequest, error: StepUpRequired) -> HttpResponse:
    """Keep the form that was sent and lead to the page that asks for the second proof."""
    fields = [[k, v] for k, values in request.POST.lists() for v in values if k not in DROPPED]
    if sum(len(key) + len(value) for key, value in fields) > MAX_FORM:
        sentence = _("内容太长，无法暂存。请先保存草稿，再办理这一步。")
        return refuse(request, StepUpRequired(sentence))
    key = _keep(request, error, fields)
    url = f"{reverse('accounts:step_up')}?{urlencode({'form': key})}"
    if not is_fragment(request):
        return redirect(url)
    response = HttpResponse(status=403)
    response["HX-Redirect"] = url
    return response


def _keep(request: HttpRequest, error: StepUpRequired, fields: list[list[str]]) -> str:
    detail: dict[str, Any] = error.detail
    form = Pending(
        method=request.method or "GET",
        path=request.get_full_path(),
        fields=fields,
        files=bool(request.FILES),
        title=str(detail.get("title", "")),
        object=str(detail.get("about", "")),
        effects=[str(effect) for effect in detail.get("effects", [])],
        cancel_url=page_shown(request) if request.method == "POST" else "/",
        until=(clock.now() + POLICY.step_up).isoformat(),
    )
    kept = dict(list(request.session.get(PENDING, {}).items())[1 - MAX_FORMS :])
    key = secrets.token_urlsafe(9)
    request.session[PENDING] = {**kept, key: form}
    return key


def pending(request: HttpRequest, key: str) -> Pending | None:
    """The waiting form, while it may still be sent."""
    form: Pending | None = request.session.get(PENDING, {}).get(key)
    if form is None or clock.now() > dt.datetime.fromisoformat(form["until"]):
        return None
    return form
