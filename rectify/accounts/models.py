"""Users, posts, who holds which post when, dated grants, sign-in attempts."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from rectify.core import clock
from rectify.regions.models import Division, Unit

ROLES = {
    "office": "整改办",
    "staff": "单位经办",
    "petition_desk": "信访件专班",
    "discipline": "纪检监察",
    "leader": "领导",
    "inspector": "检查组",
    "field": "乡镇、网格",
    "system": "系统管理员",
    "security": "安全管理员",
    "audit": "审计管理员",
}
OFFICERS = ("system", "security", "audit")
"""The three officers (三员): no business data, and nobody holds two of them."""


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

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """岗位: duties belong to the post; persons hold it for a time."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=list(ROLES.items()))
    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class Holding(models.Model):
    """任职: this person holds this post from–to (the last day included)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="holdings")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="holding_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            ExclusionConstraint(
                name="holding_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]


class Grant(models.Model):
    """A dated view of one division's matters, for inspectors and guests of another tier."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="grants")
    division = models.ForeignKey(Division, on_delete=models.PROTECT)
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)


class SignInAttempt(models.Model):
    """One try; failures are counted per (account, address), never per address alone."""

    username = models.CharField(max_length=60, db_index=True)
    address = models.CharField(max_length=45)
    at = models.DateTimeField(default=clock.now)
    succeeded = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["username", "address", "-at"], name="attempts_of")]
