"""What happened to a petition, in words."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from petitions.models import Petition
from petitions.workflow import CLOSURE_NAMES, VERDICT_NAMES
from rectify.journal.models import Event

L = gettext_lazy
NOUN = "petitions.petition"
WORDS: dict[str, Any] = {
    "register": L("登记"),
    "import": L("导入"),
    "undo_import": L("撤销导入"),
    "split": L("列出反映事项"),
    "mark_duplicate": L("标注重复件"),
    "hand_down": L("交办"),
    "receive": L("签收"),
    "send_back": L("退回改派"),
    "assign": L("分派单位"),
    "reply": L("提交答复"),
    "return_reply": L("退回补正"),
    "close": L("审核通过，办结"),
    "stage_close": L("审核通过，阶段性办结"),
    "keep_open": L("审核通过，继续办理"),
    "publish": L("公开"),
    "republish": L("更新公开"),
}
KEY = {"hand_down", "close", "stage_close", "send_back", "return_reply", "publish"}


def events_of(petition: Petition) -> QuerySet[Event]:
    """Newest first."""
    return Event.objects.filter(noun=NOUN, object_id=petition.pk).order_by("-number")


def worded(event: Event) -> dict[str, Any]:
    """One line of `components/timeline.html`."""
    return {
        "at": event.at,
        "who": " ".join(part for part in (event.unit, event.person) if part),
        "what": f"{WORDS.get(event.action, event.action)}{_detail(event)}",
        "basis": "；".join(part for part in (event.basis, event.reason) if part),
        "key": event.action in KEY,
    }


def _detail(event: Event) -> str:
    data = event.data
    if event.action == "reply" and data.get("verdict"):
        verdict, closure = VERDICT_NAMES[data["verdict"]], CLOSURE_NAMES[data["closure"]]
        return _("（第%(n)d次：%(verdict)s，%(closure)s）") % {
            "n": data["reply"],
            "verdict": _(verdict),
            "closure": _(closure),
        }
    if event.action == "split":
        return _("（%(n)d 条）") % {"n": data["items"]}
    return ""
