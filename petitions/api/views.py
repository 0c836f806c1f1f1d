"""`/api/v1/petitions/` and `/api/v1/petition-batches/`."""

from typing import Any

import orjson
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from issues.api.bodies import ReasonIn
from issues.api.present import NO_UNITS, action_row
from petitions.api import bodies, moves
from petitions.api.filters import BatchFilters, PetitionFilters
from petitions.api.rows import BatchRow, ItemOut, PetitionFull, PetitionRow, ReplyOut
from petitions.api.sql import units_of
from petitions.listing.rows import lamp_of
from petitions.models import OUTCOME, Petition, PetitionBatch, PetitionItem, PetitionReply
from petitions.offers import offers
from petitions.services import batches, publishing
from rectify.accounts.api.acts import ActorResource, Call, act
from rectify.accounts.api.writing import answered, brought
from rectify.core import clock
from rectify.core.api.paging import keys

ITEM = tuple(ItemOut._declared_fields)
REPLY = tuple(ReplyOut._declared_fields)


@extend_schema_view(
    list=extend_schema(summary="信访件"), retrieve=extend_schema(summary="一件信访件")
)
class Petitions(ActorResource):
    noun = "petitions.petition"
    row, full, filters = PetitionRow, PetitionFull, PetitionFilters
    orderings = {
        "id": keys("pk"),
        "number": keys("batch_id", "position", "pk"),
        "open_due_on": keys("open_due_on?", "pk"),
        "closed_on": keys("closed_on?", "pk"),
    }

    split = act("split", moves.split, says="列出反映事项", body=bodies.SplitIn)
    mark_duplicate = act(
        "mark_duplicate", moves.mark_duplicate, says="标为重复", body=bodies.DuplicateIn
    )
    hand_down = act("hand_down", moves.hand_down, says="交办", body=bodies.HandDownIn)
    receive = act("receive", moves.receive, says="签收")
    send_back = act("send_back", moves.send_back, says="退回改派", body=ReasonIn)
    assign = act("assign", moves.assign, says="分派单位", body=bodies.AssignIn)
    reply = act("reply", moves.reply, says="答复", body=bodies.ReplyIn)
    return_reply = act("return_reply", moves.return_reply, says="退回补正", body=ReasonIn)
    review = act("review", moves.review, says="审核通过", body=bodies.NoteIn)
    close = act("close", moves.reviewed_as("close"), says="审核通过，办结", body=bodies.NoteIn)
    stage_close = act(
        "stage_close",
        moves.reviewed_as("stage_close"),
        says="审核通过，阶段性办结",
        body=bodies.NoteIn,
    )
    keep_open = act(
        "keep_open", moves.reviewed_as("keep_open"), says="审核通过，继续办理", body=bodies.NoteIn
    )
    publish = act("publish", moves.publish, says="公开", signs=True)

    def seen(self) -> QuerySet[Any]:
        return Petition.objects.visible_to(self.who.scope)

    def shaped(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        on = clock.today()
        units = units_of([row["id"] for row in rows], on) if rows else {}
        for row in rows:
            due_on = row["open_due_on"]
            row["lamp"] = lamp_of(row, on).kind
            row["days_left"] = (due_on - on).days if due_on else None
            told = units.get(row["id"])
            row["units"] = orjson.Fragment(told) if told else NO_UNITS
            del row["round__petition_rules__lead_days"]
        return rows

    def detailed(self, found: dict[str, Any]) -> dict[str, Any]:
        """With items, answers, actions taken in their units, and what this person can do now."""
        pk = found["id"]
        outcome = {name: found.pop(name) for name in OUTCOME}
        rows = self.seen().select_related("batch", "round__kind", "owner", "division")
        items = PetitionItem._base_manager.filter(petition=pk).order_by("number")
        replies = PetitionReply._base_manager.filter(petition=pk).order_by("number")
        base = f"/api/v1/petitions/{pk}/actions"
        return {
            **self.shaped([found])[0],
            "outcome": outcome,
            "items": list(items.values(*ITEM)),
            "replies": list(replies.values(*REPLY)),
            "actions": [action_row(one, base) for one in offers(self.who, rows.get(pk=pk))],
        }

    @extend_schema(summary="登记一件", request=bodies.NewPetition)
    def create(self, request: Request) -> Response:
        data = brought(request, bodies.NewPetition)

        def run() -> Response:
            batch = data.pop("batch")
            texts: dict[str, Any] = {
                name: tuple(data.pop(name, ())) for name in ("pollution_types", "items")
            }
            entry = batches.Registered(**data, **texts)
            return self.shown(batches.register(self.who, batch, entry=entry).pk, status=201)

        return answered(request, run)


def _publish(call: Call) -> Response:
    done = publishing.publish_batch(call.who, call.id, expected=call.expected)
    return Response({"published": list(done.done), "held": list(done.held)})


@extend_schema_view(
    list=extend_schema(summary="信访件批次"), retrieve=extend_schema(summary="一个批次")
)
class Batches(ActorResource):
    noun = "petitions.petitionbatch"
    row = full = BatchRow
    filters = BatchFilters
    orderings = {"id": keys("pk"), "number": keys("number", "pk")}
    ordering = "-id"

    publish = act("publish", _publish, says="公开本批已审核的信访件", signs=True)

    def seen(self) -> QuerySet[Any]:
        return PetitionBatch.objects.visible_to(self.who.scope)

    @extend_schema(summary="登记批次", request=bodies.NewBatch)
    def create(self, request: Request) -> Response:
        data = brought(request, bodies.NewBatch)

        def run() -> Response:
            batch = batches.open_batch(self.who, data.pop("round"), **data)
            return self.shown(batch.pk, status=201)

        return answered(request, run)
