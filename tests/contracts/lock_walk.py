"""Walks every move of both nouns and every import, several rows at a time and out of order.

`world.build` brings one of each stage; here is what it leaves out: ways back, notices over many,
amendments decided, files that change rows which are there, and their undoing.
"""

from datetime import timedelta
from typing import Any

from issues.importing import offering
from issues.importing import services as imports
from issues.models import Issue, Objection, ObjectionIntake, Plan
from issues.services import amendments, notices, objections, plans, progress, signing
from issues.tasks import close_notices, take_objections
from petitions.importing import services as petition_imports
from petitions.models import Petition
from petitions.services import answering, assigning, handing, publishing
from rectify.core import clock
from rectify.exchange import services as exchange
from rectify.signoff.acts import Act
from tests import amendments as amend
from tests import factories as make
from tests import petition_factories as petitions
from tests.cast import Cast
from tests.contracts import world
from tests.db.importing import ledgers, samples
from tests.db.importing.conftest import Desk
from tests.db.petitions import importing as files

GOALS = ("甲目标", "乙目标")


def everything() -> None:
    cast = world.build().cast
    for part in (ways_back, notices_over_many, all_amendments, all_petitions, plan_files,
                 ledger_files, petition_files):  # fmt: skip
        part(cast)


def ways_back(cast: Cast) -> None:
    """Sent back, returned and failed, from every step that can."""
    progress.send_back(cast.city1, make.completed(cast, code="w-sent").pk, reason="缺照片。")
    steps: Any = {"county1": make.applied, "acceptor1": make.endorsed, "city1": make.notice_over}
    for name, stage in steps.items():
        for action in ("return",) if name == "county1" else ("return", "fail"):
            issue = stage(cast, code=f"w-{name}-{action}")
            signing.act(getattr(cast, name), issue.pk, act=Act(action, reason="缺照片。"))


def notices_over_many(cast: Cast) -> None:
    """Of one notice an entry is withdrawn, one objected to rightly, one wrongly, one not at all."""
    void, right, wrong, late = (issue.pk for issue in make.accepted_many(cast, 4, code="w-notice"))
    notice = notices.publish(cast.city1, [wrong, void, right, late], phone="0900-1234567")
    make.fresh(Issue(pk=void)).measures.update(done_note="另有说法。")
    signing.act(cast.city1, void, act=Act("pass"))
    for pk in (right, wrong):
        _object(notice, pk)
        take_objections()
    objections.answer(cast.city1, _objection(right), founded=True, reply="情况属实。")
    with clock.at(clock.today() + timedelta(days=40)):
        _object(notice, late)
        close_notices()
        for row in Objection.objects.filter(notice=notice, state="open").order_by("-pk"):
            objections.answer(cast.city1, row.pk, founded=False, reply="已清运。")


def _object(notice: Any, issue: int) -> None:
    ObjectionIntake.objects.create(
        notice_id=notice.pk,
        issue_serial=Issue.objects.get(pk=issue).serial,
        text="未清。",
        receipt_hash=f"{issue}".rjust(64, "0"),
    )


def _objection(issue: int) -> int:
    return Objection.objects.get(issue_id=issue, state="open").pk


def all_amendments(cast: Cast) -> None:
    """Decided either way, withdrawn, and one that turns the measures over."""
    issue = make.received(cast, code="w-amend")
    row = amend.drafted(cast, issue)
    amendments.revise(cast.unit1, row.pk, wanted=amendments.Typed(goal="甲目标"), why=amend.WHY)
    amendments.withdraw(cast.unit1, row.pk, reason="重写。")
    amendments.reject(cast.city1, amend.submitted(cast, issue).pk, reason="不同意。")
    units = {**make.UNITS, "cooperating": ["石渡县人民政府"]}
    measures = ["平整覆土，种草复绿。", "新增在线监控。"]
    amend.approved(cast, issue, goal=GOALS[0], measures=measures, units=units)


def all_petitions(cast: Cast) -> None:
    """Every move of a petition, then the whole batch made public."""
    batch = petitions.opened_batch(cast, 7)

    def at(stage: str, serial: int) -> Petition:
        found: Petition = petitions.STAGES[stage](cast, serial, batch=batch)
        return found

    handing.send_back(cast.county1, at("answering", 71).pk, reason="在邻县。")
    unit = petitions.unit_of("青崖县人民政府")
    assigning.assign(cast.county1, at("answering", 72).pk, lead=unit)
    handing.split(cast.desk1, at("registered", 73).pk, texts=["甲", "乙"])
    first = at("registered", 74)
    handing.mark_duplicate(cast.desk1, at("registered", 79).pk, of=first.number)
    answering.return_reply(cast.desk1, at("replied", 75).pk, reason="缺照片。")
    last = at("closed", 78)
    for serial, stage in enumerate(("ongoing", "stage_closed"), 76):
        at(stage, serial)
    Petition.objects.filter(pk=last.pk).update(position=99)
    publishing.publish_batch(cast.desk1, batch.pk)


def plan_files(cast: Cast) -> None:
    """A file that changes two rows of a draft plan and is undone; offers against the issued one."""
    desk = Desk(cast, make.opened_round(cast, "w-plan"))
    desk.take_in(samples.word_table(samples.ROWS[::-1]), "一.docx")
    plan = Plan.objects.get(round=desk.round)
    rows = _goals(samples.ROWS)
    imports.undo(cast.city1, desk.take_in(samples.word_table(rows), "二.docx").pk, reason="传错了")
    plans.approve(cast.city1, plan.pk, approved_by="州委", approved_on=clock.today())
    plans.issue_plan(cast.city1, plan.pk, doc_no="云办字〔2026〕52号")
    staged = desk.stage(samples.word_table(rows), "三.docx", plan_id=plan.pk)
    offering.amend(cast.city1, staged.pk)
    exchange.discard(cast.city1, staged.pk)
    exchange.restore(cast.city1, staged.pk)


def _goals(rows: Any) -> Any:
    """Two rows with other goals; the first was written last."""
    for number, goal in zip(("1", "2"), GOALS, strict=True):
        rows = samples.changed(rows, number, goal=goal)
    return rows


def ledger_files(cast: Cast) -> None:
    """A later ledger that moves two issues on, and its undoing."""
    desk = Desk(cast, make.opened_round(cast, "w-ledger"))
    desk.take_in(ledgers.ledger(), "台账.xlsx", kind="ledger", doc_no=ledgers.DOC_NO)
    days = ("2024年3月15日", "2024年4月2日", "2024年4月8日", "2024年4月19日")
    rows = [ledgers.row(5, "已销号", *days, "云督改〔2024〕9号", "2024年5月6日")]
    rows.append(ledgers.row(3, "已完成整改", "2024年3月15日"))
    later = desk.take_in(ledgers.ledger(rows), "台账二.xlsx", kind="ledger", doc_no=ledgers.DOC_NO)
    imports.undo(cast.city1, later.pk, reason="传错了")


def petition_files(cast: Cast) -> None:
    """A file that changes two petitions of a batch, the later one first, and its undoing."""
    was = {"是否办结": "阶段性办结"}
    files.confirmed(cast, files.workbook([files.line(n, **was) for n in (51, 52, 53)]))
    rows = files.workbook([files.line(52), files.line(51), files.line(54)])
    petition_imports.undo(cast.desk1, files.confirmed(cast, rows).pk, reason="传错了")
