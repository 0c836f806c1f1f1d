"""The rows a confirmation writes to, locked before its first change, batch first, then by key."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from petitions.importing.compare import Verdict
from petitions.importing.known import Known
from petitions.importing.preview import Preview, known_of
from petitions.models import Petition, PetitionBatch
from rectify.core.errors import Stale


def hold_batch(batch: PetitionBatch) -> PetitionBatch:
    return PetitionBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)


def hold_changed(look: Preview, changed: Sequence[Verdict]) -> dict[int | None, Petition]:
    """By id; raises `Stale` where somebody handled one of them after `look` had been taken."""
    rows = Petition.objects.select_for_update(no_key=True).order_by("pk")
    held: dict[int | None, Petition] = {
        row.pk: row for row in rows.filter(pk__in=[v.target for v in changed if v.target])
    }
    now = known_of(look.round, [verdict.draft for verdict in changed])
    for verdict in changed:
        if not _stands(verdict, now.get(verdict.draft.number.key)):
            raise Stale(
                _("刚刚有人办理了%(number)s，本次导入没有写入。请刷新后核对再导入。")
                % {"number": verdict.draft.number.printed}
            )
    return held


def _stands(verdict: Verdict, known: Known | None) -> bool:
    if known is None or known.worked_on:
        return False
    return all(known.values[change.field] == change.old for change in verdict.changes)
