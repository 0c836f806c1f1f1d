"""Pages of sign-in: login, logout, post, confirmation, password, display."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from rectify.accounts import services, sessions, showing, step_up
from rectify.accounts.forms import ConfirmForm, PasswordForm, SignInForm
from rectify.accounts.http import SignedRequest, address_of, safe_next
from rectify.accounts.models import User
from rectify.accounts.services import SignInRefused
from rectify.core.errors import Invalid

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@never_cache
@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponse:
    goal = safe_next(request, request.POST.get("next") or request.GET.get("next"))
    if request.method != "POST" and isinstance(sessions.read(request), sessions.Signed):
        return redirect(goal)
    form = SignInForm(request.POST or None)
    if form.is_valid():
        try:
            return _enter(request, form, goal)
        except SignInRefused as refusal:
            form.add_error(None, refusal.message)
    showing.tell_why(request)
    context = {"form": form, "next": goal, **showing.installation()}
    return render(request, "accounts/login.html", context, status=400 if form.errors else 200)


def _enter(request: HttpRequest, form: SignInForm, goal: str) -> HttpResponse:
    given = form.cleaned_data
    user = services.sign_in(given["username"], given["password"], address_of(request))
    sessions.begin(request, user)
    showing.tell_last_time(request, user)
    return redirect(goal)


@require_POST
def logout(request: SignedRequest) -> HttpResponse:
    services.sign_out(request.actor)
    sessions.end(request)
    return redirect("accounts:login")


@page
def choose_post(request: SignedRequest) -> HttpResponse:
    """Which post to act from; also the switch in the top bar."""
    goal = safe_next(request, request.POST.get("next") or request.GET.get("next"))
    if request.method == "POST":
        wanted = request.POST.get("post", "")
        if not wanted.isdecimal() or len(wanted) > 18:
            raise Invalid(_("没有选中岗位，请重新选择。"))
        sessions.choose(request, services.choose_post(request.actor, int(wanted)).post_id)
        return redirect(goal)
    context = {"posts": showing.posts(request.holdings, request.actor.post_id), "next": goal}
    return render(request, "accounts/choose_post.html", context)


@page
@never_cache
@sensitive_post_parameters("password")
def confirm(request: SignedRequest) -> HttpResponse:
    """Ask for the second proof, then show the waiting form again, ready to be sent."""
    form = ConfirmForm(request.POST or None, initial={"form": request.GET.get("form", "")})
    key = request.POST.get("form") or request.GET.get("form", "")
    waiting = step_up.pending(request, key)
    if form.is_valid():
        try:
            services.confirm(request.actor, form.cleaned_data["password"])
        except SignInRefused as refusal:
            form.add_error("password", refusal.message)
        else:
            step_up.confirmed(request)
            return _continue(request, waiting)
    context = {"form": form, "pending": waiting or {"title": _("继续办理")}}
    return render(request, "accounts/step_up.html", context, status=400 if form.errors else 200)


def _continue(request: SignedRequest, waiting: step_up.Pending | None) -> HttpResponse:
    if waiting is None:
        messages.warning(request, _("已确认。原来的表单已过期，请重新填写后提交。"))
        return redirect("/")
    if waiting["method"] != "POST":
        return redirect(waiting["path"])
    return render(request, "accounts/step_up_done.html", {"pending": waiting})


@page
@never_cache
@sensitive_post_parameters("old", "password", "again")
def password(request: SignedRequest) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        old, new = form.cleaned_data["old"], form.cleaned_data["password"]
        try:
            user = services.change_password(request.actor, old, new)
        except SignInRefused as refusal:
            form.add_error("old", refusal.message)
        except Invalid as refusal:
            form.add_error("password", refusal.message)
        else:
            return _with_new_password(request, user)
    context = {"form": form, "due": services.password_is_old(request.user)}
    return render(request, "accounts/password.html", context, status=400 if form.errors else 200)


def _with_new_password(request: SignedRequest, user: User) -> HttpResponse:
    sessions.keep_after_password_change(request, user)
    messages.success(request, _("密码已修改，其他地方的登录已退出。"))
    return redirect(safe_next(request, request.GET.get("next")))


@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Large type on or off, kept in a cookie so that it outlives the session."""
    response = redirect(safe_next(request, request.POST.get("next"), reverse("accounts:login")))
    response.set_cookie(
        sessions.LARGE_COOKIE,
        "1" if request.POST.get("large") == "1" else "0",
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
