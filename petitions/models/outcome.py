"""Actions taken, each a number with its own unit (domain §9.3)."""

from django.db import models
from django.db.models import Q

from rectify.core.text import gettext_noop as _

OUTCOME = {
    "ordered_rectify": (_("责令整改"), _("家")),
    "cases_filed": (_("立案处罚"), _("家")),
    "fine_yuan": (_("罚款金额"), _("元")),
    "closed_down": (_("关停取缔"), _("家")),
    "sealed": (_("查封扣押"), _("家")),
    "suspended": (_("停产整治"), _("家")),
    "criminal_cases": (_("立案侦查"), _("件")),
    "detained_admin": (_("行政拘留"), _("人")),
    "detained_criminal": (_("刑事拘留"), _("人")),
    "detained": (_("拘留合计"), _("人")),
    "talked_to": (_("约谈"), _("人")),
    "accountable": (_("问责"), _("人")),
}
"""Column → word and unit, in the order of the daily table (domain §9.5)."""


class Outcome(models.Model):
    """Null where the answer does not say, 0 where it says none; money in yuan, two decimals.

    `detained` is the total; the two kinds beside it may be unknown where only a total was told.
    """

    ordered_rectify = models.PositiveIntegerField(null=True)
    cases_filed = models.PositiveIntegerField(null=True)
    fine_yuan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    closed_down = models.PositiveIntegerField(null=True)
    sealed = models.PositiveIntegerField(null=True)
    suspended = models.PositiveIntegerField(null=True)
    criminal_cases = models.PositiveIntegerField(null=True)
    detained_admin = models.PositiveIntegerField(null=True)
    detained_criminal = models.PositiveIntegerField(null=True)
    detained = models.PositiveIntegerField(null=True)
    talked_to = models.PositiveIntegerField(null=True)
    accountable = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_fine_not_negative",
                condition=Q(fine_yuan=None) | Q(fine_yuan__gte=0),
            ),
        ]
