"""Divisions, units, aliases, the working calendar."""

from django.db import models
from django.db.models import F, Q

LEVELS = ("country", "province", "city", "county", "township", "village")


class Division(models.Model):
    """行政区划: official (GB/T 2260) or local under an official code; scope is one code range.

    `code` has no trailing zero pairs: `51`, `5133`, `513301`, `513301101`. Ranges are half-open.
    """

    code = models.CharField(max_length=12, primary_key=True, db_collation="C")
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=[(x, x) for x in LEVELS])
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    is_local = models.BooleanField(default=False, help_text="园区、乡镇等本地代码")
    is_demo = models.BooleanField(default=False)
    pinyin = models.CharField(max_length=200, blank=True, db_collation="C")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="division_code_form",
                condition=Q(code__regex=r"^[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?)?$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """单位: belongs to one division; its range of sight follows from the division's code."""

    KINDS = ("government", "party", "office", "department", "park", "township", "other")

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60, blank=True)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="units")
    kind = models.CharField(max_length=12, choices=[(x, x) for x in KINDS])
    rank = models.PositiveIntegerField(default=100, help_text="同一区划内的排列次序")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    succeeded_by = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["division_id", "rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "name"], condition=Q(valid_to=None), name="unit_name_once"
            ),
            models.CheckConstraint(
                name="unit_ends_after_start",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitAlias(models.Model):
    """Another name under which plans of this division mean the unit; remembered from a person."""

    division = models.ForeignKey(Division, on_delete=models.CASCADE)
    alias = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "alias", "unit"], name="alias_once"),
        ]


class CalendarDay(models.Model):
    """A day that differs from Monday–Friday: a holiday, or a weekend day worked (调休)."""

    day = models.DateField(primary_key=True)
    is_workday = models.BooleanField()
    reason = models.CharField(max_length=60)


class CalendarYear(models.Model):
    """Whether the State Council's notice for the year is in; otherwise its dates are provisional.

    `revision` is drawn anew with every change to a day of the year, so that caches notice.
    """

    year = models.PositiveIntegerField(primary_key=True)
    is_official = models.BooleanField(default=False)
    basis = models.CharField(max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=1)
