"""What happened, in words: every event has a sentence, whoever reads it needs no code."""

from typing import Any

from rectify.core.errors import DomainError, Stale
from rectify.desk.history import issues, petitions
from rectify.journal.models import Event

WORDS = {**issues.WORDS, **petitions.WORDS}
KEY = issues.KEY | petitions.KEY
"""Actions that stand out in the timeline."""


def worded(event: Event) -> dict[str, Any]:
    """One line of `components/timeline.html`."""
    told = WORDS.get((event.noun, event.action), event.action)
    detail = petitions.detail if event.noun == petitions.NOUN else issues.detail
    return {
        "at": event.at,
        "who": " ".join(part for part in (event.unit, event.person) if part),
        "what": f"{told}{detail(event)}",
        "basis": "；".join(part for part in (event.basis, event.reason) if part),
        "key": event.action in KEY,
    }


def who_was_quicker(error: DomainError) -> DomainError:
    """A `Stale` that names its object also says who changed it last, when, and what they did."""
    noun, pk = error.detail.get("noun"), error.detail.get("object_id")
    if isinstance(error, Stale) and noun and pk:
        last = Event.objects.filter(noun=noun, object_id=pk).order_by("-number").first()
        if last is not None:
            told = worded(last)
            error.detail |= {"who": told["who"], "at": last.at, "what": told["what"]}
    return error
