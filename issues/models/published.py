"""Projection tables: all that the public role may read. A field is public by standing here."""

from django.db import models


class PublishedNotice(models.Model):
    """拟销号公示 as the public reads it. `lines` holds the official columns per issue."""

    notice_id = models.BigIntegerField(primary_key=True)
    title = models.CharField(max_length=200)
    round_name = models.CharField(max_length=120)
    publisher = models.CharField(max_length=120)
    index_no = models.CharField(max_length=60)
    opens_on = models.DateField()
    closes_on = models.DateField()
    rule_text = models.CharField(max_length=80)
    phone = models.CharField(max_length=60)
    email = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10)
    lines = models.JSONField()
    published_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False)


class PublishedIssue(models.Model):
    """销号公开: one signed-off issue as the public reads it."""

    issue_id = models.BigIntegerField(primary_key=True)
    round_name = models.CharField(max_length=120)
    serial = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    goal = models.TextField()
    units = models.CharField(max_length=600)
    done_text = models.TextField()
    signed_off_on = models.DateField()
    filing_no = models.CharField(max_length=60, blank=True)
    disclosed_at = models.DateTimeField()
    reopened_on = models.DateField(null=True)
    is_demo = models.BooleanField(default=False)


class PublishedPhoto(models.Model):
    """A re-encoded photo without metadata, under a random token."""

    token = models.CharField(max_length=43, primary_key=True)
    notice_id = models.BigIntegerField(db_index=True)
    content = models.BinaryField()
    caption = models.CharField(max_length=120, blank=True)
