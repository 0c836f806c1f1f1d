"""Walks each told issue through the services, on the days it is told to have happened."""

from collections.abc import Callable
from datetime import date, timedelta

from issues.models import Issue, Measure, Plan, PublicNotice, Round
from issues.services import dossier, notices, plans, progress, signing
from issues.services.rounds import open_round
from rectify.accounts.models import Holding
from rectify.accounts.scope import Actor, actor_of
from rectify.core import clock
from rectify.core.who import SYSTEM
from rectify.desk.demo.photos import site
from rectify.desk.demo.story import STORY, Told
from rectify.regions.models import Unit
from rectify.signoff.acts import QUESTIONS, Act

CODE = "demo-prov-3"
ISSUED = date(2026, 6, 30)
ANSWERS = {name: {"value": "yes", "reason": ""} for name in QUESTIONS}
UNIT_OF = {"青崖县人民政府": "unit1", "石渡县人民政府": "unit2"}
COUNTY_OF = {"青崖县人民政府": "county1", "石渡县人民政府": "county2"}


def actor(username: str) -> Actor:
    """The acting person of the cast."""
    holding = Holding.objects.select_related("user", "post__unit").get(user__username=username)
    return actor_of(holding)


def load() -> None:
    """Tell the whole story once; a database that knows the round is left alone."""
    if Round.objects.filter(code=CODE).exists():
        return
    plan = _plan(actor("city1"))
    for number, told in enumerate(STORY, 1):
        issue = plan.issues.get(serial=str(number))
        for stage in _way_to(told.stage):
            STAGES[stage](issue, told)


def _plan(city: Actor) -> Plan:
    with clock.at(date(2026, 5, 12)):
        row = open_round(
            city,
            code=CODE,
            name="第三轮省级督察",
            kind_code="provincial",
            stationed_from=date(2026, 3, 2),
            stationed_to=date(2026, 3, 31),
            feedback_on=date(2026, 5, 8),
        )
    plan = Plan.objects.create(
        round=row,
        division_id=city.division,
        title="云屏州贯彻落实第三轮省级督察报告整改方案（演示数据）",
    )
    for number, told in enumerate(STORY, 1):
        _draft(plan, number, told)
    with clock.at(ISSUED - timedelta(days=5)):
        plans.approve(
            city, plan.pk, approved_by="云屏州委、州政府", approved_on=ISSUED - timedelta(days=6)
        )
    with clock.at(ISSUED):
        return plans.issue_plan(city, plan.pk, doc_no="云办字〔2026〕51号")


def _draft(plan: Plan, number: int, told: Told) -> None:
    units = {
        "responsible": [told.unit],
        "cooperating": list(told.cooperating),
        "supervising": [told.supervising],
        "acceptance": ["云屏州水务局"],
    }
    issue = Issue.objects.create(
        plan=plan,
        round=plan.round,
        division_id=plan.division_id,
        serial=str(number),
        sort_key=number,
        title=told.title,
        text=told.text,
        goal=told.goal,
        category=told.category,
        deadline_text=told.deadline_text,
        deadline_kind="staged" if told.stages else "fixed_date" if told.due_on else "long_term",
        stages=[{"due_on": day.isoformat(), "text": words} for day, words in told.stages],
        due_on=told.due_on,
        long_term=told.long_term,
        deadline_confirmed=True,
        units_as_written=units,
    )
    for n, text in enumerate(told.measures, 1):
        Measure.objects.create(plan=plan, issue=issue, number=n, text=text, due_on=told.due_on)
    for name in {name for names in units.values() for name in names}:
        found = Unit.objects.filter(name=name, is_demo=True)
        plans.remember_alias(plan, name, list(found))


def _day(told: Told, month: int, day: int) -> date:
    """A day of the common course of events, earlier for the stories that began earlier."""
    return date(2026, month, day) - timedelta(days=told.earlier)


def _unit(told: Told) -> Actor:
    return actor(UNIT_OF[told.unit])


def _reported(issue: Issue, told: Told) -> None:
    with clock.at(ISSUED + timedelta(days=3)):
        progress.receive(_unit(told), issue.pk)
    with clock.at(_day(told, 10, 24)):
        progress.report(_unit(told), issue.pk, pct=min(told.pct, 95), done_text=told.words)


def _completed(issue: Issue, told: Told) -> None:
    who = _unit(told)
    with clock.at(_day(told, 10, 28)):
        dossier.add_pair(
            who,
            issue.pk,
            before=site(issue.sort_key, after=False),
            after=site(issue.sort_key, after=True),
            caption=f"{told.unit.removesuffix('人民政府')} 1号点位",
        )
        for measure in issue.measures.order_by("number"):
            progress.do_measure(who, issue.pk, measure_id=measure.pk, note=told.words)
        progress.complete(who, issue.pk)


def _approve(who: Actor, issue: Issue, day: date, opinion: str = "") -> None:
    with clock.at(day):
        act = Act("approve", opinion=opinion, answers=ANSWERS)
        signing.act(who, issue.pk, act=act)


def _applied(issue: Issue, told: Told) -> None:
    _approve(_unit(told), issue, _day(told, 11, 2), "经集体研究，自查通过，申请销号。")


def _endorsed(issue: Issue, told: Told) -> None:
    _approve(actor(COUNTY_OF[told.unit]), issue, _day(told, 11, 5), "资料齐全，同意提请验收。")


def _returned(issue: Issue, told: Told) -> None:
    with clock.at(_day(told, 11, 18)):
        act = Act("return", reason="料棚照片与整改前不是同一点位，请在原点位补拍。")
        signing.act(actor("acceptor1"), issue.pk, act=act)


def _accepted(issue: Issue, told: Told) -> None:
    _approve(actor("acceptor1"), issue, _day(told, 11, 9), "现场核查，措施全部落实，同意验收。")


def _publish(issue: Issue, day: date) -> PublicNotice:
    with clock.at(day):
        notice = notices.publish(actor("city1"), [issue.pk], phone="0900-1234567")
    if notice is None:
        raise RuntimeError(f"the story of issue {issue.serial} contradicts itself")
    return notice


def _noticed(issue: Issue, told: Told) -> None:
    _publish(issue, _day(told, 11, 17))


def _decided(issue: Issue, told: Told) -> None:
    notice = _publish(issue, _day(told, 11, 18))
    with clock.at(notice.closes_on + timedelta(days=1)):
        notices.close(SYSTEM, notice.pk)
    _approve(actor("city1"), issue, notice.closes_on + timedelta(days=3), "公示无异议，同意销号。")


def _signed_off(issue: Issue, told: Told) -> None:
    with clock.at(date(2026, 11, 16)):
        signing.file(actor("province1"), issue.pk)
        signing.act(actor("city1"), issue.pk, act=Act("disclose"))


STAGES: dict[str, Callable[[Issue, Told], None]] = {
    "issued": lambda issue, told: None,
    "reported": _reported,
    "completed": _completed,
    "applied": _applied,
    "endorsed": _endorsed,
    "returned": _returned,
    "accepted": _accepted,
    "noticed": _noticed,
    "decided": _decided,
    "signed_off": _signed_off,
}
WAY = ("reported", "completed", "applied", "endorsed", "accepted", "noticed")


def _way_to(stage: str) -> list[str]:
    """The stages on the way, in order; some leave the straight road."""
    if stage == "issued":
        return ["issued"]
    if stage == "returned":
        return ["reported", "completed", "applied", "endorsed", "returned"]
    if stage in ("decided", "signed_off"):
        straight = ["reported", "completed", "applied", "endorsed", "accepted", "decided"]
        return [*straight, "signed_off"] if stage == "signed_off" else straight
    return list(WAY[: WAY.index(stage) + 1])
