"""Opening a round: which inspection, for whose territory, on which chain."""

from datetime import date

from django.utils.translation import gettext as _

from issues.models import Round, RoundKind
from rectify.accounts.scope import Actor
from rectify.core.errors import Invalid, NotAllowed
from rectify.journal import services as journal
from rectify.journal.services import service


@service("issues.round.open")
def open_round(
    who: Actor,
    *,
    code: str,
    name: str,
    kind_code: str,
    stationed_from: date | None = None,
    stationed_to: date | None = None,
    feedback_on: date | None = None,
) -> Round:
    """A round of the office's own division; the kind gives chain, notice rule and lead time."""
    if who.role != "office":
        raise NotAllowed(_("轮次由整改办建立，您的岗位不能建立。"))
    kind = RoundKind.objects.select_related("chain").filter(code=kind_code).first()
    if kind is None:
        raise Invalid(_("没有这种督察类型，请从列表中选择。"), kind=_("未知"))
    if Round.objects.filter(code=code).exists():
        raise Invalid(_("轮次代码“%(code)s”已被使用，请换一个。") % {"code": code}, code=_("重复"))
    if stationed_from and stationed_to and stationed_to < stationed_from:
        raise Invalid(_("进驻结束日期早于开始日期，请检查。"), stationed_to=_("早于开始"))
    row = Round.objects.create(
        code=code,
        name=name.strip(),
        kind=kind,
        division_id=who.division,
        chain=kind.chain,
        lead_days=kind.lead_days,
        stationed_from=stationed_from,
        stationed_to=stationed_to,
        feedback_on=feedback_on,
    )
    journal.record(who, row.save_version(), "open")
    return row
