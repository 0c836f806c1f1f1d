"""One county's cases in every stage, for walking all URLs with the whole cast.

Everything answers to 青崖县 (own for county1 and unit1, foreign for county2 and unit2) and to
云屏州, except `theirs`, which is 石渡县's.
"""

from dataclasses import dataclass
from typing import Any

from django.test import Client

from issues.importing import handing_in, services
from issues.importing.preview import preview
from issues.models import Issue, Objection, ObjectionIntake, PublishedPhoto
from issues.services import look_backs
from issues.tasks import take_objections
from petitions.models import PetitionBatch
from rectify.accounts.demo import CAST
from rectify.accounts.models import Holding, Post, User
from rectify.core import clock
from rectify.exchange import readers, receiving
from rectify.exchange.parsed import Parsed
from rectify.exchange.receiving import Upload
from rectify.messaging.models import Message
from rectify.regions.models import Unit
from rectify.supervision.models import DeadlineWarning
from tests import amendments as amend
from tests import cast as people
from tests import factories as make
from tests import petition_factories as petitions
from tests.db.petitions import importing as petition_imports

FIELD = "field1"
NOBODY = "nobody"
NAMES = (*(part.username for part in CAST), FIELD, NOBODY)
SIGNING = ("applied", "endorsed", "accepted", "decided", "filed")
PLAN = """云屏州整改方案
一、青崖县3座砖厂烟尘直排。
整改目标：达标排放。
整改措施：安装除尘设施。
整改时限：2026年12月底前。
责任单位：青崖县人民政府。
"""


@dataclass(frozen=True)
class World:
    """`ids` fills the places of a URL, e.g. `{received}`; `sessions` are the signed-in cookies."""

    ids: dict[str, Any]
    sessions: dict[str, Any]
    cast: people.Cast

    def client(self, name: str) -> Client:
        """A browser of its own with that person's session; `nobody` has none."""
        client = Client()
        if name != NOBODY:
            client.cookies = self.sessions[name].copy()
        return client


def build() -> World:
    cast = people.load()
    _field_worker()
    stages = {
        "rectifying": make.rectifying,
        "received": make.received,
        "proved": make.proved,
        "completed": make.completed,
        "applied": make.applied,
        "endorsed": make.endorsed,
        "accepted": make.accepted,
        "notice_over": make.notice_over,
        "decided": make.decided,
        "filed": make.filed,
        "published": make.published,
        "disclosed": make.disclosed,
        "rebounded": _rebounded,
        "reopened": _reopened,
    }
    issues = {name: stage(cast, code=f"r-{name}") for name, stage in stages.items()}
    issues["theirs"] = _theirs(cast)
    ids = {name: issue.pk for name, issue in issues.items()}
    ids |= _plans(cast, issues["rectifying"]) | _import(cast) | _parts(cast, issues)
    ids |= _objection(ids["notice"]) | _petitions(cast) | _amendments(cast, issues)
    return World(ids, {name: _session(name) for name in NAMES if name != NOBODY}, cast)


def _field_worker() -> None:
    """A grid member of 柳汀镇: the one role nobody of the demonstration plays."""
    unit = Unit.objects.filter(division__name="柳汀镇", is_demo=True).order_by("pk")[0]
    post = Post.objects.create(unit=unit, role="field", name="网格员")
    user = User.objects.create(username=FIELD, name="沈某某")
    Holding.objects.create(user=user, post=post, starts_on="2024-01-01")


def _theirs(cast: people.Cast) -> Issue:
    units = {**make.UNITS, "responsible": ["石渡县人民政府"]}
    issue = make.rectifying(cast, code="r-theirs", units=units)
    return make.progress.receive(cast.unit2, issue.pk)


def _rebounded(cast: people.Cast, code: str) -> Issue:
    issue = make.disclosed(cast, code=code)
    look_backs.look_back(
        cast.acceptor1, issue.pk, result="rebound", finding="又堆了砂石。", looked_on=clock.today()
    )
    return issue


def _reopened(cast: people.Cast, code: str) -> Issue:
    issue = _rebounded(cast, code)
    look_backs.reopen(cast.city1, issue.pk, reason="现场反弹。")
    return issue


def _objection(notice: int) -> dict[str, Any]:
    words = "滩地上还有一堆砂石没有清走，请核查。"
    ObjectionIntake.objects.create(notice_id=notice, text=words, receipt_hash="0" * 64)
    take_objections()
    return {"objection": Objection.objects.get().pk}


def _amendments(cast: people.Cast, issues: dict[str, Issue]) -> dict[str, Any]:
    """One the unit still drafts, one that waits for the plan's office."""
    return {
        "amend_draft": amend.drafted(cast, issues["received"]).pk,
        "amendment": amend.submitted(cast, issues["rectifying"]).pk,
    }


def _petitions(cast: people.Cast) -> dict[str, Any]:
    make.opened_round(cast)
    stages = ("registered", "handed_down", "answering", "replied", "closed")
    found = {f"p_{stage}": petitions.STAGES[stage](cast, n).pk for n, stage in enumerate(stages, 1)}
    petitions.published(cast, len(stages) + 1)
    batch = PetitionBatch.objects.get().pk
    waiting = petition_imports.looked(cast, petition_imports.workbook([petition_imports.line(1)]))
    done = petition_imports.confirmed(cast, petition_imports.workbook([petition_imports.line(2)]))
    places = {"batch": batch, "p_round": PetitionBatch.objects.first().round_id}
    return found | places | {"p_import": waiting.staged.pk, "p_done_import": done.pk}


def _plans(cast: people.Cast, issued: Issue) -> dict[str, Any]:
    draft = make.drafted_plan(cast, code="r-draft")
    approved = make.drafted_plan(cast, code="r-approved")
    make.plans.approve(
        cast.city1, approved.pk, approved_by="州委", approved_on=make.date(2026, 6, 1)
    )
    return {
        "plan": issued.plan_id,
        "draft_plan": draft.pk,
        "approved_plan": approved.pk,
        "draft": draft.issues.get().pk,
    }


def _import(cast: people.Cast) -> dict[str, Any]:
    """One that waits to be confirmed, one confirmed as it was read."""
    waiting, done = _staged(cast, "r-waiting"), _staged(cast, "r-done")
    for doubt in preview(done).open:
        services.answer(cast.city1, done.pk, doubt.id, {"keep": True})
    services.confirm(cast.city1, done.pk)
    return {"import": waiting.pk, "done_import": done.pk}


def _staged(cast: people.Cast, code: str) -> Any:
    make.opened_round(cast, code)
    target = handing_in.target_of(cast.city1, round_code=code)
    staged, _new = handing_in.upload_plan(cast.city1, Upload(PLAN.encode(), ""), target)
    return receiving.read(staged.pk, _parsed)


def _parsed(asked: Any) -> Parsed:
    """Read in this process: the reading process has tests of its own."""
    return Parsed.of(readers.read(asked.kind, asked.path, asked.filename, year=asked.year))


def _parts(cast: people.Cast, issues: dict[str, Issue]) -> dict[str, Any]:
    message = Message.objects.filter(recipient=cast.user("unit1")).order_by("pk").first()
    return {
        "measure": issues["received"].measures.order_by("number").first().pk,
        "photo": issues["proved"].evidence.order_by("pk").first().pk,
        "message": message.pk,
        "notice": issues["published"].signoffs.get().notice_lines.get().notice_id,
        "token": PublishedPhoto.objects.order_by("pk").first().token,
        "report": issues["proved"].reports.get().pk,
        "responsibility": issues["received"].responsibilities.get(role="responsible").pk,
        "look_back": issues["rebounded"].look_backs.get().pk,
        "round": issues["received"].round_id,
        "unit": cast.unit1.unit_id,
        "warning": _warning(cast, issues["received"]),
        **{f"s_{stage}": issues[stage].signoffs.get().pk for stage in SIGNING},
    }


def _warning(cast: people.Cast, issue: Issue) -> int:
    """One line of the ledger; how the sweep writes it is no matter of sight."""
    holding = cast.holdings["unit1"]
    return DeadlineWarning.objects.create(
        noun="issues.issue",
        object_id=issue.pk,
        issue_id=issue.pk,
        due_on=issue.due_on,
        rung=3,
        recipient_id=holding.user_id,
        post_id=holding.post_id,
        state="sent",
        swept_on=clock.today(),
    ).pk


def _session(name: str) -> Any:
    return people.login(Client(), name, confirmed=True).cookies
