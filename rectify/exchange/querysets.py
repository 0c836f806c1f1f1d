"""Who sees which staged imports."""

from typing import TYPE_CHECKING, Self

from django.db import models

from rectify.accounts.scope import Scope

if TYPE_CHECKING:
    from rectify.exchange.models import StagedImport


class StagedImportQuerySet(models.QuerySet["StagedImport"]):
    """Rows of `StagedImport`."""

    def visible_to(self, scope: Scope) -> Self:
        """The imports of the own division: a draft is nobody else's, above or below.

        That only office posts work on them is the services' rule, not a matter of sight.
        """
        if not scope.business:
            return self.none()
        return self.filter(division_code__in=[low for low, _ in scope.ranges])
