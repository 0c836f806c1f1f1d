"""Persons who can sign in, and their tries to."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from rectify.core import clock


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str, **fields: object) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person who can sign in. There is no superuser (conventions 7)."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    password_changed_at = models.DateTimeField(default=clock.now)
    session_mark = models.CharField(
        max_length=32, blank=True, help_text="newest sign-in; another mark is an older session"
    )

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.name


class SignInAttempt(models.Model):
    """One try; failures are counted per (account, address), never per address alone."""

    username = models.CharField(max_length=60, help_text="unknown names only as a digest")
    address = models.CharField(max_length=45)
    at = models.DateTimeField(default=clock.now)
    succeeded = models.BooleanField()
    counted = models.BooleanField(default=False, help_text="a failure that counts towards a lock")
    locks = models.BooleanField(default=False, help_text="this failure began a lock")

    class Meta:
        indexes = [models.Index(fields=["username", "address", "-at"], name="attempts_of")]
        constraints = [
            models.CheckConstraint(
                name="attempt_locks_by_failing",
                condition=Q(locks=False) | Q(succeeded=False, counted=True),
            ),
        ]
