"""Life stages of an issue, reached by walking the services: no test starts from an odd row."""

import io
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from issues import kinds
from issues.models import Issue, Measure, Plan, Round
from issues.services import dossier, notices, plans, progress, rounds, signing
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.who import SYSTEM
from rectify.regions.models import Unit
from rectify.signoff import presets
from rectify.signoff.acts import QUESTIONS, Act
from tests.cast import Cast

DUE = date(2026, 12, 31)
ANSWERS = {name: {"value": "yes", "reason": ""} for name in QUESTIONS}
UNITS = {
    "responsible": ["青崖县人民政府"],
    "supervising": ["云屏州水务局"],
    "acceptance": ["云屏州水务局"],
}


def photo(colour: str = "grey", name: str = "现场.jpg") -> SimpleUploadedFile:
    """A small real JPEG."""
    content = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def opened_round(cast: Cast, code: str = "r3", kind: str = "provincial") -> Round:
    presets.load()
    kinds.load()
    return rounds.open_round(cast.city1, code=code, name="第三轮省级督察", kind_code=kind)


def drafted_plan(cast: Cast, *, issues: int = 1, code: str = "r3", **changes: Any) -> Plan:
    """A draft plan of the city with complete issues."""
    row = opened_round(cast, code, changes.pop("kind", "provincial"))
    plan = Plan.objects.create(round=row, division_id=cast.city1.division, title="云屏州整改方案")
    units = changes.pop("units", UNITS)
    for number in range(1, issues + 1):
        draft_issue(plan, number, units, **changes)
    for name in {name for names in units.values() for name in names}:
        plans.remember_alias(plan, name, list(Unit.objects.filter(name=name)))
    return plan


def draft_issue(plan: Plan, number: int, units: dict[str, list[str]], **changes: Any) -> Issue:
    fields = {
        "title": f"沿岸{number}家砂石料场违规占用河道",
        "text": f"沿岸{number}家砂石料场违规占用河道，弃渣直接入河。",
        "goal": "依法退出，岸线恢复。",
        "deadline_text": "2026年12月底前",
        "deadline_kind": "month_end",
        "due_on": DUE,
        "deadline_confirmed": True,
        "units_as_written": units,
        **changes,
    }
    issue = Issue.objects.create(
        plan=plan,
        round=plan.round,
        division_id=plan.division_id,
        serial=str(number),
        sort_key=number,
        **fields,
    )
    for n, text in enumerate(("拆除生产设施，清运物料。", "平整覆土，种草复绿。"), 1):
        Measure.objects.create(plan=plan, issue=issue, number=n, text=text)
    return issue


def issued_plan(cast: Cast, **changes: Any) -> Plan:
    plan = drafted_plan(cast, **changes)
    plans.approve(cast.city1, plan.pk, approved_by="云屏州委、州政府", approved_on=date(2026, 6, 1))
    return plans.issue_plan(cast.city1, plan.pk, doc_no="云办字〔2026〕51号")


def rectifying(cast: Cast, **changes: Any) -> Issue:
    return issued_plan(cast, **changes).issues.get(serial="1")


def received(cast: Cast, **changes: Any) -> Issue:
    issue = rectifying(cast, **changes)
    return progress.receive(cast.unit1, issue.pk)


def proved(cast: Cast, **changes: Any) -> Issue:
    """Reported, with a pair of photos and every measure done."""
    issue = received(cast, **changes)
    progress.report(cast.unit1, issue.pk, pct=80, done_text="料场已拆除。")
    dossier.add_pair(cast.unit1, issue.pk, before=photo("grey"), after=photo("green"))
    for measure in issue.measures.order_by("number"):
        progress.do_measure(cast.unit1, issue.pk, measure_id=measure.pk, note="已完成。")
    return fresh(issue)


def completed(cast: Cast, **changes: Any) -> Issue:
    return progress.complete(cast.unit1, proved(cast, **changes).pk)


def applied(cast: Cast, **changes: Any) -> Issue:
    return approve(cast.unit1, completed(cast, **changes))


def endorsed(cast: Cast, **changes: Any) -> Issue:
    return approve(cast.county1, applied(cast, **changes))


def accepted(cast: Cast, **changes: Any) -> Issue:
    return approve(cast.acceptor1, endorsed(cast, **changes), answers=ANSWERS)


def accepted_many(cast: Cast, count: int, **changes: Any) -> list[Issue]:
    """Issues of one plan, all at the notice step, by serial."""
    found = []
    for issue in issued_plan(cast, issues=count, **changes).issues.order_by("pk"):
        progress.receive(cast.unit1, issue.pk)
        dossier.add_pair(cast.unit1, issue.pk, before=photo("grey"), after=photo("green"))
        for measure in issue.measures.order_by("-pk"):
            progress.do_measure(cast.unit1, issue.pk, measure_id=measure.pk, note="已完成。")
        issue = approve(cast.unit1, progress.complete(cast.unit1, issue.pk))
        issue = approve(cast.county1, issue)
        found.append(approve(cast.acceptor1, issue, answers=ANSWERS))
    return found


def published_many(cast: Cast, count: int, **changes: Any) -> list[Issue]:
    """All of them under one notice."""
    issues = accepted_many(cast, count, **changes)
    notices.publish(cast.city1, [issue.pk for issue in issues], phone="0900-1234567")
    return [fresh(issue) for issue in issues]


def approve(who: Actor, issue: Issue, **brought: Any) -> Issue:
    signing.act(who, issue.pk, act=Act("approve", **brought))
    return fresh(issue)


def fresh(issue: Issue) -> Issue:
    return Issue.objects.get(pk=issue.pk)


def published(cast: Cast, **changes: Any) -> Issue:
    issue = accepted(cast, **changes)
    notices.publish(cast.city1, [issue.pk], phone="0900-1234567")
    return fresh(issue)


def notice_over(cast: Cast, **changes: Any) -> Issue:
    """Published so long ago that the timer has closed the notice."""
    with clock.at(clock.today() - timedelta(days=40)):
        issue = published(cast, **changes)
    for notice_id in notices.due_notices():
        notices.close(SYSTEM, notice_id)
    return fresh(issue)


def decided(cast: Cast, **changes: Any) -> Issue:
    return approve(cast.city1, notice_over(cast, **changes))


def filed(cast: Cast, number: str | None = None, **changes: Any) -> Issue:
    issue = decided(cast, **changes)
    signing.file(cast.province1, issue.pk, number=number)
    return fresh(issue)


def disclosed(cast: Cast, **changes: Any) -> Issue:
    issue = filed(cast, **changes)
    signing.act(cast.city1, issue.pk, act=Act("disclose"))
    return fresh(issue)
