"""What proves an issue rectified."""

from django.db import models
from django.db.models import Q

from issues.models.issue import Issue, Measure
from rectify.core.text import gettext_noop as _
from rectify.evidence.models import StoredFile
from rectify.journal.models import Acted


class Evidence(Acted):
    """佐证材料: a stored file as proof of an issue or one of its measures.

    A before/after pair shares `viewpoint`, numbered within the issue.
    """

    KINDS = {
        "photo_before": _("整改前照片"),
        "photo_after": _("整改后照片"),
        "document": _("文件资料"),
    }

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="evidence")
    measure = models.ForeignKey(
        Measure, null=True, on_delete=models.SET_NULL, related_name="evidence"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=list(KINDS.items()))
    viewpoint = models.PositiveSmallIntegerField(null=True)
    caption = models.CharField(max_length=120, blank=True)
    cycle = models.PositiveSmallIntegerField(default=1)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["viewpoint", "-kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "viewpoint", "kind"],
                condition=~Q(viewpoint=None) & Q(removed_at=None),
                name="one_photo_a_side",
            ),
            models.CheckConstraint(
                name="photo_has_viewpoint",
                condition=Q(kind="document") | ~Q(viewpoint=None),
            ),
        ]
