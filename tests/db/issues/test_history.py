"""Every change writes one event and one audit row; versions count without gaps; nothing is lost."""

import pytest
from django.db import DatabaseError, connection, transaction

from issues.models import Issue, Plan, PublicNotice, Round, SignOff
from issues.services import dossier, notices, plans, progress, signing
from issues.services.rounds import open_round
from rectify.core.errors import Invalid, Missing, NeedsUnmet, NotAllowed, Stale, WrongState
from rectify.desk.history import worded
from rectify.journal.models import AuditEntry, Event
from rectify.signoff.acts import Act
from tests import factories as make
from tests.watching import refused

pytestmark = pytest.mark.django_db
NOUNS = {
    "issues.round": Round,
    "issues.plan": Plan,
    "issues.issue": Issue,
    "issues.signoff": SignOff,
    "issues.publicnotice": PublicNotice,
}


def test_versions_are_event_numbers_without_gaps(cast):
    make.disclosed(cast)
    for noun, model in NOUNS.items():
        for row in model._base_manager.all():
            events = Event.objects.filter(noun=noun, object_id=row.pk).order_by("number")
            numbers = list(events.values_list("number", flat=True))
            assert numbers == list(range(1, row.version + 1)), (noun, row.pk)
            assert row.version > 0


def test_every_event_has_its_audit_row(cast):
    make.disclosed(cast)
    events = [(f"{e.noun}.{e.action}", e.object_id) for e in Event.objects.all()]
    rows = AuditEntry.objects.filter(result="ok", noun__in=NOUNS)
    audited = list(rows.values_list("action", "object_id"))
    assert sorted(events) == sorted(audited)


def test_an_event_says_who_from_which_post_and_unit(cast):
    issue = make.rectifying(cast)
    progress.receive(cast.unit1, issue.pk)
    event = Event.objects.get(noun="issues.issue", action="receive")
    assert (event.person, event.post, event.unit) == ("周某某", "单位经办", "青崖县人民政府")
    assert (event.person_id, event.unit_id) == (cast.unit1.person_id, cast.unit1.unit_id)
    row = AuditEntry.objects.get(action="issues.issue.receive")
    assert (row.result, row.address) == ("ok", "127.0.0.1")


def test_every_event_of_the_road_has_words(cast):
    """No code of ours stands on the page where a sentence should."""
    make.disclosed(cast)
    on_the_page = Event.objects.filter(noun__in=("issues.issue", "issues.signoff"))
    for event in on_the_page:
        assert event.action not in worded(event)["what"], event.action


@pytest.mark.parametrize("table", ["journal_event", "journal_auditentry"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET person = '别人'", "DELETE FROM {}"])
def test_what_happened_to_an_issue_is_never_rewritten(cast, table, statement):
    make.rectifying(cast)
    refused_by = pytest.raises(DatabaseError, match="written once, never changed")
    with refused_by, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


STAMP = {"approved_by": "州委", "approved_on": make.date(2026, 6, 1)}
REFUSALS = [
    # act, stage, who, call, error, audit action
    ("round by a unit", None, lambda c, _i: open_round(
        c.unit1, code="x", name="x", kind_code="central"), NotAllowed, "issues.round.open"),
    ("round of no kind", None, lambda c, _i: open_round(
        c.city1, code="x", name="x", kind_code="nothing"), Invalid, "issues.round.open"),
    ("plan approved by another tier", make.rectifying, lambda c, i: plans.approve(
        c.province1, i.plan_id, **STAMP), NotAllowed, "issues.plan.approve"),
    ("plan approved twice", make.rectifying, lambda c, i: plans.approve(
        c.city1, i.plan_id, **STAMP), WrongState, "issues.plan.approve"),
    ("plan issued twice", make.rectifying, lambda c, i: plans.issue_plan(
        c.city1, i.plan_id, doc_no="云办字〔2026〕52号"), WrongState, "issues.plan.issue"),
    ("receipt twice", make.received, lambda c, i: progress.receive(
        c.unit1, i.pk), NeedsUnmet, "issues.issue.receive"),
    ("receipt by the owner", make.rectifying, lambda c, i: progress.receive(
        c.city1, i.pk), NotAllowed, "issues.issue.receive"),
    ("receipt by a neighbour", make.rectifying, lambda c, i: progress.receive(
        c.unit2, i.pk), Missing, "issues.issue.receive"),
    ("report before receipt", make.rectifying, lambda c, i: progress.report(
        c.unit1, i.pk, pct=5, done_text="开工。"), NeedsUnmet, "issues.issue.report"),
    ("report of 101 per cent", make.received, lambda c, i: progress.report(
        c.unit1, i.pk, pct=101, done_text="开工。"), Invalid, "issues.issue.report"),
    ("report without words", make.received, lambda c, i: progress.report(
        c.unit1, i.pk, pct=5, done_text="  "), Invalid, "issues.issue.report"),
    ("report of a quantity in words", make.received, lambda c, i: progress.report(
        c.unit1, i.pk, pct=5, done_text="开工。", quantities=[{"name": "清淤", "amount": "两"}]),
     Invalid, "issues.issue.report"),
    ("measure of another issue", make.received, lambda c, i: progress.do_measure(
        c.unit1, i.pk, measure_id=10**9, note="x"), Missing, "issues.issue.do_measure"),
    ("measure done twice", make.proved, lambda c, i: progress.do_measure(
        c.unit1, i.pk, measure_id=i.measures.first().pk, note="x"), Invalid,
     "issues.issue.do_measure"),
    ("evidence of an unknown kind", make.received, lambda c, i: dossier.add_evidence(
        c.unit1, i.pk, kind="video", upload=make.photo()), Invalid, "issues.issue.add_evidence"),
    ("evidence removed without a reason", make.proved, lambda c, i: dossier.remove_evidence(
        c.unit1, i.pk, evidence_id=i.evidence.first().pk, reason=""), Invalid,
     "issues.issue.remove_evidence"),
    ("completion without evidence", make.received, lambda c, i: progress.complete(
        c.unit1, i.pk), NeedsUnmet, "issues.issue.complete"),
    ("completion by the supervisor", make.proved, lambda c, i: progress.complete(
        c.acceptor1, i.pk), NotAllowed, "issues.issue.complete"),
    ("completion twice", make.completed, lambda c, i: progress.complete(
        c.unit1, i.pk), WrongState, "issues.issue.complete"),
    ("sending back without a reason", make.completed, lambda c, i: progress.send_back(
        c.acceptor1, i.pk, reason=" "), Invalid, "issues.issue.send_back"),
    ("an act without a cycle", make.rectifying, lambda c, i: signing.act(
        c.county1, i.pk, act=Act("approve")), WrongState, "issues.signoff.act"),
    ("a filing without a cycle", make.rectifying, lambda c, i: signing.file(
        c.province1, i.pk), WrongState, "issues.signoff.file"),
    ("a notice without a cycle", make.rectifying, lambda c, i: notices.publish(
        c.city1, [i.pk], phone="1"), WrongState, "issues.public_notice.publish"),
    ("an old version", make.rectifying, lambda c, i: progress.receive(
        c.unit1, i.pk, expected=i.version - 1), Stale, "issues.issue.receive"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "call", "error", "action"),
    [row[1:] for row in REFUSALS],
    ids=[r[0] for r in REFUSALS],
)
def test_a_refusal_changes_nothing_and_leaves_one_row(cast, stage, call, error, action):
    issue = stage(cast) if stage else None
    with refused(error, action):
        call(cast, issue)


def test_a_plan_with_gaps_is_not_approved(cast):
    plan = make.drafted_plan(cast, goal="", deadline_confirmed=False)
    with refused(NeedsUnmet, "issues.plan.approve") as info:
        plans.approve(cast.city1, plan.pk, **STAMP)
    assert info.value.detail["needs"] == [
        "第1项没有整改目标。",
        "第1项整改时限“2026年12月底前”没有确认。",
    ]


def test_a_name_without_a_unit_blocks_approval(cast):
    plan = make.drafted_plan(cast, units={**make.UNITS, "cooperating": ["某某指挥部"]})
    plan.aliases.filter(label="某某指挥部").delete()
    with refused(NeedsUnmet, "issues.plan.approve") as info:
        plans.approve(cast.city1, plan.pk, **STAMP)
    assert info.value.detail["needs"] == ["第1项的单位“某某指挥部”还没有对应。"]


def test_an_approval_of_tomorrow_is_refused(cast):
    plan = make.drafted_plan(cast)
    with refused(Invalid, "issues.plan.approve"):
        plans.approve(cast.city1, plan.pk, approved_by="州委", approved_on=make.date(2099, 1, 1))


def test_collective_names_become_one_row_a_unit_and_keep_their_label(cast):
    names = ["青崖县人民政府", "石渡县人民政府", "东坪县人民政府"]
    plan = make.drafted_plan(cast, units={**make.UNITS, "implementing": ["各县"]})
    units = list(plans.Unit.objects.filter(name__in=names, is_demo=True))
    plans.remember_alias(plan, "各县", units)
    plans.approve(cast.city1, plan.pk, **STAMP)
    plans.issue_plan(cast.city1, plan.pk, doc_no="云办字〔2026〕51号")
    rows = plan.issues.get().responsibilities.filter(role="implementing")
    assert sorted(rows.values_list("unit__name", "label")) == sorted((n, "各县") for n in names)
