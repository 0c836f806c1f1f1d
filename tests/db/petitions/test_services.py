"""What each service refuses and changes; a refusal changes nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest

from petitions.models import Assignment, Petition
from petitions.services import answering, assigning, batches, handing
from petitions.services.assigning import Handling
from petitions.services.batches import Registered
from rectify.core import clock
from rectify.core.errors import Invalid, Missing, NeedsUnmet, NotAllowed, Stale, WrongState
from rectify.journal.models import AuditEntry, Event
from rectify.messaging.models import Message
from tests import petition_factories as make

pytestmark = pytest.mark.django_db


def unchanged(petition: Petition) -> bool:
    now = make.fresh(petition)
    return (now.version, now.state) == (petition.version, petition.state)


def test_the_version_is_the_number_of_the_last_event(cast):
    petition = make.stage_closed(cast)
    numbers = Event.objects.filter(noun="petitions.petition", object_id=petition.pk)
    wanted = list(range(1, petition.version + 1))
    assert list(numbers.order_by("number").values_list("number", flat=True)) == wanted


def test_who_looked_at_an_older_version_changes_nothing(cast):
    petition = make.handed_down(cast)
    with pytest.raises(Stale):
        handing.receive(cast.unit1, petition.pk, expected=petition.version - 1)
    assert unchanged(petition)
    refusal = AuditEntry.objects.get(result="stale")
    assert (refusal.action, refusal.object_id) == ("petitions.petition.receive", petition.pk)


@pytest.mark.parametrize("name", ["county2", "unit2", "acceptor1"])
def test_a_neighbour_meets_a_missing_petition(cast, name):
    petition = make.handed_down(cast)
    with pytest.raises(Missing):
        handing.receive(getattr(cast, name), petition.pk)
    assert unchanged(petition)


@pytest.mark.parametrize("name", ["province1", "leader1", "discipline1", "inspector1"])
def test_who_only_reads_acts_on_nothing(cast, name):
    petition = make.handed_down(cast)
    with pytest.raises(NotAllowed):
        handing.receive(getattr(cast, name), petition.pk)
    assert unchanged(petition)


def test_what_is_not_handed_down_is_seen_by_its_desk_alone(cast):
    make.registered(cast)
    seen = {
        name: Petition.objects.visible_to(getattr(cast, name).scope).count()
        for name in ("desk1", "city1", "leader1", "province1", "county1", "unit1", "system1")
    }
    assert seen == {
        "desk1": 1,
        "city1": 1,
        "leader1": 1,
        "province1": 0,
        "county1": 0,
        "unit1": 0,
        "system1": 0,
    }


def test_sent_back_within_the_term_it_leaves_the_countys_sight(cast):
    petition = make.handed_down(cast)
    handing.send_back(cast.county1, petition.pk, reason="位于石渡县。")
    assert not Petition.objects.visible_to(cast.county1.scope).exists()
    assert not Assignment.objects.active().exclude(ends_on=clock.today()).exists()
    again = handing.hand_down(cast.desk1, petition.pk, to=Handling("990122"))
    assert (again.division_id, again.due_on) == ("990122", petition.due_on)
    assert Petition.objects.visible_to(cast.county2.scope).exists()


def test_after_the_term_it_cannot_be_sent_back(cast):
    petition = make.handed_down(cast)
    with clock.at(clock.now() + timedelta(days=3)), pytest.raises(NeedsUnmet, match="期限"):
        handing.send_back(cast.county1, petition.pk, reason="不在本县。")
    assert unchanged(petition)


@pytest.mark.parametrize(
    ("to", "field"),
    [(Handling("9902"), "division"), (Handling("9901"), "lead"), (Handling("990121", -1), "units")],
)
def test_only_a_place_and_unit_of_the_own_territory_takes_a_petition(cast, to, field):
    petition = make.registered(cast)
    with pytest.raises(Invalid) as refusal:
        handing.hand_down(cast.desk1, petition.pk, to=to)
    assert set(refusal.value.detail) == {field}
    assert unchanged(petition)


def test_a_joint_petition_is_counted_in_halves_and_seen_by_both(cast):
    petition = make.registered(cast)
    lead, other = make.unit_of("青崖县人民政府"), make.unit_of("石渡县人民政府")
    handing.hand_down(cast.desk1, petition.pk, to=Handling("990121", lead, (other,)))
    shares = dict(Assignment.objects.values_list("division_code", "share"))
    assert shares == {"990121": Decimal("0.5"), "990122": Decimal("0.5")}
    assert Petition.objects.visible_to(cast.unit2.scope).exists()
    with pytest.raises(NotAllowed):
        handing.receive(cast.unit2, petition.pk)


def test_a_county_names_only_units_of_its_own(cast):
    petition = make.handed_down(cast)
    with pytest.raises(Invalid):
        assigning.assign(cast.county1, petition.pk, lead=make.unit_of("石渡县人民政府"))
    assert unchanged(petition)
    done = assigning.assign(cast.county1, petition.pk, lead=make.unit_of("青崖县水务局"))
    assert [row.unit.name for row in done.assignments.filter(ends_on=None)] == ["青崖县水务局"]
    assert not Petition.objects.visible_to(cast.unit1.scope).exclude(pk=petition.pk).exists()


def test_the_people_concerned_are_told_once(cast):
    petition = make.handed_down(cast)
    told = Message.objects.filter(link=f"/petitions/{petition.pk}/")
    assert set(told.values_list("recipient__username", flat=True)) == {"county1", "unit1"}
    make.handing.receive(cast.unit1, petition.pk)
    answering.reply(cast.unit1, petition.pk, answer=make.answer())
    desk = told.filter(recipient__username__in=["desk1", "city1"])
    assert desk.count() == 2


def test_a_duplicate_keeps_its_row_and_points_to_the_earlier_one(cast):
    first, second = make.registered(cast, 1), make.registered(cast, 2)
    marked = handing.mark_duplicate(cast.desk1, second.pk, of=first.number)
    assert (marked.duplicate_of_id, marked.state) == (first.pk, "registered")
    with pytest.raises(Invalid, match="请先取消"):
        handing.mark_duplicate(cast.desk1, first.pk, of=second.number)
    with pytest.raises(Invalid, match="自己"):
        handing.mark_duplicate(cast.desk1, first.pk, of=first.number)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"closure": "perhaps"}, {"closure"}),
        ({"handling": " "}, {"handling"}),
        ({"items": (make.ItemAnswer(1, "true", "已查。"),)}, {"items"}),
        ({"outcome": {"fine_yuan": "五万"}}, {"fine_yuan"}),
        ({"outcome": {"cases_filed": "1.5"}}, {"cases_filed"}),
        ({"outcome": {"talked_to": "-1"}}, {"talked_to"}),
        ({"verdict": "false"}, {"verdict_reason"}),
        ({"closure": "staged"}, {"next_plan", "next_due_on"}),
    ],
)
def test_an_answer_that_cannot_stand_names_its_fields(cast, changes, fields):
    petition = make.answering_one(cast)
    with pytest.raises(Invalid) as refusal:
        answering.reply(cast.unit1, petition.pk, answer=make.answer(**changes))
    assert set(refusal.value.detail) == fields
    assert unchanged(petition)
    assert petition.replies.count() == 0


def test_an_overall_verdict_differs_from_its_items_only_with_a_reason(cast):
    why = "两项同源，按整体判断。"
    brought = make.answer(verdict="mostly", verdict_reason=why)
    petition = make.closed(cast, brought=brought)
    found = (petition.verdict, petition.derived_verdict, petition.verdict_reason)
    assert found == ("mostly", "true", why)


def test_a_returned_answer_stays_in_history_and_the_next_one_counts_on(cast):
    petition = make.replied(cast)
    answering.return_reply(cast.desk1, petition.pk, reason="缺照片。")
    answering.reply(cast.unit1, petition.pk, answer=make.answer())
    answering.review(cast.desk1, petition.pk)
    states = petition.replies.order_by("number").values_list("number", "state")
    assert list(states) == [(1, "returned"), (2, "accepted")]
    with pytest.raises(WrongState):
        answering.review(cast.desk1, petition.pk)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": ""}, "请填写"),
        ({"text": "举报人电话13812345678"}, "个人|电话"),
        ({"pollution_types": ("光",)}, "光"),
        ({"number": "X3YP202611230001"}, "已有编号"),
    ],
)
def test_a_petition_that_cannot_be_entered_leaves_no_row(cast, changes, sentence):
    first = make.registered(cast)
    fields = {"number": "X3YP202611230099", "text": make.TEXT, **changes}
    with pytest.raises(Invalid, match=sentence):
        batches.register(cast.desk1, first.batch_id, entry=Registered(**fields))
    assert Petition.objects.count() == 1


@pytest.mark.parametrize("name", ["county1", "province1", "leader1"])
def test_only_the_desk_of_the_round_opens_a_batch(cast, name):
    batch = make.opened_batch(cast)
    with pytest.raises((Missing, NotAllowed)):
        batches.open_batch(getattr(cast, name), batch.round_id, number=2, handed_on=clock.today())
    assert type(batch).objects.count() == 1
