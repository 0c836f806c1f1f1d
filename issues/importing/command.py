"""What `import_plan` does: the same services as the pages, driven by a file of answers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from issues.importing import handing_in, services
from issues.importing.drafts import Json
from issues.importing.kept import look_json
from issues.importing.looking import whole
from issues.models import Round
from rectify.accounts.models import Holding
from rectify.accounts.scope import Actor, actor_of, ready_to_act
from rectify.core import clock
from rectify.core.errors import Invalid, Missing
from rectify.exchange import receiving
from rectify.exchange.commanding import command_itself, result, upload_of
from rectify.exchange.looks import looked_at
from rectify.exchange.models import StagedImport


@dataclass(frozen=True)
class Order:
    """What the command line asked for."""

    file: Path
    round: str
    plan: str = ""
    division: str = ""
    kind: str = "plan"
    user: str = ""
    commit: bool = False


def run(order: Order, answers: dict[str, Any]) -> tuple[Json, list[str]]:
    """The JSON of design §8, and sentences about what stands against it (empty: all well).

    Without `commit` the import stays a preview, which the office can also finish in the browser.
    """
    who = actor(order)
    staged = _staged(who, order)
    if staged.state == "unreadable":
        return result(staged, None), [p["message"] for p in staged.problems]
    for key, sent in answers.items():
        _answer(who, staged.pk, key, sent)
    look = whole(StagedImport.objects.get(pk=staged.pk))
    waiting = [f"{d.id}：{d.message} {d.raw}（{d.place}）" for d in look.open]
    if not order.commit or waiting:
        return result(look.staged, look), waiting if order.commit else []
    done = services.confirm(who, staged.pk)
    return result(done, look), []


def actor(order: Order) -> Actor:
    """The office post of the named user; nobody named: the command itself, for the division."""
    if order.user:
        rows = Holding.objects.filter(user__username=order.user, post__role="office")
        for holding in ready_to_act(rows, clock.today()):
            found = actor_of(holding)
            if order.division in ("", found.division):
                return found
        raise Invalid(_("用户“%(user)s”今天没有这个地区整改办的岗位。") % {"user": order.user})
    round = Round.objects.filter(code=order.round).first()
    if round is None:
        raise Missing(_("没有代码为“%(round)s”的轮次。") % {"round": order.round})
    return command_itself(order.division or round.division_id)


def _staged(who: Actor, order: Order) -> StagedImport:
    target = handing_in.target_of(who, round_code=order.round, doc_no=order.plan)
    upload = upload_of(order.file)
    staged, _new = handing_in.hand_in(who, order.kind, upload, target, again=True)
    return looked_at(receiving.read(staged.pk), look_json)


def _answer(who: Actor, import_id: int, key: str, sent: Any) -> None:
    """`key` is a doubt's id, a unit's name as written, or `r2-goal`: a field to rewrite."""
    given = sent if isinstance(sent, dict) else {"keep": True} if sent == "keep" else _plain(sent)
    look = whole(StagedImport.objects.get(pk=import_id))
    doubt = next(
        (d for d in look.doubts if key in (d.id, d.raw and d.kind == "unit" and d.raw)), None
    )
    if doubt is not None:
        services.answer(who, import_id, doubt.id, given)
        return
    row, _dash, field = key.partition("-")
    if not any(draft.key == row for draft in look.drafts):
        raise Invalid(_("答复“%(key)s”对不上任何一处存疑。") % {"key": key})
    services.correct(who, import_id, row, field, str(given.get("value", "")))


def _plain(sent: Any) -> Json:
    return {"value": str(sent), "typed": "" if str(sent)[:1].isdecimal() else str(sent)}
