"""预警督办: the warnings an issue drew."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from issues.models import Issue
from rectify.accounts.http import SignedRequest
from rectify.supervision.models import DeadlineWarning

MOST = 100


def count(row: Issue) -> int:
    return _warnings(row).count()


def _warnings(row: Issue) -> QuerySet[DeadlineWarning]:
    return DeadlineWarning.objects.filter(noun="issues.issue", object_id=row.pk)


def content(request: SignedRequest, row: Issue) -> dict[str, Any]:
    """The newest warnings; letters are not among them yet."""
    rows = _warnings(row).order_by("-pk")[:MOST]
    return {"letters": [], "warnings": [_shown(one) for one in rows]}


def _shown(one: DeadlineWarning) -> dict[str, Any]:
    return {
        "at": one.at,
        "rule": _("已超期") if one.rung < 0 else _("到期前 %(n)d 天") % {"n": one.rung},
        "why": _("时限 %(day)s") % {"day": one.due_on},
        "lamp": {"kind": "red" if one.rung < 0 else "orange"},
        "state": _(DeadlineWarning.STATES.get(one.state, one.state)),
    }
