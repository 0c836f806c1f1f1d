"""The acts on a petition: what each page asks, says and does."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from petitions.forms import AssignForm, DuplicateForm, HandDownForm, ItemsForm, NoteForm
from petitions.services import answering, assigning, handing, publishing
from rectify.accounts.act_pages import ActPage, calls
from rectify.accounts.http import SignedRequest
from rectify.core.forms import ReasonForm, VersionedForm


def _hand_down(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    lead = data["lead_units"][0].pk if data.get("lead_units") else None
    to = assigning.Handling(data["division"].pk, lead, _helping(data))
    return handing.hand_down(request.actor, pk, to=to, expected=data["version"])


def _assign(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    lead, helping = data["lead_units"][0].pk, _helping(data)
    return assigning.assign(
        request.actor, pk, lead=lead, cooperating=helping, expected=data["version"]
    )


def _helping(data: dict[str, Any]) -> tuple[int, ...]:
    return tuple(unit.pk for unit in data.get("cooperating_units", []))


def _split(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
    texts = data["items"].splitlines()
    return handing.split(request.actor, pk, texts=texts, expected=data["version"])


PAGES = {
    "hand_down": ActPage(
        HandDownForm,
        _("交办"),
        (_("承办地区和单位会收到消息和待办。"), _("上报和县级答复时限从督察组交办日起算。")),
        _hand_down,
    ),
    "receive": ActPage(
        VersionedForm, _("签收"), (_("记下签收时间，转入办理。"),), calls(handing.receive)
    ),
    "send_back": ActPage(
        ReasonForm,
        _("退回改派"),
        (_("本件回到交办单位，由其改派。"), _("本地区不再看到本件。")),
        calls(handing.send_back, "reason"),
        leaves="/petitions/",
    ),
    "assign": ActPage(AssignForm, _("分派单位"), (_("单位会收到消息，可以填写答复。"),), _assign),
    "split": ActPage(
        ItemsForm, _("列出反映事项"), (_("答复时逐条写是否属实和调查核实情况。"),), _split
    ),
    "mark_duplicate": ActPage(
        DuplicateForm,
        _("标为重复"),
        (_("仍保留编号、是否属实和办结情况，计入交办和办结。"), _("只在“不重复问题”里少计一件。")),
        calls(handing.mark_duplicate, "of"),
    ),
    "return_reply": ActPage(
        ReasonForm,
        _("退回补正"),
        (_("承办地区会在待办里看到原因，补正后再报。"),),
        calls(answering.return_reply, "reason"),
    ),
    "review": ActPage(
        NoteForm,
        _("审核通过"),
        (
            _("答复成为本件的正式结论，可以公开。"),
            _("未办结和阶段性办结的，按下一次时间继续计时。"),
        ),
        calls(answering.review, "note"),
    ),
    "publish": ActPage(
        VersionedForm,
        _("公开"),
        (_("列入公开的一览表，公众无需登录即可看到。"), _("已公开过的，更新原行并注明日期。")),
        calls(publishing.publish),
        signs=True,
    ),
}
