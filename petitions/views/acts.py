"""One page for every act on a petition: what will happen, the fields it asks for, one button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from petitions.forms import AssignForm, DuplicateForm, HandDownForm, ItemsForm, NoteForm
from petitions.models import Petition
from petitions.offers import Offered, offers
from petitions.services import answering, assigning, handing, publishing
from petitions.views.filled import form_for, shown
from petitions.views.heading import heading, seen_petition
from rectify.accounts import step_up
from rectify.accounts.http import SignedRequest
from rectify.core.errors import Invalid, Missing, NeedsUnmet, WrongState
from rectify.core.forms import ReasonForm, VersionedForm
from rectify.core.told import message_of, needs_of
from rectify.journal.idempotency import once_per_form

Data = dict[str, Any]
Do = Callable[[SignedRequest, int, Data], Any]


@dataclass(frozen=True)
class ActPage:
    """What the page shows and does for one action; `leaves` where it goes out of sight."""

    form: type[VersionedForm]
    title: Any
    effects: tuple[Any, ...]
    do: Do
    signs: bool = False
    leaves: bool = False


def _receive(request: SignedRequest, pk: int, data: Data) -> Any:
    return handing.receive(request.actor, pk, expected=data["version"])


def _hand_down(request: SignedRequest, pk: int, data: Data) -> Any:
    lead = data["lead_units"][0].pk if data.get("lead_units") else None
    helping = tuple(unit.pk for unit in data.get("cooperating_units", []))
    to = assigning.Handling(data["division"].pk, lead, helping)
    return handing.hand_down(request.actor, pk, to=to, expected=data["version"])


def _send_back(request: SignedRequest, pk: int, data: Data) -> Any:
    return handing.send_back(request.actor, pk, reason=data["reason"], expected=data["version"])


def _assign(request: SignedRequest, pk: int, data: Data) -> Any:
    helping = tuple(unit.pk for unit in data.get("cooperating_units", []))
    lead = data["lead_units"][0].pk
    return assigning.assign(
        request.actor, pk, lead=lead, cooperating=helping, expected=data["version"]
    )


def _split(request: SignedRequest, pk: int, data: Data) -> Any:
    texts = data["items"].splitlines()
    return handing.split(request.actor, pk, texts=texts, expected=data["version"])


def _mark(request: SignedRequest, pk: int, data: Data) -> Any:
    return handing.mark_duplicate(request.actor, pk, of=data["of"], expected=data["version"])


def _return(request: SignedRequest, pk: int, data: Data) -> Any:
    return answering.return_reply(
        request.actor, pk, reason=data["reason"], expected=data["version"]
    )


def _review(request: SignedRequest, pk: int, data: Data) -> Any:
    return answering.review(request.actor, pk, note=data["note"], expected=data["version"])


def _publish(request: SignedRequest, pk: int, data: Data) -> Any:
    return publishing.publish(request.actor, pk, expected=data["version"])


L = gettext_lazy
PAGES: dict[str, ActPage] = {
    "hand_down": ActPage(
        HandDownForm,
        L("交办"),
        (L("承办地区和单位会收到消息和待办。"), L("上报和县级答复时限从督察组交办日起算。")),
        _hand_down,
    ),
    "receive": ActPage(VersionedForm, L("签收"), (L("记下签收时间，转入办理。"),), _receive),
    "send_back": ActPage(
        ReasonForm,
        L("退回改派"),
        (L("本件回到交办单位，由其改派。"), L("本地区不再看到本件。")),
        _send_back,
        leaves=True,
    ),
    "assign": ActPage(AssignForm, L("分派单位"), (L("单位会收到消息，可以填写答复。"),), _assign),
    "split": ActPage(
        ItemsForm, L("列出反映事项"), (L("答复时逐条写是否属实和调查核实情况。"),), _split
    ),
    "mark_duplicate": ActPage(
        DuplicateForm,
        L("标为重复"),
        (L("仍保留编号、是否属实和办结情况，计入交办和办结。"), L("只在“不重复问题”里少计一件。")),
        _mark,
    ),
    "return_reply": ActPage(
        ReasonForm, L("退回补正"), (L("承办地区会在待办里看到原因，补正后再报。"),), _return
    ),
    "review": ActPage(
        NoteForm,
        L("审核通过"),
        (
            L("答复成为本件的正式结论，可以公开。"),
            L("未办结和阶段性办结的，按下一次时间继续计时。"),
        ),
        _review,
    ),
    "publish": ActPage(
        VersionedForm,
        L("公开"),
        (L("列入公开的一览表，公众无需登录即可看到。"), L("已公开过的，更新原行并注明日期。")),
        _publish,
        signs=True,
    ),
}


def act(request: SignedRequest, pk: int, action: str) -> HttpResponse:
    """Show and take one act; what cannot be done now is said with its reasons."""
    page = PAGES.get(action)
    if page is None:
        raise Missing()
    petition = seen_petition(request.actor, pk)
    offered = _offered(request, petition, action)
    form = form_for(request, petition, page.form, offered.version)
    if request.method == "POST" and form.is_valid() and _taken(request, petition, page, form):
        messages.success(request, _("已办理：%(act)s") % {"act": offered.label})
        return redirect("/petitions/" if page.leaves else f"/petitions/{pk}/")
    context = {
        **heading(petition),
        "act": {
            "title": page.title,
            "verb": offered.label,
            "effects": page.effects,
            "signs": page.signs,
        },
        "form": form,
        "blocked": [offered.reason] if offered.reason else [],
        "shown": shown(petition, action),
        "cancel_url": f"/petitions/{pk}/",
        "near": getattr(form, "near", ()),
    }
    return render(request, "petitions/action.html", context, status=400 if form.errors else 200)


def _taken(request: SignedRequest, petition: Petition, page: ActPage, form: VersionedForm) -> bool:
    """Do it; a double click acts once, a refusal stays on the page with its sentences."""
    if page.signs:
        effects = [str(effect) for effect in page.effects]
        step_up.require(request, str(page.title), about=petition.label, effects=effects)

    def run() -> bool:
        page.do(request, petition.pk, form.cleaned_data)
        return True

    try:
        once_per_form(request.actor, request, run)
    except NeedsUnmet as unmet:
        form.add_error(None, forms.ValidationError(needs_of(unmet)))
    except Invalid as refusal:
        form.add_error(None, message_of(refusal))
    return not form.errors


def _offered(request: SignedRequest, petition: Petition, action: str) -> Offered:
    for offered in offers(request.actor, petition):
        if offered.name == action and action in PAGES:
            return offered
    sentence = _("%(number)s 现在不需要您办理这一步，可能刚刚有人办过，请看历史。")
    raise WrongState(sentence % {"number": petition.label})
