"""What one query parameter may hold, cleaned; every refusal says how to write it."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_VALUES = 200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE = re.compile(r"\d{2,12}")


class DayField(forms.Field):
    """A plain `2026-11-23`."""

    def to_python(self, value: Any) -> date | None:
        try:
            if _DAY.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise ValidationError(_("日期应写成 2026-11-23 的样子。"))


class CodeField(forms.Field):
    """The code of a division."""

    def to_python(self, value: Any) -> str:
        if not _CODE.fullmatch(value):
            raise ValidationError(_("区划代码应为 2 至 12 位数字，如 5133。"))
        return str(value)


class ListField(forms.Field):
    """Values separated by commas, at most 200."""

    def __init__(self, *args: Any, choices: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = tuple(choices)

    def to_python(self, value: Any) -> list[str]:
        found = [part.strip() for part in value.split(",")]
        if len(found) > MOST_VALUES:
            raise ValidationError(_("一次最多 %(n)d 个值。") % {"n": MOST_VALUES})
        odd = [part for part in found if not self._fits(part)]
        if odd:
            words = {"odd": odd[0][:40], "words": "、".join(self.choices) or _("整数")}
            raise ValidationError(_("“%(odd)s”不在可选值内：%(words)s。") % words)
        return found

    def _fits(self, part: str) -> bool:
        return part in self.choices if self.choices else bool(re.fullmatch(r"\d{1,18}", part))
