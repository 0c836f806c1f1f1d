"""The demonstration's round and plan, from the inspection to the issued document."""

from datetime import date, timedelta
from typing import Any

from issues.models import Issue, Measure, Plan, Round
from issues.services import plans
from issues.services.rounds import Visit, open_round
from rectify.core import clock
from rectify.desk.demo.story import STORY, Told
from rectify.desk.demo.telling import Present, actor
from rectify.regions.models import Unit

CODE = "demo-prov-3"
ISSUED = date(2026, 6, 30)


def opened_round(present: Present) -> Round:
    """The round, opened by the city's office."""
    with clock.at(present.day(date(2026, 5, 12))):
        return open_round(
            actor("city1"),
            code=CODE,
            name="第三轮省级督察",
            kind_code="provincial",
            visit=Visit(
                stationed_from=present.day(date(2026, 3, 2)),
                stationed_to=present.day(date(2026, 3, 31)),
                feedback_on=present.day(date(2026, 5, 8)),
            ),
        )


def issued_plan(present: Present, row: Round) -> Plan:
    """The plan with every told issue, approved and issued."""
    city, issued = actor("city1"), present.day(ISSUED)
    plan = Plan.objects.create(
        round=row,
        division_id=city.division,
        title="云屏州贯彻落实第三轮省级督察报告整改方案（演示数据）",
    )
    for told in STORY:
        _draft(present, plan, told)
    approved = issued - timedelta(days=6)
    with clock.at(issued - timedelta(days=5)):
        plans.approve(city, plan.pk, approved_by="云屏州委、州政府", approved_on=approved)
    with clock.at(issued):
        return plans.issue_plan(city, plan.pk, doc_no=f"云办字〔{issued.year}〕51号")


def _draft(present: Present, plan: Plan, told: Told) -> None:
    """One told issue in the plan, with its measures; its units are known by their names."""
    issue = Issue.objects.create(
        plan=plan,
        round=plan.round,
        division_id=plan.division_id,
        serial=str(told.number),
        sort_key=told.number,
        title=told.title,
        text=told.text,
        goal=told.goal,
        category=told.category,
        units_as_written=_units(told),
        **_deadline(present, told),
    )
    for n, text in enumerate(told.measures, 1):
        Measure.objects.create(plan=plan, issue=issue, number=n, text=text, due_on=issue.due_on)
    for name in {name for names in _units(told).values() for name in names}:
        plans.remember_alias(plan, name, list(Unit.objects.filter(name=name, is_demo=True)))


def _deadline(present: Present, told: Told) -> dict[str, Any]:
    """The deadline's words and how they are read, confirmed by a person."""
    stages = [
        {"due_on": present.day(day).isoformat(), "what": "rectify", "text": words}
        for day, words in told.stages
    ]
    return {
        "deadline_text": present.words(told.deadline_text, told.due_on),
        "deadline_kind": "staged" if stages else "fixed_date" if told.due_on else "long_term",
        "stages": stages,
        "due_on": present.day(told.due_on) if told.due_on else None,
        "long_term": told.long_term,
        "deadline_confirmed": True,
    }


def _units(told: Told) -> dict[str, list[str]]:
    return {
        "responsible": [told.unit],
        "cooperating": list(told.cooperating),
        "supervising": [told.supervising],
        "acceptance": ["云屏州水务局"],
    }
