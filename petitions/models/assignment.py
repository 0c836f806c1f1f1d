"""The units that handle a petition."""

from django.db import models
from django.db.models import F, Q

from petitions.models.petition import Petition
from petitions.querysets import AssignmentQuerySet
from petitions.workflow import ROLE_NAMES
from rectify.regions.models import Unit


class Assignment(models.Model):
    """承办: unit × role, from–to; feeds sight, duties and recipients.

    `share` is the part of one petition counted for the unit's county under joint handling, carried
    by its first unit; what is missing to 1 is the part of the place handed to.
    """

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    division_code = models.CharField(max_length=12, db_collation="C")
    role = models.CharField(max_length=12, choices=list(ROLE_NAMES.items()))
    share = models.DecimalField(max_digits=5, decimal_places=4, default=0)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "unit"], condition=Q(ends_on=None), name="assignment_once"
            ),
            models.UniqueConstraint(
                fields=["petition"],
                condition=Q(ends_on=None, role="lead"),
                name="assignment_one_lead",
            ),
            models.CheckConstraint(
                name="assignment_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "petition"], name="assignment_unit"),
            models.Index(fields=["division_code", "petition"], name="assignment_place"),
        ]
