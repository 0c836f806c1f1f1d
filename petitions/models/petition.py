"""Petition and its numbered sub-questions."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from issues.models import Round
from petitions.models.batch import PetitionBatch
from petitions.models.outcome import Outcome
from petitions.querysets import PetitionQuerySet
from petitions.workflow import (
    CHANNEL_NAMES,
    CLOSURE_NAMES,
    REVIEWED,
    STATE_NAMES,
    VERDICT_NAMES,
)
from rectify.core.versioned import Versioned
from rectify.regions.models import Division


def short(words: dict[str, str], length: int = 14) -> "models.CharField[str, str]":
    """A column for one of these codes; empty while nothing is said."""
    return models.CharField(max_length=length, blank=True, choices=list(words.items()))


class Petition(Versioned, Outcome):
    """信访件. Its key is (round, key): the bare number, with the batch where batches number anew.

    Verdict, closure, finding, handling and outcome are what a review let stand; an answer waiting
    for review is a `PetitionReply`. `open_due_on` is the date that runs now, empty once closed.
    Nothing about the complainant is stored (conventions 9): no name, no phone, no address.
    """

    batch = models.ForeignKey(PetitionBatch, on_delete=models.PROTECT, related_name="petitions")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="petitions")
    owner = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    division = models.ForeignKey(
        Division, null=True, on_delete=models.PROTECT, related_name="+", help_text="交办到的地方"
    )
    position = models.PositiveIntegerField(default=0, help_text="在本批清单中的次序")
    number = models.CharField(max_length=60, blank=True, help_text="受理编号原文")
    key = models.CharField(max_length=80, db_collation="C")
    key_is_low = models.BooleanField(default=False, help_text="没有编号，按批次和行号")
    channel = short(CHANNEL_NAMES, 6)
    received_on = models.DateField(null=True, help_text="编号里的受理日期")
    area = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    pollution_types = ArrayField(models.CharField(max_length=10), default=list)
    is_key = models.BooleanField(default=False, help_text="加星件")
    duplicate_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="duplicates"
    )
    duplicate_number = models.CharField(max_length=60, blank=True, help_text="与哪一件重复")
    place_words = ArrayField(models.CharField(max_length=30), default=list)

    state = models.CharField(max_length=12, choices=list(STATE_NAMES.items()), default="registered")
    verdict = short(VERDICT_NAMES)
    derived_verdict = short(VERDICT_NAMES)
    verdict_reason = models.CharField(max_length=300, blank=True, help_text="与逐项结论不同的理由")
    closure = short(CLOSURE_NAMES)
    closure_target = models.TextField(blank=True)
    finding = models.TextField(blank=True)
    handling = models.TextField(blank=True)
    accountability = models.TextField(blank=True)
    next_plan = models.TextField(blank=True)
    next_due_on = models.DateField(null=True)
    due_on = models.DateField(null=True, help_text="上报时限")
    county_due_on = models.DateField(null=True, help_text="县级答复时限")
    open_due_on = models.DateField(null=True)
    handed_down_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    replied_at = models.DateTimeField(null=True)
    replied_by_id = models.BigIntegerField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(blank=True)
    imported = models.BooleanField(default=False, help_text="办理结果由台账导入")

    objects = PetitionQuerySet.as_manager()

    class Meta:
        ordering = ["batch_id", "position", "id"]
        constraints = [
            *Outcome.Meta.constraints,
            models.UniqueConstraint(fields=["round", "key"], name="petition_key_once"),
            models.CheckConstraint(name="petition_state", condition=Q(state__in=list(STATE_NAMES))),
            models.CheckConstraint(
                name="petition_handed_to_a_place",
                condition=Q(state="registered") | ~Q(division=None) | Q(imported=True),
            ),
            models.CheckConstraint(
                name="petition_verdict_never_silent",
                condition=Q(verdict=F("derived_verdict")) | ~Q(verdict_reason=""),
            ),
            models.CheckConstraint(
                name="petition_closure_fits_state",
                condition=(~Q(state="closed") | Q(closure__in=["done", "transferred"]))
                & (~Q(state="stage_closed") | Q(closure="staged"))
                & (~Q(state="ongoing") | Q(closure="not_done")),
            ),
            models.CheckConstraint(
                name="petition_reviewed_has_verdict",
                condition=~Q(state__in=REVIEWED) | ~Q(verdict="") | Q(imported=True),
            ),
            models.CheckConstraint(
                name="petition_open_has_next",
                condition=~Q(state__in=["stage_closed", "ongoing"])
                | (~Q(next_due_on=None) & ~Q(next_plan=""))
                | Q(imported=True),
            ),
            models.CheckConstraint(
                name="petition_closed_has_date",
                condition=~Q(state="closed") | ~Q(closed_on=None) | Q(imported=True),
            ),
            models.CheckConstraint(
                name="petition_closed_runs_no_clock",
                condition=~Q(state="closed") | Q(open_due_on=None),
            ),
            models.CheckConstraint(
                name="petition_published_was_reviewed",
                condition=Q(published_at=None) | ~Q(closure=""),
            ),
            models.CheckConstraint(
                name="petition_repeats_another",
                condition=Q(duplicate_of=None) | ~Q(duplicate_of=F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "open_due_on"], name="petition_by_owner"),
            models.Index(fields=["division", "state", "open_due_on"], name="petition_by_place"),
            models.Index(fields=["batch", "position"], name="petition_by_batch"),
            models.Index(
                fields=["open_due_on"], name="petition_open_due", condition=~Q(open_due_on=None)
            ),
            GinIndex(fields=["place_words"], name="petition_places"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How people call it: its number, else its place in the batch."""
        return self.number or f"第{self.batch.number}批第{self.position}件"


class PetitionItem(models.Model):
    """反映事项: one numbered sub-question with its own verdict, as the last review let it stand."""

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    verdict = short(VERDICT_NAMES)
    finding = models.TextField(blank=True)

    class Meta:
        ordering = ["petition_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "number"], name="petition_item_once"),
        ]
