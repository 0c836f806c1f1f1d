"""公开: reviewed petitions into the public table; a renewed row shows when that was."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from petitions.models import Petition
from petitions.projection import personal, project
from petitions.services.fetch import check_move, locked_batch, locked_petition, to_lock
from petitions.workflow import REVIEWED
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.errors import NeedsUnmet
from rectify.journal import services as journal
from rectify.journal.services import service


@dataclass(frozen=True)
class Published:
    """What one publishing of a batch did: ids published, and sentences for those held back."""

    done: tuple[int, ...]
    held: tuple[str, ...]


def waiting() -> Q:
    """Reviewed petitions not yet public, or reviewed again since."""
    renewed = Q(published_at__lt=F("reviewed_at"))
    return Q(state__in=REVIEWED) & (Q(published_at=None) | renewed)


def held_back_by(petition: Petition) -> list[str]:
    """Why this one may not be public yet, one sentence each."""
    found = [
        _("%(number)s 的“%(column)s”里有%(kind)s（%(hint)s），请改后再公开。")
        % {"number": petition.label, "column": e.column, "kind": e.kind, "hint": e.hint}
        for e in personal(petition)
    ]
    if not petition.verdict:
        found.append(_("%(number)s 没有是否属实，不能公开。") % {"number": petition.label})
    if not petition.finding.strip() or not petition.handling.strip():
        sentence = _("%(number)s 的调查核实或处理整改情况是空的，不能公开。")
        found.append(sentence % {"number": petition.label})
    return found


@service("petitions.petition.publish")
def publish(who: Actor, petition_id: int, *, expected: int | None = None) -> Petition:
    """One petition; raises `NeedsUnmet` where the words would tell who complained."""
    petition = locked_petition(who, petition_id, expected)
    check_move(who, petition, "publish")
    if reasons := held_back_by(petition):
        raise NeedsUnmet("；".join(reasons), needs=reasons)
    _publish(who, petition)
    return petition


@service("petitions.batch.publish")
def publish_batch(who: Actor, batch_id: int, *, expected: int | None = None) -> Published:
    """Everything of the batch that waits; rows the check holds back are named."""
    batch = locked_batch(who, batch_id, expected)
    seen = Petition.objects.visible_to(who.scope).filter(batch=batch)
    rows = to_lock().filter(waiting(), pk__in=seen.values("pk"))
    done, held = [], []
    for petition in sorted(rows, key=lambda row: row.position):
        check_move(who, petition, "publish")
        if reasons := held_back_by(petition):
            held += reasons
        else:
            _publish(who, petition)
            done.append(petition.pk)
    journal.record(who, batch.save_version(), "publish", data={"published": len(done)})
    return Published(tuple(done), tuple(held))


def _publish(who: Actor, petition: Petition) -> None:
    again = petition.published_at is not None
    petition.save_version(published_at=clock.now())
    journal.record(who, petition, "republish" if again else "publish")
    project(petition, who.unit)
