"""One page for every act on a petition."""

from typing import Any, NoReturn

from django.http import HttpResponse
from django.utils.translation import gettext as _

from petitions.models import Petition
from petitions.offers import offers
from petitions.views.act_table import PAGES
from petitions.views.filled import form_for, shown
from petitions.views.heading import heading, seen_petition
from rectify.accounts.act_pages import ActPages, Press
from rectify.accounts.http import SignedRequest
from rectify.accounts.scope import Actor
from rectify.accounts.sending import check_shown
from rectify.core.errors import WrongState
from rectify.core.forms import VersionedForm
from rectify.core.offered import Offered


def act(request: SignedRequest, pk: int, action: str) -> HttpResponse:
    """One act of the petition's table."""
    return PetitionActs().answer(request, pk, action)


class PetitionActs(ActPages[Petition]):
    """Its forms begin with what is known or suggested."""

    pages = PAGES
    template = "petitions/action.html"

    def seen(self, who: Actor, pk: int) -> Petition:
        return seen_petition(who, pk)

    def offers(self, who: Actor, row: Petition) -> list[Offered]:
        return offers(who, row)

    def refuse(self, request: SignedRequest, row: Petition, name: str) -> NoReturn:
        check_shown(request, row)
        sentence = _("%(number)s 现在不需要您办理这一步，可能刚刚有人办过，请看历史。")
        raise WrongState(sentence % {"number": row.label})

    def url(self, pk: int) -> str:
        return f"/petitions/{pk}/"

    def about(self, row: Petition) -> str:
        return row.label

    def shown(self, press: Press[Petition]) -> dict[str, Any]:
        return {**heading(press.row), "shown": shown(press.row, press.offered.name)}

    def form(self, press: Press[Petition], initial: dict[str, Any]) -> VersionedForm:
        return form_for(press.row, press.page.form, press.request.POST or None, initial)
