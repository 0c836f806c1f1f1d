"""批次: what the inspection group hands over in one go, and the rules petitions follow."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from issues.models import Round
from petitions.querysets import PetitionBatchQuerySet
from rectify.core.text import gettext_noop as _
from rectify.core.versioned import Versioned
from rectify.regions.models import Division


class PetitionRules(models.Model):
    """How a round numbers, times and counts its petitions; days are calendar days (domain §9.4)."""

    NUMBERING = [("auto", _("按编号判断")), ("round", _("全轮次统一")), ("batch", _("每批另起"))]
    JOINT = [("fractional", _("按比例")), ("bucket", _("单列共同办理")), ("each", _("各计一件"))]

    round = models.OneToOneField(
        Round, primary_key=True, on_delete=models.CASCADE, related_name="petition_rules"
    )
    numbering = models.CharField(max_length=6, choices=NUMBERING, default="auto")
    first_on = models.DateField(null=True, help_text="第1批受理日期")
    reply_days = models.PositiveSmallIntegerField(default=10, help_text="交办后多少日内上报")
    inner_days = models.PositiveSmallIntegerField(default=2, help_text="县级提前多少日答复")
    return_days = models.PositiveSmallIntegerField(default=2, help_text="交办后多少日内可退回改派")
    lead_days = models.PositiveSmallIntegerField(default=3, help_text="橙灯提前天数")
    hand_down_by = models.TimeField(default=dt.time(18), help_text="当日交办的时限")
    joint = models.CharField(max_length=10, choices=JOINT, default="fractional")
    duplicates_leave_distinct = models.BooleanField(
        default=True, help_text="重复件不计入“不重复问题”"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="petition_rules_inner_within_reply",
                condition=Q(inner_days__lt=F("reply_days")),
            ),
        ]


class PetitionBatch(Versioned):
    """One batch of a round as its owning desk received it; `handed_on` starts the clocks."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="petition_batches")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    handed_on = models.DateField(help_text="督察组交办日期")
    window_from = models.DateTimeField(null=True)
    window_to = models.DateTimeField(null=True)
    stated_count = models.PositiveIntegerField(null=True, help_text="交办清单载明的件数")

    objects = PetitionBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-number", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="petition_batch_once"),
            models.CheckConstraint(name="petition_batch_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="petition_batch_window",
                condition=Q(window_from=None)
                | Q(window_to=None)
                | Q(window_to__gte=F("window_from")),
            ),
        ]

    def __str__(self) -> str:
        return gettext("第%(n)d批") % {"n": self.number}
