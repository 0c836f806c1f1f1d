"""Life stages of a petition, reached by walking the services, as `tests.factories` does."""

from datetime import date, timedelta
from typing import Any

from issues.models import Round
from petitions.models import Petition, PetitionBatch
from petitions.services import answering, assigning, batches, handing, publishing
from petitions.services.answers import Answer, ItemAnswer
from petitions.services.batches import Registered
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.regions.models import Unit
from tests.cast import Cast
from tests.factories import opened_round

TEXT = "柳汀镇河口砂场夜间作业，噪声扰民。"
ITEMS = ("夜间作业噪声扰民", "洗砂废水直排青崖河")


def opened_batch(cast: Cast, number: int = 1, **changes: Any) -> PetitionBatch:
    """A batch of the city's round, handed over today."""
    row = Round.objects.filter(code="r3").first() or opened_round(cast)
    fields: dict[str, Any] = {"handed_on": clock.today(), **changes}
    return batches.open_batch(cast.desk1, row.pk, number=number, **fields)


def registered(cast: Cast, serial: int = 1, **changes: Any) -> Petition:
    """A petition waiting to be handed down."""
    batch = changes.pop("batch", None) or PetitionBatch.objects.first() or opened_batch(cast)
    entry: dict[str, Any] = {
        "number": f"X3YP20261123{serial:04d}",
        "text": TEXT,
        "area": "青崖县",
        "pollution_types": ("噪声", "水"),
        "items": ITEMS,
        **changes,
    }
    return batches.register(cast.desk1, batch.pk, entry=Registered(**entry))


def handed_down(cast: Cast, serial: int = 1, **changes: Any) -> Petition:
    petition = registered(cast, serial, **changes)
    to = assigning.Handling("990121", unit_of("青崖县人民政府"))
    return handing.hand_down(cast.desk1, petition.pk, to=to)


def answering_one(cast: Cast, serial: int = 1, **changes: Any) -> Petition:
    return handing.receive(cast.unit1, handed_down(cast, serial, **changes).pk)


def answer(**changes: Any) -> Answer:
    """A full answer: both matters true, all done."""
    fields: dict[str, Any] = {
        "items": (
            ItemAnswer(1, "true", "夜间22时后仍在作业，昼夜各测一次，夜间超标2分贝。"),
            ItemAnswer(2, "true", "洗砂水未经沉淀排入河道。"),
        ),
        "closure": "done",
        "handling": "责令停止夜间作业，拆除排水口，罚款五万元。",
        "outcome": {"ordered_rectify": "1", "cases_filed": "1", "fine_yuan": "50000"},
        **changes,
    }
    return Answer(**fields)


def staged_answer(**changes: Any) -> Answer:
    after = clock.today() + timedelta(days=30)
    fields = {"closure": "staged", "next_plan": "建成沉淀池。", "next_due_on": after, **changes}
    return answer(**fields)


def replied(
    cast: Cast, serial: int = 1, *, brought: Answer | None = None, **changes: Any
) -> Petition:
    petition = answering_one(cast, serial, **changes)
    answering.reply(cast.unit1, petition.pk, answer=brought or answer())
    return fresh(petition)


def closed(cast: Cast, serial: int = 1, **changes: Any) -> Petition:
    return answering.review(cast.desk1, replied(cast, serial, **changes).pk)


def stage_closed(cast: Cast, serial: int = 1, **changes: Any) -> Petition:
    return closed(cast, serial, brought=staged_answer(), **changes)


def kept_open(cast: Cast, serial: int = 1, **changes: Any) -> Petition:
    return closed(cast, serial, brought=staged_answer(closure="not_done"), **changes)


def published(cast: Cast, serial: int = 1, **changes: Any) -> Petition:
    return publishing.publish(cast.desk1, closed(cast, serial, **changes).pk)


def unit_of(name: str) -> int:
    return Unit.objects.get(name=name, valid_to=None).pk


def fresh(petition: Petition) -> Petition:
    return Petition.objects.get(pk=petition.pk)


STAGES: dict[str, Any] = {
    "registered": registered,
    "handed_down": handed_down,
    "answering": answering_one,
    "replied": replied,
    "ongoing": kept_open,
    "stage_closed": stage_closed,
    "closed": closed,
}
"""State → the factory that reaches it."""
TODAY = date(2026, 11, 23)
WHO: dict[str, str] = {"desk": "desk1", "county": "county1", "lead": "unit1"}


def actor(cast: Cast, role: str) -> Actor:
    """The person of the cast who plays this part in the petitions above."""
    return getattr(cast, WHO[role])
