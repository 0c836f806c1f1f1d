"""A form somebody sends: acted on once; a refusal is told where the words were typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rectify.accounts.http import SignedRequest
from rectify.core.errors import DomainError, Invalid, NeedsUnmet, WrongState
from rectify.core.told import message_of, needs_of
from rectify.core.versioned import Versioned, check_version
from rectify.journal.idempotency import Answer, form_key, once_per_form

TOLD: tuple[type[DomainError], ...] = (Invalid, NeedsUnmet, WrongState)
"""Refusals told on the form itself; others have a page of their own."""
Tell = Callable[[Any, DomainError], None]


def begun(row: Versioned) -> dict[str, Any]:
    """What every form about a row begins with: the version shown, and a key of its own."""
    return {"version": row.version, "form_key": form_key()}


def check_shown(request: HttpRequest, row: Versioned) -> None:
    """On sending a form: refuse with `Stale` when somebody changed the row since it was shown.

    Asked before anything else is: who was quicker matters more than what is impossible now.
    """
    version = request.POST.get("version", "")
    if version.isdecimal():
        check_version(row, int(version))


def tell(form: forms.BaseForm, refusal: DomainError) -> None:
    """What is missing stands above the fields; another sentence at the first field it names."""
    if needs := needs_of(refusal):
        form.add_error(None, forms.ValidationError(needs))
        return
    named = next(iter(refusal.detail), None) if isinstance(refusal, Invalid) else None
    form.add_error(named if named in form.fields else None, message_of(refusal))


def sent(
    request: SignedRequest,
    form: forms.BaseForm,
    act: Callable[[], Answer],
    *,
    told: tuple[type[DomainError], ...] = TOLD,
    tell: Tell = tell,
) -> Answer:
    """What `act` answered, once a valid form was sent; a form sent twice acts once.

    `None` while the form is only looked at, or has to be shown again: it then holds the errors,
    those of the service among them.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return once_per_form(request.actor, request, act)
    except told as refusal:
        tell(form, refusal)
        return None


def form_page(
    request: HttpRequest, template: str, form: forms.BaseForm, context: dict[str, Any]
) -> HttpResponse:
    """The page of a form; status 400 when it is shown again with what is wrong."""
    status = 400 if form.errors else 200
    return render(request, template, {**context, "form": form}, status=status)
