"""The receipt of an import of petitions, as its template shows it."""

from typing import Any

from django.utils.translation import gettext as _

from petitions.importing.undoing import hindrance
from petitions.models import PetitionBatch
from rectify.accounts.scope import Actor
from rectify.exchange.models import StagedImport
from rectify.exchange.receipts import Into, Wording, receipt


def receipt_context(who: Actor, staged: StagedImport) -> dict[str, Any]:
    """What `exchange/receipt.html` shows."""
    rows = PetitionBatch.objects.visible_to(who.scope)
    batch = rows.filter(pk=staged.made["batch"]).first()
    return receipt(
        staged,
        Wording(_number, _url, _refused),
        into=_into(batch),
        hindrance=hindrance(staged),
        further=_further(batch),
    )


def _into(batch: PetitionBatch | None) -> Into:
    if batch is None:
        return Into()
    return Into(str(batch), f"/petitions/?round={batch.round_id}&batch={batch.number}")


def _further(batch: PetitionBatch | None) -> list[dict[str, Any]]:
    if batch is None:
        return []
    url = f"/petitions/desk/?batch={batch.pk}"
    return [{"label": _("去交办台"), "url": url, "primary": True}]


def _number(line: dict[str, Any]) -> str:
    return str(line["number"])


def _url(line: dict[str, Any]) -> str:
    return f"/petitions/{line['petition']}/"


def _refused(line: dict[str, Any]) -> str:
    return f"{line['number'] or '—'} {line['title']}：{line['reason']}"
