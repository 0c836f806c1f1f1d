"""Staged imports: a file read into rows, corrected by a person, then confirmed whole."""

from django.db import models
from django.db.models import Q

from rectify.core.text import gettext_noop as _
from rectify.core.versioned import Versioned
from rectify.exchange.querysets import StagedImportQuerySet
from rectify.journal.models import Acted

OPEN_STATES = ("reading", "preview", "writing")
READY = ("preview", "writing")
"""What may still be written: looked at, or already handed to a worker."""
STANDING = ("confirmed", "undoing")
"""What stands in the noun's own tables."""
MOVING = ("writing", "undoing")
"""A worker has it."""
LARGE = 500
"""From so many rows on a worker looks at an import, writes it and takes it back. Fewer are looked
at in a tenth of a second and written in less than one: whoever waits gets his answer at once. A
plan or one day's petitions are fewer; a whole ledger or a whole round's petitions are more."""


class StagedImport(Versioned, Acted):
    """导入批次. `rows` are the readings as the file gave them and never change; `answers` is what
    persons decided and corrected, laid over the rows whenever they are looked at.

    Nothing of it is visible in the noun's own tables until it is confirmed; a confirmed one
    keeps the receipt, and in `made` what an undo must put back.
    """

    KINDS = {"plan": _("整改方案"), "ledger": _("台账"), "petitions": _("信访件")}
    STATES = {
        "reading": _("读取中"),
        "preview": _("待确认"),
        "unreadable": _("读不出"),
        "confirmed": _("已导入"),
        "undone": _("已撤销"),
        "discarded": _("已放弃"),
        "writing": _("写入中"),
        "undoing": _("撤销中"),
    }

    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    state = models.CharField(max_length=10, choices=list(STATES.items()), default="reading")
    division_code = models.CharField(max_length=12, db_collation="C", db_index=True)
    target = models.JSONField(default=dict, help_text="what the rows are for, in the noun's words")
    target_key = models.CharField(max_length=160, help_text="the target as one comparable string")
    file_name = models.CharField(max_length=200, help_text="empty for pasted text", blank=True)
    stored_name = models.CharField(max_length=40, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    document = models.JSONField(
        default=dict, help_text="{title, doc_no, year, dated_on, stated_count, aliases}"
    )
    rows = models.JSONField(default=list)
    pieces = models.JSONField(default=list, help_text="[[place, text]] of the source")
    problems = models.JSONField(default=list, help_text="[{place, message}]")
    answers = models.JSONField(default=dict, help_text="{id: {…, by, unit, at}}")
    summary = models.JSONField(default=dict, help_text="{new, changed, untouched, refused}")
    made = models.JSONField(default=dict)
    receipt = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    discarded_at = models.DateTimeField(null=True)
    row_count = models.PositiveIntegerField(default=0, db_default=0)
    asked = models.JSONField(
        default=dict, db_default={}, help_text="what a worker is to do, for whom: {act, post_id, …}"
    )
    look = models.JSONField(default=dict, db_default={}, help_text="a large one as a worker saw it")
    faults = models.JSONField(
        default=list, db_default=[], help_text="what stands against a large one, row by row"
    )
    turned_back = models.CharField(
        max_length=2000, blank=True, db_default="", help_text="why a worker did not do it"
    )

    objects = StagedImportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["division_code", "kind", "sha256", "target_key"],
                condition=Q(state__in=OPEN_STATES),
                name="import_open_once",
            ),
            models.UniqueConstraint(
                fields=["receipt"], condition=~Q(receipt=""), name="import_receipt_once"
            ),
            models.CheckConstraint(
                name="import_confirmed_has_receipt",
                condition=~Q(state__in=[*STANDING, "undone"])
                | (~Q(receipt="") & ~Q(confirmed_at=None)),
            ),
        ]

    @property
    def large(self) -> bool:
        """Whether it is a worker's business: see `LARGE`."""
        return self.row_count >= LARGE

    def __str__(self) -> str:
        return self.file_name or "粘贴的文字"
