"""Posts, who holds which post when, and dated grants."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from rectify.accounts.models.people import User
from rectify.accounts.querysets import GrantQuerySet, HoldingQuerySet
from rectify.core.text import gettext_noop as _
from rectify.regions.models import Division, Unit

ROLES = {
    "office": _("整改办"),
    "staff": _("单位经办"),
    "petition_desk": _("信访件专班"),
    "discipline": _("纪检监察"),
    "leader": _("领导"),
    "inspector": _("检查组"),
    "field": _("乡镇、网格"),
    "system": _("系统管理员"),
    "security": _("安全管理员"),
    "audit": _("审计管理员"),
}
OFFICERS = ("system", "security", "audit")
"""The three officers (三员): no business data, and nobody holds two of them."""


class Post(models.Model):
    """岗位: duties belong to the post; persons hold it for a time."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=list(ROLES.items()))
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "role", "name"], name="post_once"),
            models.CheckConstraint(name="post_role_known", condition=Q(role__in=list(ROLES))),
        ]
        triggers = [
            # Holdings carry a copy (see Holding.duty); another role is another post.
            pgtrigger.Protect(
                name="post_role_is_final",
                operation=pgtrigger.UpdateOf("role"),
                condition=pgtrigger.Q(old__role__df=pgtrigger.F("new__role")),
            )
        ]

    def __str__(self) -> str:
        return self.name


def _days() -> Func:
    """From–to of a holding, both ends included, as a range PostgreSQL can compare."""
    return Func(
        F("starts_on"),
        F("ends_on"),
        Value("[]"),
        function="daterange",
        output_field=DateRangeField(),
    )


class Holding(models.Model):
    """任职: this person holds this post from–to (the last day included).

    `duty` is the officer's role, or `business`; a trigger copies it from the post, so that the
    database can refuse a person two officer's duties, or one beside business, on the same day.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="holdings")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    duty = models.CharField(max_length=20, default="business", editable=False)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="holding_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            ExclusionConstraint(
                name="holding_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    (_days(), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="holding_officers_apart",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("duty", RangeOperators.NOT_EQUAL),
                    (_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="holding_duty_from_post",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    NEW.duty := (SELECT CASE WHEN role IN ('system', 'security', 'audit')
                                             THEN role ELSE 'business' END
                                   FROM accounts_post WHERE id = NEW.post_id);
                    RETURN NEW;
                """,
            )
        ]


class Grant(models.Model):
    """A dated view of one division's matters, for inspectors and guests of another tier."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="grants")
    division = models.ForeignKey(Division, on_delete=models.PROTECT)
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]
