"""The whole road of one petition: registered, handed down, answered, reviewed, published."""

from datetime import timedelta
from decimal import Decimal

import pytest

from petitions.models import PublishedPetition
from petitions.services import answering, handing, publishing
from petitions.services.assigning import Handling
from rectify.core import clock
from rectify.core.errors import Invalid, NeedsUnmet
from rectify.journal.models import Event
from tests import petition_factories as make

pytestmark = pytest.mark.django_db


def test_a_petition_walks_from_registered_to_published(cast):
    petition = make.published(cast)
    actions = Event.objects.filter(noun="petitions.petition", object_id=petition.pk)
    wanted = ["register", "hand_down", "receive", "reply", "close", "publish"]
    assert list(actions.order_by("number").values_list("action", flat=True)) == wanted
    assert (petition.state, petition.verdict, petition.closure) == ("closed", "true", "done")
    assert petition.version == 6
    assert PublishedPetition.objects.get().number == "X3YP202611230001"


def test_terms_run_from_the_batch_and_leave_the_desk_two_days(cast):
    batch = make.opened_batch(cast, handed_on=clock.today() - timedelta(days=1))
    petition = make.handed_down(cast, batch=batch)
    assert petition.due_on == clock.today() + timedelta(days=9)
    assert petition.county_due_on == clock.today() + timedelta(days=7)
    assert petition.open_due_on == petition.county_due_on


def test_amounts_and_items_stand_only_after_the_review(cast):
    petition = make.replied(cast)
    assert (petition.verdict, petition.fine_yuan, petition.items.first().verdict) == ("", None, "")
    answering.review(cast.desk1, petition.pk)
    petition = make.fresh(petition)
    assert (petition.verdict, petition.fine_yuan) == ("true", Decimal("50000"))
    assert [item.verdict for item in petition.items.all()] == ["true", "true"]


def test_a_stage_closed_one_stays_due_and_can_be_closed_and_renewed(cast):
    petition = make.stage_closed(cast)
    assert petition.open_due_on == petition.next_due_on == clock.today() + timedelta(days=30)
    publishing.publish(cast.desk1, petition.pk)
    with clock.at(clock.now() + timedelta(days=20)):
        answering.reply(cast.unit1, petition.pk, answer=make.answer())
        assert make.fresh(petition).closure == "staged"
        answering.review(cast.desk1, petition.pk)
        assert PublishedPetition.objects.get().closure == "阶段性办结"
        publishing.publish(cast.desk1, petition.pk)
    row = PublishedPetition.objects.get()
    assert row.closure == "已办结"
    assert (row.updated_at - row.published_at).days == 20
    assert make.fresh(petition).open_due_on is None


def test_who_answered_never_reviews(cast):
    office = make.unit_of("云屏州生态环境保护督察整改工作领导小组办公室")
    petition = make.registered(cast)
    handing.hand_down(cast.desk1, petition.pk, to=Handling("9901", office))
    handing.receive(cast.city1, petition.pk)
    answering.reply(cast.city1, petition.pk, answer=make.answer())
    with pytest.raises(NeedsUnmet, match="本人"):
        answering.review(cast.city1, petition.pk)
    assert make.fresh(petition).state == "replied"
    assert answering.review(cast.desk1, petition.pk).state == "closed"


def test_an_answer_without_a_next_date_changes_nothing(cast):
    petition = make.answering_one(cast)
    with pytest.raises(Invalid) as refusal:
        answering.reply(
            cast.unit1, petition.pk, answer=make.answer(closure="staged", next_plan="建池。")
        )
    assert set(refusal.value.detail) == {"next_due_on"}
    assert make.fresh(petition).version == petition.version
    assert petition.replies.count() == 0
