"""/petitions/rules/<round>/: the terms and ways of counting of one round's petitions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from petitions.forms import RulesForm
from petitions.services.batches import own_round
from petitions.services.fetch import rules_of
from petitions.services.rules import FIELDS, set_rules
from rectify.accounts.http import SignedRequest
from rectify.accounts.sending import form_page, sent


def rules(request: SignedRequest, pk: int) -> HttpResponse:
    """Show and set them; only the desk that keeps the round's petitions."""
    round = own_round(request.actor, pk)
    now = rules_of(round)
    form = RulesForm(request.POST or None, initial={name: getattr(now, name) for name in FIELDS})
    if sent(request, form, lambda: set_rules(request.actor, pk, **form.cleaned_data)) is None:
        return form_page(request, "petitions/rules.html", form, {"round": round})
    messages.success(request, _("已保存。已交办的信访件时限不变。"))
    return redirect("/petitions/desk/")
