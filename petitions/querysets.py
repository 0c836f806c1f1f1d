"""Who sees which petitions: the only door to rows for pages, the API, exports and jobs."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from rectify.accounts.scope import Scope
from rectify.core import clock

if TYPE_CHECKING:
    from petitions.models import Assignment, Petition, PetitionBatch


def seen_petitions(model: type[models.Model], scope: Scope) -> Any:
    """Ids in scope: owner's range ∪ the county handed to ∪ places and units assigned.

    A union of plain selects, each on its own index (stack §13). What has not been handed down,
    or came back for another county, is seen by the owning desk alone.
    """
    rows = model._base_manager
    if not scope.business:
        return rows.none().values("pk")
    owning = Q(owner_id__in=[low for low, _ in scope.ranges])
    own = rows.filter(scope.q("owner_id")).filter(~Q(state="registered") | owning)
    handed = rows.exclude(state="registered")
    county = handed.filter(scope.q("division_id"))
    active = Q(assignments__ends_on=None) | Q(assignments__ends_on__gte=clock.today())
    # One filter() each: only then must the very row that reaches the scope be the active one.
    places = handed.filter(active & scope.q("assignments__division_code"))
    named = handed.filter(active & Q(assignments__unit_id=scope.unit_id or 0))
    return own.values("pk").union(county.values("pk"), places.values("pk"), named.values("pk"))


class PetitionQuerySet(models.QuerySet["Petition"]):
    """Rows of `Petition`."""

    def visible_to(self, scope: Scope) -> Self:
        """Included if, and only if, the scope's range or an assignment reaches the petition."""
        return self.filter(pk__in=seen_petitions(self.model, scope))


class PetitionBatchQuerySet(models.QuerySet["PetitionBatch"]):
    """Rows of `PetitionBatch`."""

    def visible_to(self, scope: Scope) -> Self:
        """The batches of the own desk and those in which a petition is visible."""
        if not scope.business:
            return self.none()
        petition: Any = self.model._meta.get_field("petitions").related_model
        seen = petition._base_manager.filter(pk__in=seen_petitions(petition, scope))
        owning = Q(division_id__in=[low for low, _ in scope.ranges])
        return self.filter(owning | Q(pk__in=seen.values("batch_id")))


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Rows of `Assignment`."""

    def active(self) -> Self:
        """Rows that hold today."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()))
