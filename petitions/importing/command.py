"""What `import_petitions` does: the same services as the pages, driven by a file of answers."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from issues.models import Round
from petitions.importing import services
from petitions.importing.answers import plain
from petitions.importing.drafts import Json
from petitions.importing.kept import look_json
from petitions.importing.preview import preview
from petitions.services.fetch import DESK_ROLES
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
    batch: int | None = None
    on: date | None = None
    user: str = ""
    commit: bool = False


def run(order: Order, answers: dict[str, Any]) -> tuple[Json, list[str]]:
    """The JSON of design §8, and sentences about what stands against it (empty: all well).

    Without `commit` the import stays a preview, which the desk can also finish in the browser.
    """
    round = Round.objects.select_related("division").filter(code=order.round).first()
    if round is None:
        raise Missing(_("没有代码为“%(round)s”的轮次。") % {"round": order.round})
    who = actor(order, round)
    staged = _staged(who, order, round)
    if staged.state == "unreadable":
        return result(staged, None), [p["message"] for p in staged.problems]
    for key, sent in answers.items():
        _answer(who, staged.pk, key, plain(sent))
    look = preview(StagedImport.objects.get(pk=staged.pk))
    waiting = [f"{d.id}：{d.message}（{d.place}）" for d in look.open]
    if not order.commit or waiting:
        return result(look.staged, look), waiting if order.commit else []
    return result(services.confirm(who, staged.pk), look), []


def actor(order: Order, round: Round) -> Actor:
    """The desk post of the named user; nobody named: the command itself, for the round's desk."""
    if not order.user:
        return command_itself(round.division_id)
    rows = Holding.objects.filter(user__username=order.user, post__role__in=DESK_ROLES)
    for holding in ready_to_act(rows, clock.today()):
        found = actor_of(holding)
        if found.division == round.division_id:
            return found
    raise Invalid(
        _("用户“%(user)s”今天没有%(name)s整改办或信访件专班的岗位。")
        % {"user": order.user, "name": round.division.name}
    )


def _staged(who: Actor, order: Order, round: Round) -> StagedImport:
    target = services.target_of(who, round, batch=order.batch, handed_on=order.on)
    upload = upload_of(order.file)
    staged, _new = services.upload_petitions(who, upload, target, again=True)
    return looked_at(receiving.read(staged.pk), look_json)


def _answer(who: Actor, import_id: int, key: str, sent: Json) -> None:
    """`key` is a doubt's id, or `r2-finding`: a field to rewrite."""
    look = preview(StagedImport.objects.get(pk=import_id))
    if any(doubt.id == key for doubt in look.doubts):
        services.answer(who, import_id, key, sent)
        return
    row, _dash, field = key.partition("-")
    if not any(draft.key == row for draft in look.drafts):
        raise Invalid(_("答复“%(key)s”对不上任何一处存疑。") % {"key": key})
    services.correct(who, import_id, row, field, str(sent.get("value", "")))
