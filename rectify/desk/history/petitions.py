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
WORDS: dict[tuple[str, str], Any] = {
    (NOUN, "register"): L("登记"),
    (NOUN, "import"): L("导入"),
    (NOUN, "undo_import"): L("撤销导入"),
    (NOUN, "split"): L("列出反映事项"),
    (NOUN, "mark_duplicate"): L("标注重复件"),
    (NOUN, "hand_down"): L("交办"),
    (NOUN, "receive"): L("签收"),
    (NOUN, "send_back"): L("退回改派"),
    (NOUN, "assign"): L("分派单位"),
    (NOUN, "reply"): L("提交答复"),
    (NOUN, "return_reply"): L("退回补正"),
    (NOUN, "close"): L("审核通过，办结"),
    (NOUN, "stage_close"): L("审核通过，阶段性办结"),
    (NOUN, "keep_open"): L("审核通过，继续办理"),
    (NOUN, "publish"): L("公开"),
    (NOUN, "republish"): L("更新公开"),
}
KEY = {"hand_down", "close", "stage_close", "send_back", "return_reply", "publish"}


def events_of(petition: Petition) -> QuerySet[Event]:
    """Newest first."""
    return Event.objects.filter(noun=NOUN, object_id=petition.pk).order_by("-number")


def detail(event: Event) -> str:
    """What the event's data adds to its words."""
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
