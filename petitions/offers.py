"""What this person can do with this petition now: buttons come from the same table as services."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from petitions.models import Petition
from petitions.services.fetch import facts_of, parts_of
from petitions.workflow import AFTER_REVIEW, MOVES
from rectify.accounts.scope import Actor
from rectify.core.told import in_line

PRIMARY = ("hand_down", "receive", "reply", "review", "publish")
OWN_PAGES = {"reply": "answer"}
REVIEWS = tuple(dict.fromkeys(AFTER_REVIEW.values()))
"""Three moves, one button: the answer's closure says which."""


@dataclass(frozen=True)
class Offered:
    """One button: where it leads, or why not now. `version` is the one its form must carry."""

    name: str
    label: str
    url: str
    version: int
    missing: tuple[str, ...] = ()
    primary: bool = False

    @property
    def reason(self) -> str:
        """What is still missing, in one line; empty when nothing is."""
        return in_line(self.missing)


def offers(who: Actor, petition: Petition) -> list[Offered]:
    """The moves of the table open to this person, in its order."""
    facts = facts_of(who, petition)
    fitting = AFTER_REVIEW.get(facts.closure)
    found = []
    for offer in MOVES.offers(petition.state, parts_of(who, petition), facts):
        action = offer.move.action
        if action in REVIEWS and action != fitting:
            continue
        if action == "publish" and not waits_for_publishing(petition):
            continue
        name = "review" if action in REVIEWS else action
        page = OWN_PAGES.get(name, f"act/{name}")
        found.append(
            Offered(
                name=name,
                label=_(offer.move.label),
                url=f"/petitions/{petition.pk}/{page}/",
                version=petition.version,
                missing=tuple(_(sentence) for sentence in offer.missing),
                primary=name in PRIMARY,
            )
        )
    return found


def waits_for_publishing(petition: Petition) -> bool:
    """Never public, or reviewed again since; `publishing.waiting` asks the database the same."""
    if petition.published_at is None:
        return True
    return petition.reviewed_at is not None and petition.published_at < petition.reviewed_at
