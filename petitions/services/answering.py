"""答复: a county's answer goes to review; what a review lets stand becomes the petition's own."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from petitions.models import OUTCOME, Petition, PetitionEvidence, PetitionReply
from petitions.services.answers import Answer, columns_of
from petitions.services.fetch import check_move, locked_petition, pending_of
from petitions.services.telling import tell_county, tell_desk
from petitions.workflow import AFTER_REVIEW, CLOSURE_NAMES
from rectify.accounts.scope import Actor
from rectify.core import clock, given
from rectify.core.errors import WrongState
from rectify.evidence.services import Upload, store
from rectify.journal import services as journal
from rectify.journal.services import service

COPIED = (
    *("verdict", "derived_verdict", "verdict_reason", "closure", "closure_target", "finding"),
    *("handling", "accountability", "next_plan", "next_due_on", *OUTCOME),
)
"""Columns an accepted answer gives the petition."""


@service("petitions.petition.reply")
def reply(
    who: Actor,
    petition_id: int,
    *,
    answer: Answer,
    photos: Sequence[Any] = (),
    documents: Sequence[Any] = (),
    expected: int | None = None,
) -> PetitionReply:
    """Item by item: verdict, finding, actions, closure; raises `Invalid` naming every field."""
    petition = locked_petition(who, petition_id, expected)
    move = check_move(who, petition, "reply")
    row = _written(who, petition, answer)
    _keep(who, petition, {"photo": photos, "document": documents})
    petition.save_version(
        state=move.target,
        replied_at=clock.now(),
        replied_by_id=who.person_id,
        open_due_on=petition.next_due_on or petition.due_on,
        returned_reason="",
    )
    data = {"reply": row.number, "verdict": row.verdict, "closure": row.closure}
    journal.record(who, petition, "reply", data=data)
    tell_desk(petition, "已答复，请审核")
    return row


def _written(who: Actor, petition: Petition, answer: Answer) -> PetitionReply:
    return PetitionReply.objects.create(
        petition=petition,
        number=petition.replies.count() + 1,
        **columns_of(petition, answer),
        **journal.acted(who),
    )


def _keep(who: Actor, petition: Petition, uploads: Mapping[str, Sequence[Upload]]) -> None:
    for kind, files in uploads.items():
        for upload in files:
            PetitionEvidence.objects.create(
                petition=petition,
                file=store(who, upload, purpose="photo" if kind == "photo" else "evidence"),
                kind=kind,
                **journal.acted(who),
            )


@service("petitions.petition.return_reply")
def return_reply(
    who: Actor, petition_id: int, *, reason: str, expected: int | None = None
) -> Petition:
    """退回补正: the county reads why and answers again; the returned answer stays in history."""
    petition = locked_petition(who, petition_id, expected)
    move = check_move(who, petition, "return_reply")
    reason = given.words(reason, _("请写明退回的原因：哪一项、缺什么、怎么补。"), "reason")
    row = _settle(who, petition, "returned", reason)
    petition.save_version(
        state=move.target,
        returned_reason=reason,
        open_due_on=petition.next_due_on or petition.county_due_on,
    )
    journal.record(who, petition, "return_reply", reason=reason, data={"reply": row.number})
    tell_county(petition, "答复被退回，请补正", body=reason)
    return petition


@service("petitions.petition.review")
def review(
    who: Actor, petition_id: int, *, note: str = "", expected: int | None = None
) -> Petition:
    """审核通过: the answer's own closure decides — closed, stage-closed or still open.

    Raises `NeedsUnmet` where the person who answered would review it.
    """
    petition = locked_petition(who, petition_id, expected)
    pending = pending_of(petition)
    if pending is None:
        raise WrongState(_("没有待审核的答复，可能刚刚有人审核过，请刷新后再看。"))
    action = AFTER_REVIEW[pending.closure]
    move = check_move(who, petition, action)
    row = _settle(who, petition, "accepted", note.strip())
    before = {"verdict": petition.verdict, "closure": petition.closure}
    petition.save_version(**_stands(row), state=move.target, **_dates(row))
    for item in row.items:
        petition.items.filter(number=item["number"]).update(
            verdict=item["verdict"], finding=item["finding"]
        )
    data = {name: [old, getattr(petition, name)] for name, old in before.items()}
    journal.record(who, petition, action, reason=note.strip(), data=data)
    tell_county(petition, f"审核通过：{CLOSURE_NAMES[row.closure]}")
    return petition


def _stands(row: PetitionReply) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COPIED}


def _dates(row: PetitionReply) -> dict[str, Any]:
    """Closed runs no clock; what was closed for a stage stays due on its next date."""
    closes = row.closure in ("done", "transferred")
    return {
        "reviewed_at": clock.now(),
        "closed_on": clock.today() if closes else None,
        "open_due_on": None if closes else row.next_due_on,
        "returned_reason": "",
        "imported": False,
    }


def _settle(who: Actor, petition: Petition, state: str, note: str) -> PetitionReply:
    row = petition.replies.select_for_update(no_key=True).get(state="pending")
    row.state, row.review_note = state, note
    row.reviewed_at, row.reviewed_by = clock.now(), f"{who.unit} {who.person}".strip()
    row.save(update_fields=["state", "review_note", "reviewed_at", "reviewed_by"])
    return row
