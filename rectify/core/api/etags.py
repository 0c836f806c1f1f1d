"""Versions as entity tags: `ETag: "12"` out, `If-Match: "12"` in (conventions 36)."""

import re

from django.utils.translation import gettext as _
from rest_framework.request import Request

from rectify.core.api.errors import PreconditionRequired
from rectify.core.errors import Invalid

_TAG = re.compile(r'(?:W/)?"(\d{1,9})(?:\.(\d{1,9}))?"')


def tag(*versions: int | None) -> str:
    """`"12"`, or `"12.3"` where an object shows a second one's version as well."""
    return '"' + ".".join(str(version) for version in versions if version is not None) + '"'


def expected(request: Request) -> tuple[int, int | None]:
    """What the caller looked at; raises 428 without `If-Match`, 400 when it is no version."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise PreconditionRequired(
            _('请在 If-Match 中带上读取时的 ETag，如 If-Match: "12"，以免覆盖他人的改动。')
        )
    found = _TAG.fullmatch(given)
    if found is None:
        raise Invalid(_('If-Match 应为读取时得到的 ETag，如 "12"。'), header="If-Match")
    first, second = found.groups()
    return int(first), int(second) if second else None
