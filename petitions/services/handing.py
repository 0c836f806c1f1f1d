"""交办: to a place and its units; signed for there, or sent back for another place."""

from datetime import date

from django.utils.translation import gettext as _

from issues.services.fetch import lock_all
from petitions.deadlines import terms
from petitions.models import Petition
from petitions.publication import masked
from petitions.services.assigning import Handling, hand_to, place_of, rows_for
from petitions.services.batches import write_items
from petitions.services.fetch import check_move, locked_petition, rules_of
from petitions.services.telling import tell_county, tell_desk
from rectify.accounts.scope import Actor
from rectify.core import clock, given
from rectify.core.errors import Invalid
from rectify.journal import services as journal
from rectify.journal.services import service

MOST_ITEMS = 30


@service("petitions.petition.hand_down")
def hand_down(
    who: Actor, petition_id: int, *, to: Handling, expected: int | None = None
) -> Petition:
    """交办: the terms run from the batch's hand-over; the place and its units are told.

    Raises `Invalid` for a place outside the desk's own, or at its own level without a unit.
    """
    petition = locked_petition(who, petition_id, expected)
    move = check_move(who, petition, "hand_down")
    place = place_of(petition, to)
    rows = rows_for(petition, to, place, petition.owner_id)
    dates = _dates(petition)
    hand_to(petition, rows)
    petition.save_version(
        state=move.target,
        division=place,
        handed_down_at=clock.now(),
        received_at=None,
        returned_reason="",
        **dates,
    )
    data = {"division": place.pk, "units": [row.unit_id for row in rows]}
    journal.record(who, petition, "hand_down", data=data)
    tell_county(petition, f"请签收并于 {dates['county_due_on']} 前答复")
    return petition


def _dates(petition: Petition) -> dict[str, date]:
    rules = rules_of(petition.round)
    found = terms(
        petition.batch.handed_on, reply_days=rules.reply_days, inner_days=rules.inner_days
    )
    return {
        "due_on": found.due_on,
        "county_due_on": found.county_due_on,
        "open_due_on": found.county_due_on,
    }


@service("petitions.petition.receive")
def receive(who: Actor, petition_id: int, *, expected: int | None = None) -> Petition:
    """签收: the place has it and works on it."""
    petition = locked_petition(who, petition_id, expected)
    move = check_move(who, petition, "receive")
    petition.save_version(state=move.target, received_at=clock.now())
    journal.record(who, petition, "receive", data={"unit": who.unit})
    return petition


@service("petitions.petition.send_back")
def send_back(
    who: Actor, petition_id: int, *, reason: str, expected: int | None = None
) -> Petition:
    """退回改派 within the term: the desk must find another place; nothing answered is lost."""
    petition = locked_petition(who, petition_id, expected)
    move = check_move(who, petition, "send_back")
    reason = given.words(reason, _("请写明退回改派的理由，如实际位于何处、属于谁管。"), "reason")
    before = petition.division_id
    hand_to(petition, [])
    petition.save_version(state=move.target, open_due_on=clock.today(), returned_reason=reason)
    journal.record(who, petition, "send_back", reason=reason, data={"division": before})
    tell_desk(petition, "被退回改派")
    return petition


@service("petitions.petition.split")
def split(
    who: Actor, petition_id: int, *, texts: list[str], expected: int | None = None
) -> Petition:
    """列出反映事项: the petition's matters, one line each, before they are answered."""
    petition = locked_petition(who, petition_id, expected)
    check_move(who, petition, "split")
    kept = [text.strip() for text in texts if text.strip()]
    if not kept or len(kept) > MOST_ITEMS:
        raise Invalid(
            _("请列出 1 至 %(n)d 条反映事项，一行一条。") % {"n": MOST_ITEMS}, items=_("条数")
        )
    if any(masked(text)[1] for text in kept):
        raise Invalid(_("反映事项里有像是个人信息的文字，请删去后再保存。"), items=_("个人信息"))
    write_items(petition, kept)
    petition.save_version()
    journal.record(who, petition, "split", data={"items": len(kept)})
    return petition


@service("petitions.petition.mark_duplicate")
def mark_duplicate(
    who: Actor, petition_id: int, *, of: str, expected: int | None = None
) -> Petition:
    """标为重复: keeps its row, verdict and closure; leaves only the count of distinct problems.

    `of` is the number of the other one; empty takes the mark away.
    """
    _lock_both(who, petition_id, of)
    petition = locked_petition(who, petition_id, expected)
    check_move(who, petition, "mark_duplicate")
    other = find_number(petition, of) if of.strip() else None
    if other is not None and other.pk == petition.pk:
        raise Invalid(_("不能与自己重复，请填写另一件的编号。"), of=_("自身"))
    if other is not None and other.duplicate_of_id == petition.pk:
        raise Invalid(_("那一件已标为与本件重复，请先取消。"), of=_("互为重复"))
    before = petition.duplicate_number
    petition.save_version(duplicate_of=other, duplicate_number=of.strip()[:60])
    data = {"duplicate_number": [before, petition.duplicate_number]}
    journal.record(who, petition, "mark_duplicate", data=data)
    return petition


def _lock_both(who: Actor, petition_id: int, of: str) -> None:
    """Two marked as duplicates of each other at once would both leave the count."""
    petition = Petition.objects.visible_to(who.scope).filter(pk=petition_id).first()
    other = find_number(petition, of) if petition and of.strip() else None
    if other is not None:
        lock_all(Petition.objects.filter(pk__in=(petition_id, other.pk)))


def find_number(petition: Petition, number: str) -> Petition | None:
    """The petition of the same round under this number, as typed or as its bare key."""
    rows = Petition.objects.filter(round_id=petition.round_id, owner_id=petition.owner_id)
    bare = number.strip().rstrip("*＊★☆")
    return rows.filter(key=bare).first() or rows.filter(number=number.strip()).first()
