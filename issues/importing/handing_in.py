"""Handing in a plan or a ledger, and where its rows are to go."""

from django.utils.translation import gettext as _

from issues.importing.drafts import Json
from issues.models import Plan, Round
from rectify.accounts.scope import Actor
from rectify.core.errors import Invalid, Missing
from rectify.exchange import receiving
from rectify.exchange.models import StagedImport
from rectify.exchange.receiving import Target, Upload


def target_of(
    who: Actor, *, round_code: str, plan_id: int | None = None, doc_no: str = "", title: str = ""
) -> Target:
    """Where a file's rows go: a plan that exists, or one of this round and number.

    Raises `Missing` for a round or plan out of sight.
    """
    rounds = Round.objects.visible_to(who.scope)
    round = rounds.filter(code=round_code).first()
    if round is None:
        raise Missing(_("没有这个轮次，或不在您的查看范围内。"))
    if plan_id is not None:
        plans = Plan.objects.visible_to(who.scope).filter(division_id=who.division, round=round)
        if not plans.filter(pk=plan_id).exists():
            raise Missing()
    words: Json = {
        "round": round.pk,
        "round_code": round.code,
        "round_name": round.name,
        "plan": plan_id,
        "doc_no": doc_no.strip(),
        "title": title.strip(),
    }
    what = f"plan#{plan_id}" if plan_id else f"{doc_no.strip()}"
    return Target(f"round#{round.pk}/{what}", words)


def hand_in(
    who: Actor, kind: str, upload: Upload, target: Target, *, again: bool = False
) -> tuple[StagedImport, bool]:
    """Hand in a plan or a ledger; `False` beside the import when it was handed in before."""
    if not upload.data.strip():
        raise Invalid(_("请选择文件，或粘贴文字。"), file="必填")
    return receiving.receive(who, kind=kind, upload=upload, target=target, again=again)


def upload_plan(
    who: Actor, upload: Upload, target: Target, *, again: bool = False
) -> tuple[StagedImport, bool]:
    """`hand_in` of a plan."""
    return hand_in(who, "plan", upload, target, again=again)
