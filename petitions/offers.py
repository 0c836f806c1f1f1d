"""What this person can do with this petition now: buttons come from the same table as services."""

from petitions.models import Petition
from petitions.services.fetch import facts_of, parts_of
from petitions.workflow import AFTER_REVIEW, MOVES
from rectify.accounts.scope import Actor
from rectify.core.moves import Offer
from rectify.core.offered import Offered

PRIMARY = ("hand_down", "receive", "reply", "review", "publish")
OWN_PAGES = {"reply": "answer"}
REVIEWS = tuple(dict.fromkeys(AFTER_REVIEW.values()))
"""Three moves, one button: the answer's closure says which."""


def offers(who: Actor, petition: Petition) -> list[Offered]:
    """The moves of the table open to this person, in its order."""
    facts = facts_of(who, petition)
    fitting = AFTER_REVIEW.get(facts.closure)
    return [
        _offered(offer, petition)
        for offer in MOVES.offers(petition.state, parts_of(who, petition), facts)
        if (action := offer.move.action) not in REVIEWS or action == fitting
        if action != "publish" or waits_for_publishing(petition)
    ]


def _offered(offer: Offer, petition: Petition) -> Offered:
    name = "review" if offer.move.action in REVIEWS else offer.move.action
    page = OWN_PAGES.get(name, f"act/{name}")
    url = f"/petitions/{petition.pk}/{page}/"
    return Offered.of(offer, url, petition.version, name=name, primary=name in PRIMARY)


def waits_for_publishing(petition: Petition) -> bool:
    """Never public, or reviewed again since; `publishing.waiting` asks the database the same."""
    if petition.published_at is None:
        return True
    return petition.reviewed_at is not None and petition.published_at < petition.reviewed_at
