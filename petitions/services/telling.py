"""Whom a petition's move concerns, and the message they get.

Messages are stored, so they are written in Chinese whatever language the one who acts reads.
"""

from petitions.models import Petition
from petitions.services.fetch import DESK_ROLES
from rectify.messaging import recipients
from rectify.messaging.services import tell


def tell_desk(petition: Petition, what: str) -> None:
    """The desk and office posts of the owning division."""
    _tell(petition, [petition.owner_id], [], "desk", what)


def tell_county(petition: Petition, what: str, body: str = "") -> None:
    """The county's desk and office posts, and the units assigned."""
    units = list(petition.assignments.active().values_list("unit_id", flat=True))
    places = [petition.division_id] if petition.division_id else []
    _tell(petition, [p for p in places if p != petition.owner_id], units, "county", what, body)


def _tell(
    petition: Petition, places: list[str], units: list[int], to: str, what: str, body: str = ""
) -> None:
    desks = recipients.current().filter(
        post__unit__division_id__in=places, post__role__in=DESK_ROLES
    )
    holdings = {holding.pk: holding for holding in [*desks, *recipients.of_unit(units)]}
    tell(
        holdings.values(),
        key=f"petition:{petition.pk}:v{petition.version}:{to}",
        kind="petition",
        title=f"信访件 {petition.label}：{what}",
        body=body,
        link=f"/petitions/{petition.pk}/",
    )
