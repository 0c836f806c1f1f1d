"""Brings the worlds in: divisions that are missing, rounds, issued plans, history under them."""

from django.db import transaction

from issues.models import Measure, Plan, Round, RoundKind
from issues.services.history import load_issues
from petitions.models import PetitionBatch
from petitions.services.history import load_petitions
from rectify.accounts.demo import GRANTED_UNTIL, SINCE
from rectify.accounts.models import Grant, Post
from rectify.core.who import SYSTEM
from rectify.desk.demo.worlds.lots import issues_of, petitions_of
from rectify.desk.demo.worlds.world import Listed, World
from rectify.journal import services as journal
from rectify.regions import codes
from rectify.regions.models import Division

DOC_NO = "演示〔{year}〕{n}号"


def load_world(world: World) -> None:
    """One place, once: rounds it knows already are left alone."""
    _place(world.division, world.name, invented=False)
    for code, name in world.locals:
        _place(code, name, invented=True)
    for listed in world.rounds:
        if not Round.objects.filter(code=listed.code).exists():
            _load_round(world.division, listed)


def let_see(post: Post, world: World) -> None:
    """A dated view of the place, so that somebody can open its figures."""
    Grant.objects.get_or_create(
        post=post,
        division_id=world.division,
        starts_on=SINCE,
        defaults={"ends_on": GRANTED_UNTIL, "reason": "演示：核对各地公布的数字"},
    )


def _place(code: str, name: str, *, invented: bool) -> None:
    """The official division is normally there; what is not is added, its parents too."""
    parent = codes.parent_of(code)
    if parent and not Division.objects.filter(code=parent).exists():
        _place(parent, parent, invented=invented)
    Division.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "level": codes.level_of(code),
            "parent_id": parent,
            "is_demo": invented,
            "pinyin": codes.pinyin_key(name),
        },
    )


@transaction.atomic
def _load_round(division: str, listed: Listed) -> None:
    kind = RoundKind.objects.select_related("chain").get(code=listed.kind)
    row = Round.objects.create(
        code=listed.code,
        name=f"{listed.name}（演示数据）",
        kind=kind,
        division_id=division,
        chain=kind.chain,
        lead_days=kind.lead_days,
        feedback_on=listed.listed_on,
    )
    journal.record(SYSTEM, row.save_version(), "open")
    shares = listed.shares or ((division, listed.lots),)
    for n, (owner, lots) in enumerate(shares, 1):
        if lots or listed.overall:
            plan = _plan(row, owner, listed, n)
            load_issues(SYSTEM, plan, list(issues_of(lots, listed.listed_on)))
    for n, heap in enumerate(listed.heaps, 1):
        batch = PetitionBatch.objects.create(
            round=row, division_id=division, number=n, handed_on=heap.handed_on
        )
        journal.record(SYSTEM, batch.save_version(), "open")
        load_petitions(SYSTEM, batch, list(petitions_of(heap)))


def _plan(row: Round, owner: str, listed: Listed, n: int) -> Plan:
    plan = Plan.objects.create(
        round=row,
        division_id=owner,
        title=f"{listed.name}整改方案（演示数据，仅用于核对统计口径）",
        doc_no=DOC_NO.format(year=listed.listed_on.year, n=n),
        state="issued",
        approved_by="历史台账",
        approved_on=listed.listed_on,
        issued_on=listed.listed_on,
        imported=True,
    )
    journal.record(SYSTEM, plan.save_version(), "import", basis=plan.doc_no)
    Measure.objects.bulk_create(
        Measure(plan=plan, number=k, text=text) for k, text in enumerate(listed.overall, 1)
    )
    return plan
