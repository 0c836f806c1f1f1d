"""What of the plan was to change (演示数据): one amendment approved, two waiting for a decision."""

from dataclasses import dataclass
from datetime import date

from issues.models import Plan
from issues.services import amendments
from issues.services.amendments import Why
from issues.services.amendments.values import Typed
from rectify.core import clock
from rectify.desk.demo.telling import Present, actor


@dataclass(frozen=True)
class Wish:
    """One amendment of the story; `decided_on` where it was approved."""

    serial: str
    who: str
    on: date
    wanted: Typed
    reason: str
    basis_no: str
    decided_on: date | None = None


WISHES = (
    Wish(
        "3",
        "unit1",
        date(2026, 11, 2),
        Typed(goal="混接点全部改造，污水集中收集率达到75%。"),
        "按省住建厅新印发的收集率考核目标提高。",
        "云办字〔2026〕63号",
        date(2026, 11, 6),
    ),
    Wish(
        "10",
        "unit2",
        date(2026, 11, 17),
        Typed(deadline_text="2027年6月30日前"),
        "11个图斑中4个需重新编制设计，汛期后方可施工。",
        "云办字〔2026〕81号",
    ),
    Wish(
        "12",
        "city1",
        date(2026, 11, 18),
        Typed(goal="贮存间全部达标，转移联单齐全，非法倾倒点清零。"),
        "排查新发现1处非法倾倒点，一并列入整改目标。",
        "云办字〔2026〕82号",
    ),
)


def amend(present: Present, plan: Plan) -> None:
    """Draft, submit and, where told, approve each on its day."""
    for wish in WISHES:
        who, issue = actor(wish.who), plan.issues.get(serial=wish.serial)
        with clock.at(present.day(wish.on)):
            why = Why(wish.reason, wish.basis_no, present.day(wish.on))
            row = amendments.draft(who, issue.pk, wanted=wish.wanted, why=why)
            amendments.submit(who, row.pk)
        if wish.decided_on is not None:
            with clock.at(present.day(wish.decided_on)):
                amendments.approve(actor("leader1"), row.pk, note="同意。")
