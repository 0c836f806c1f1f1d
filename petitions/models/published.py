"""Projection table: all of a petition that the public role may read."""

from django.db import models


class PublishedPetition(models.Model):
    """One row of the public table of round 3 (domain §9.5): eleven columns in words, nothing else.

    `published_at` is the first time, `updated_at` the last: a row shows when it was renewed.
    """

    petition_id = models.BigIntegerField(primary_key=True)
    round_code = models.CharField(max_length=40)
    round_name = models.CharField(max_length=120)
    batch_number = models.PositiveIntegerField()
    batch_on = models.DateField()
    title = models.CharField(max_length=240)
    publisher = models.CharField(max_length=120)
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    problem = models.TextField()
    area = models.CharField(max_length=120)
    types = models.CharField(max_length=120)
    finding = models.TextField()
    verdict = models.CharField(max_length=20)
    target = models.TextField(blank=True)
    handling = models.TextField()
    closure = models.CharField(max_length=20)
    accountability = models.TextField(blank=True)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["round_code", "batch_number", "serial"]
        indexes = [
            models.Index(fields=["round_code", "-batch_number", "serial"], name="public_petitions")
        ]
