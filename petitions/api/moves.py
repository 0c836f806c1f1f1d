"""Every move of a petition, as the service that makes it."""

from typing import Any

from petitions.services import answering, assigning, handing, publishing
from petitions.services.answers import Answer, ItemAnswer
from petitions.services.fetch import facts_of, locked_petition, parts_of
from petitions.workflow import MOVES
from rectify.accounts.api.acts import Call, Do


def hand_down(call: Call) -> None:
    data = call.data
    to = assigning.Handling(data["division"], data.get("lead"), tuple(data.get("cooperating", ())))
    handing.hand_down(call.who, call.id, to=to, expected=call.expected)


def receive(call: Call) -> None:
    handing.receive(call.who, call.id, expected=call.expected)


def send_back(call: Call) -> None:
    handing.send_back(call.who, call.id, reason=call.data["reason"], expected=call.expected)


def assign(call: Call) -> None:
    helping = tuple(call.data.get("cooperating", ()))
    assigning.assign(
        call.who, call.id, lead=call.data["lead"], cooperating=helping, expected=call.expected
    )


def split(call: Call) -> None:
    handing.split(call.who, call.id, texts=call.data["items"], expected=call.expected)


def mark_duplicate(call: Call) -> None:
    handing.mark_duplicate(call.who, call.id, of=call.data["of"], expected=call.expected)


def reply(call: Call) -> None:
    data: dict[str, Any] = dict(call.data)
    items = tuple(ItemAnswer(**item) for item in data.pop("items"))
    outcome = dict(data.pop("outcome", {}))
    answer = Answer(items=items, outcome=outcome, **data)
    answering.reply(call.who, call.id, answer=answer, expected=call.expected)


def return_reply(call: Call) -> None:
    answering.return_reply(call.who, call.id, reason=call.data["reason"], expected=call.expected)


def review(call: Call) -> None:
    answering.review(call.who, call.id, note=call.data.get("note", ""), expected=call.expected)


def reviewed_as(action: str) -> Do:
    """A review that goes through only where the answer's closure means this very move."""

    def do(call: Call) -> None:
        petition = locked_petition(call.who, call.id, call.expected)
        parts, facts = parts_of(call.who, petition), facts_of(call.who, petition)
        MOVES.check(petition.state, action, parts, facts)
        review(call)

    return do


def publish(call: Call) -> None:
    publishing.publish(call.who, call.id, expected=call.expected)
