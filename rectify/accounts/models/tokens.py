"""Keys of programs."""

from django.db import models
from django.db.models import F, Q

from rectify.accounts.models.people import User
from rectify.accounts.models.posts import Post
from rectify.accounts.querysets import ApiTokenQuerySet
from rectify.core import clock


class ApiToken(models.Model):
    """A program's key, bound to one holding of its owner; only a digest of the secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="token_expires_later", condition=Q(expires_at__gt=F("created_at"))
            ),
        ]
