"""The issues a ledger gives another history, locked before the first change."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from issues.importing.ledger.preview import LedgerPreview
from issues.importing.ledger.stored import known_histories
from issues.models import Issue, Plan
from issues.services.fetch import to_lock
from rectify.core.errors import Stale


def hold_changed(look: LedgerPreview, plan: Plan, ids: Collection[int]) -> list[Issue]:
    """By key; raises `Stale` where somebody handled one of them after `look` had been taken."""
    issues = list(to_lock().filter(pk__in=ids, plan=plan))
    now = known_histories(plan) if issues else {}
    for issue in issues:
        if now.get(issue.serial) != look.known.get(issue.serial):
            raise Stale(
                _("刚刚有人办理了第%(n)s项，本次导入没有写入。请刷新后核对再导入。")
                % {"n": issue.serial}
            )
    return issues
