"""/petitions/rules/<round>/: the terms and ways of counting of one round's petitions."""

from dataclasses import fields

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from petitions.forms import RulesForm
from petitions.models import PetitionRules
from petitions.services.batches import own_round
from petitions.services.fetch import rules_of
from petitions.services.rules import Rules, set_rules
from rectify.accounts.http import SignedRequest
from rectify.accounts.sending import form_page, sent


def rules(request: SignedRequest, pk: int) -> HttpResponse:
    """Show and set them; only the desk that keeps the round's petitions."""
    round = own_round(request.actor, pk)
    now = rules_of(round)
    shown = {each.name: getattr(now, each.name) for each in fields(Rules)}
    form = RulesForm(request.POST or None, initial=shown)
    if sent(request, form, lambda: _set(request, pk, form)) is None:
        return form_page(request, "petitions/rules.html", form, {"round": round})
    messages.success(request, _("已保存。已交办的信访件时限不变。"))
    return redirect("/petitions/desk/")


def _set(request: SignedRequest, round_id: int, form: RulesForm) -> PetitionRules:
    return set_rules(request.actor, round_id, rules=Rules(**form.cleaned_data))
