"""Stored files: the sealed original, what it is, and where and when a photo was taken."""

import pgtrigger
from django.db import models
from django.db.models import Q

from rectify.journal.models import Acted

KINDS = ("jpg", "png", "heic", "pdf", "docx", "xlsx", "txt")
PHOTO_KINDS = ("jpg", "png", "heic")
PURPOSES = ("evidence", "legal_copy", "import", "attachment")
SOURCES = ("", "device", "browser")


class StoredFile(Acted):
    """One upload, one row: the same bytes sent twice are two rows with one `sha256`.

    The original lies sealed under `stored_name`; people see the re-encoded copies of photos.
    Who may see a file is the business of the noun that owns it. `taken_at`, `lon` and `lat`
    are what a device claimed (`time_source`, `place_source` say which), never proof.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(help_text="字节")
    kind = models.CharField(max_length=4, choices=[(x, x) for x in KINDS])
    purpose = models.CharField(max_length=12, choices=[(x, x) for x in PURPOSES])
    original_name = models.CharField(max_length=255)
    stored_name = models.CharField(max_length=40, unique=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    taken_at = models.DateTimeField(null=True)
    time_source = models.CharField(max_length=8, blank=True, choices=[(x, x) for x in SOURCES])
    lon = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    lat = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    crs = models.CharField(max_length=10, blank=True, help_text="坐标系，如 WGS-84")
    place_source = models.CharField(max_length=8, blank=True, choices=[(x, x) for x in SOURCES])

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="stored_file_has_bytes", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="stored_file_place_whole",
                condition=Q(lon=None, lat=None, crs="")
                | (
                    Q(
                        lon__isnull=False,
                        lat__isnull=False,
                        lon__gte=-180,
                        lon__lte=180,
                        lat__gte=-90,
                        lat__lte=90,
                    )
                    & ~Q(crs="")
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="stored_file_is_sealed",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "sha256",
                    "size",
                    "kind",
                    "original_name",
                    "stored_name",
                    "taken_at",
                    "lon",
                    "lat",
                    "crs",
                ),
            )
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_photo(self) -> bool:
        return self.kind in PHOTO_KINDS
