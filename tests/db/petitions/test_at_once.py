"""Files, desks and whole batches meet over one batch: they wait, and overwrite nothing."""

import pytest

from petitions.importing import services
from petitions.models import Petition, PetitionBatch
from petitions.services import handing, publishing
from rectify.core.errors import Invalid, Stale
from tests import petition_factories as make
from tests.db.petitions.importing import HEADS, confirmed, line, looked, settled, workbook
from tests.waiting import is_free, stands_before

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = HEADS[:5]


def two(cast, text="砂场夜间作业扰民"):
    """Two petitions of one batch, registered by a file; the file with other words beside it."""
    confirmed(cast, workbook([line(n)[:5] for n in (1, 2)], WAITING))
    rows = [line(n, "洗砂废水直排")[:5] for n in (2, 1)]
    return settled(cast, looked(cast, workbook(rows, WAITING))).staged


def test_a_file_waits_for_the_batch_before_it_takes_a_petition(cast):
    staged = two(cast)
    batch = PetitionBatch.objects.get()
    with stands_before(batch, lambda: services.confirm(cast.desk1, staged.pk)) as confirming:
        assert all(is_free(petition) for petition in Petition.objects.all())
    assert confirming.result().summary["changed"] == 2


def test_a_file_waits_for_all_its_petitions_before_it_changes_one(cast):
    staged = two(cast)
    first, last = Petition.objects.order_by("pk")
    with stands_before(first, lambda: services.confirm(cast.desk1, staged.pk)) as confirming:
        assert is_free(last)
    assert confirming.result().summary["changed"] == 2


def test_a_file_does_not_overwrite_what_was_handed_down_while_it_waited(cast):
    staged = two(cast)
    petition = Petition.objects.order_by("pk").first()
    to = handing.Handling("990121", make.unit_of("青崖县人民政府"))
    with stands_before(petition, lambda: services.confirm(cast.desk1, staged.pk)) as confirming:
        handing.hand_down(cast.desk1, petition.pk, to=to)
    assert isinstance(confirming.exception(), Stale)
    assert {row.text for row in Petition.objects.all()} == {"砂场夜间作业扰民"}


def test_two_are_not_marked_as_duplicates_of_each_other_at_once(cast):
    one, other = make.registered(cast, 1), make.registered(cast, 2)

    def mark():
        return handing.mark_duplicate(cast.desk1, other.pk, of=one.number)

    with stands_before(one, mark) as marking:
        handing.mark_duplicate(cast.desk1, one.pk, of=other.number)
    assert isinstance(marking.exception(), Invalid)
    assert make.fresh(one).duplicate_of_id == other.pk
    assert make.fresh(other).duplicate_of_id is None


def test_a_batch_is_published_without_what_went_on_meanwhile(cast):
    stays, goes = make.closed(cast, 1), make.closed(cast, 2)
    batch = PetitionBatch.objects.get()

    def publish():
        return publishing.publish_batch(cast.desk1, batch.pk).done

    with stands_before(goes, publish) as publishing_all:
        Petition.objects.filter(pk=goes.pk).update(state="replied")
    assert publishing_all.result() == (stays.pk,)
