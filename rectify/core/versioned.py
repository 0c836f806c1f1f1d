"""Saving with a version: the last write never wins silently (conventions 36)."""

from typing import Any, Self

from django.db import models
from django.db.models import F

from rectify.core.errors import Stale
from rectify.core.text import gettext_noop as _


class Versioned(models.Model):
    """An editable object; `version` is the number of its last event, without gaps."""

    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def save_version(self, **changes: Any) -> Self:
        """Write `changes` and `version + 1` by compare-and-set; raises `Stale` when beaten."""
        manager = type(self)._base_manager
        row = manager.filter(pk=self.pk, version=self.version)
        if row.update(**changes, version=F("version") + 1) != 1:
            raise Stale(_("刚刚有人改动过这一项，请刷新后再办理。"))
        for name, value in changes.items():
            setattr(self, name, value)
        self.version += 1
        return self


def check_version(row: Versioned, expected: int | None) -> None:
    """Refuse when the person looked at another version than the one now stored."""
    if expected is not None and expected != row.version:
        raise Stale(
            _("您打开页面之后有人改动过这一项，您的内容没有写入。"),
            noun=row._meta.label_lower,
            object_id=row.pk,
            expected=expected,
            current=row.version,
        )
