"""What petitions ask of a post: hand down, sign for, answer, review, publish."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from petitions.deadlines import lamp
from petitions.listing.rows import FIELDS, lamp_of, number_of
from petitions.models import Assignment, Petition
from petitions.services.fetch import ANSWERING_ROLES, DESK_ROLES
from rectify.accounts.scope import Actor
from rectify.core.text import gettext_noop
from rectify.core.told import listed
from rectify.desk.duties.duty import Duty

ANSWERED_BY = ("handed_down", "answering", "ongoing", "stage_closed")
ASKS = {
    "handed_down": (gettext_noop("签收"), gettext_noop("签收"), "act/receive/"),
    "answering": (gettext_noop("答复承办情况"), gettext_noop("办理"), "answer/"),
    "replied": (gettext_noop("审核答复"), gettext_noop("审核"), "act/review/"),
    "ongoing": (gettext_noop("办结并再次答复"), gettext_noop("办理"), "answer/"),
    "stage_closed": (gettext_noop("完成后续整改并答复"), gettext_noop("办理"), "answer/"),
}
MOST = 300


def petition_duties(who: Actor, on: date) -> list[Duty]:
    """The petitions that wait for this post, one duty each; two queries at most."""
    if who.role not in {*DESK_ROLES, *ANSWERING_ROLES}:
        return []
    rows = Petition.objects.visible_to(who.scope).filter(_mine(who)).order_by("open_due_on", "pk")
    return [*_batches(who, on), *(_duty(row, on) for row in rows.values(*FIELDS)[:MOST])]


def _batches(who: Actor, on: date) -> list[Duty]:
    """A day of 245 is one duty: the bench of its batch."""
    if who.role not in DESK_ROLES:
        return []
    waiting = Petition.objects.visible_to(who.scope).filter(
        owner_id=who.division, state="registered"
    )
    rows = waiting.order_by("batch__handed_on").values(
        "batch_id", "batch__number", "batch__handed_on", "round__name"
    )
    counted = rows.annotate(n=Count("pk"), back=Count("handed_down_at"))
    return [_batch(dict(row), on) for row in counted]


def _batch(row: dict[str, Any], on: date) -> Duty:
    due = row["batch__handed_on"]
    back = _("其中 %(n)d 件被退回改派") % {"n": row["back"]} if row["back"] else ""
    return Duty(
        lamp=lamp(due, on, lead_days=0, closed=False),
        number=_("第%(n)d批") % {"n": row["batch__number"]},
        title=_("%(n)d 件信访件待交办") % {"n": row["n"]},
        url=f"/petitions/desk/?batch={row['batch_id']}",
        ask=_("当日交办"),
        due_text=_("%(day)s 前") % {"day": due},
        action={"label": _("交办"), "url": f"/petitions/desk/?batch={row['batch_id']}"},
        notes=(row["round__name"],),
        returned=back,
        due_on=due,
    )


def _mine(who: Actor) -> Q:
    wanted = Q(pk__in=[])
    if who.role in DESK_ROLES:
        wanted |= Q(owner_id=who.division, state="replied")
        wanted |= Q(division_id=who.division, state__in=ANSWERED_BY) & ~Q(owner_id=who.division)
    if who.role in ANSWERING_ROLES:
        led = Assignment.objects.active().filter(unit_id=who.unit_id, role="lead")
        wanted |= Q(pk__in=led.values("petition_id"), state__in=ANSWERED_BY)
    return wanted


def _duty(row: dict[str, Any], on: date) -> Duty:
    ask, label, page = ASKS[row["state"]]
    base = f"/petitions/{row['pk']}/"
    returned = row["returned_reason"]
    return Duty(
        lamp=lamp_of(row, on),
        number=number_of(row),
        title=row["text"][:80],
        url=base,
        ask=_("按退回意见办理") if returned else _(ask),
        due_text=_("%(day)s 前") % {"day": row["open_due_on"]} if row["open_due_on"] else "",
        action={"label": _("补正") if returned else _(label), "url": f"{base}{page}"},
        notes=tuple(filter(None, (row["division__name"], listed(row["pollution_types"])))),
        returned=returned,
        due_on=row["open_due_on"],
    )
