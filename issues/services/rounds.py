"""Opening a round: which inspection, for whose territory, on which chain."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext as _

from issues.models import Round, RoundKind
from rectify.accounts.scope import Actor
from rectify.core.errors import Invalid, NotAllowed
from rectify.journal import services as journal
from rectify.journal.services import service


@dataclass(frozen=True)
class Visit:
    """When the inspection stood in the place (进驻), and gave its findings (反馈)."""

    stationed_from: date | None = None
    stationed_to: date | None = None
    feedback_on: date | None = None

    @classmethod
    def within(cls, data: Mapping[str, Any]) -> Self:
        """The dates among what a form or a request brings."""
        return cls(**{each.name: data.get(each.name) for each in fields(cls)})

    def check(self) -> None:
        """Raises `Invalid` where it would have left before it came."""
        if self.stationed_from and self.stationed_to and self.stationed_to < self.stationed_from:
            raise Invalid(_("进驻结束日期早于开始日期，请检查。"), stationed_to=_("早于开始"))


UNDATED = Visit()


@service("issues.round.open")
def open_round(
    who: Actor, *, code: str, name: str, kind_code: str, visit: Visit = UNDATED
) -> Round:
    """A round of the office's own division; the kind gives chain, notice rule and lead time."""
    if who.role != "office":
        raise NotAllowed(_("轮次由整改办建立，您的岗位不能建立。"))
    kind = RoundKind.objects.select_related("chain").filter(code=kind_code).first()
    if kind is None:
        raise Invalid(_("没有这种督察类型，请从列表中选择。"), kind=_("未知"))
    if Round.objects.filter(code=code).exists():
        raise Invalid(_("轮次代码“%(code)s”已被使用，请换一个。") % {"code": code}, code=_("重复"))
    visit.check()
    row = Round.objects.create(
        code=code,
        name=name.strip(),
        kind=kind,
        division_id=who.division,
        chain=kind.chain,
        lead_days=kind.lead_days,
        **asdict(visit),
    )
    journal.record(who, row.save_version(), "open")
    return row
