"""Which plan a ledger belongs to: as told, as the file says, as it went before, or asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from issues.models import Plan
from issues.querysets import PlanQuerySet
from rectify.exchange.doubts import Doubt
from rectify.exchange.models import StagedImport

PLAN_NO = "all-plan_no"
"""The question: answered with `{value}` (the number) or `{keep}` (it has none)."""


@dataclass(frozen=True)
class Way:
    """The plan and its number; `sure` when nobody needs to be asked."""

    staged: StagedImport
    doc_no: str
    plan: Plan | None
    sure: bool

    @classmethod
    def of(cls, staged: StagedImport) -> "Way":
        """Where the rows of this ledger go, as things stand."""
        plans = _plans(staged).select_related("round__kind", "division")
        if staged.target.get("plan"):
            plan = plans.filter(pk=staged.target["plan"]).first()
            return cls(staged, plan.doc_no if plan else "", plan, True)
        told = str(staged.target.get("doc_no") or "")
        answer = staged.answers.get(PLAN_NO)
        if not told and answer is None and (plan := _said(staged, plans) or _before(staged, plans)):
            return cls(staged, plan.doc_no, plan, True)
        number = (told or str((answer or {}).get("value") or "")).strip()[:60]
        known = bool(told or answer)
        return cls(
            staged, number, plans.filter(doc_no=number).first() if known else None, bool(told)
        )

    def question(self, rows: Sequence[str]) -> Iterator[Doubt]:
        """Asked once for the whole file; a file without rows needs no plan."""
        if self.sure or not rows:
            return
        yield Doubt(
            PLAN_NO,
            rows[0],
            "plan_no",
            "text",
            _("所属方案"),
            _("这份台账属于哪个整改方案？请填写方案的发文字号，如“云办字〔2022〕51号”。"),
            value=self.doc_no or str(self.staged.document.get("doc_no") or ""),
            settled=PLAN_NO in self.staged.answers,
            rows=tuple(rows),
            keep_label=_("没有文号"),
        )


def _plans(staged: StagedImport) -> PlanQuerySet:
    return Plan.objects.filter(division_id=staged.division_code, round_id=staged.target["round"])


def _said(staged: StagedImport, plans: PlanQuerySet) -> Plan | None:
    """The plan whose number the head of the file gives, if there is one."""
    number = staged.document.get("doc_no")
    return plans.filter(doc_no=number).first() if number else None


def _before(staged: StagedImport, plans: PlanQuerySet) -> Plan | None:
    """The same file again goes where it went."""
    rows = StagedImport.objects.filter(
        division_code=staged.division_code,
        kind=staged.kind,
        sha256=staged.sha256,
        state="confirmed",
    )
    earlier = rows.exclude(pk=staged.pk).order_by("-confirmed_at").first()
    return plans.filter(pk=earlier.made["plan"]).first() if earlier else None
