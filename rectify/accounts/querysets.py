"""Which rows are in force: holdings and grants on a day, tokens at an instant."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from rectify.accounts.models import ApiToken, Grant, Holding


class HoldingQuerySet(QuerySet["Holding"]):
    """Who holds which post."""

    def on(self, day: date) -> "HoldingQuerySet":
        """Holdings in force on a day, both ends included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class GrantQuerySet(QuerySet["Grant"]):
    """Dated views of a division."""

    def on(self, day: date) -> "GrantQuerySet":
        """Grants in force on a day, both ends included."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class ApiTokenQuerySet(QuerySet["ApiToken"]):
    """Keys of programs."""

    def usable(self, at: datetime) -> "ApiTokenQuerySet":
        """Neither withdrawn nor expired at this instant."""
        return self.filter(revoked_at=None, expires_at__gt=at)
