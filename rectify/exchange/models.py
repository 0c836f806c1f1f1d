"""Staged imports: a file read into rows, corrected by a person, then confirmed whole."""

from django.db import models

from rectify.core.versioned import Versioned
from rectify.journal.models import Acted


class StagedImport(Versioned, Acted):
    """导入批次. `rows` holds the readings, `answers` what a person decided about each doubt.

    Nothing of it is visible in the noun's own tables until it is confirmed; a confirmed one
    keeps the receipt.
    """

    KINDS = {"plan": "整改方案", "ledger": "台账", "petitions": "信访件"}
    STATES = {
        "reading": "读取中",
        "preview": "待确认",
        "unreadable": "读不出",
        "confirmed": "已导入",
        "undone": "已撤销",
    }

    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    state = models.CharField(max_length=10, choices=list(STATES.items()), default="reading")
    division_code = models.CharField(max_length=12, db_collation="C", db_index=True)
    target = models.JSONField(default=dict, help_text="{round, doc_no, title} of the plan")
    file_id = models.BigIntegerField(null=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    pieces = models.JSONField(default=list, help_text="[[place, text]] of the source")
    problems = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    receipt = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
