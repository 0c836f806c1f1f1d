"""What amendments ask of a post: drafts to be handed in, submitted ones to be decided."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from issues.deadlines import Lamp
from issues.models import Amendment
from issues.services.amendments.fetch import DECIDING_ROLES
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.desk.duties.duty import Duty

FIELDS = ("pk", "state", "submitted_at", "issue__serial", "issue__title", "issue__round__name")


def amendment_duties(who: Actor) -> list[Duty]:
    """One duty for each to be decided, one for all the own drafts; a single query."""
    if who.role not in ("office", "staff", "leader"):
        return []
    mine = Q(state="draft", person_id=who.person_id, unit_id=who.unit_id)
    if who.role in DECIDING_ROLES:
        ours = Q(state="submitted", issue__plan__division_id=who.division)
        own = Q(person_id=who.person_id) | Q(submitted_by_id=who.person_id)
        mine |= ours & ~own
    seen = Amendment.objects.visible_to(who.scope).filter(mine)
    rows = list(seen.order_by("submitted_at", "pk").values(*FIELDS))
    drafts = [row for row in rows if row["state"] == "draft"]
    return [*(_decide(row) for row in rows if row["state"] == "submitted"), *_drafts(drafts)]


def _decide(row: dict[str, Any]) -> Duty:
    url = f"/issues/amendments/{row['pk']}/"
    day = clock.day_of(row["submitted_at"]).isoformat()
    return Duty(
        lamp=Lamp("green", None),
        number=_("第%(n)s项") % {"n": row["issue__serial"]},
        title=row["issue__title"],
        url=url,
        ask=_("审批方案调整"),
        due_text="",
        action={"label": _("审批"), "url": url},
        notes=(row["issue__round__name"], _("%(day)s 提交") % {"day": day}),
    )


def _drafts(rows: list[dict[str, Any]]) -> list[Duty]:
    if not rows:
        return []
    url = "/issues/amendments/?state=draft"
    number, title = "", _("%(n)d 份方案调整草稿") % {"n": len(rows)}
    if len(rows) == 1:
        (row,) = rows
        url = f"/issues/amendments/{row['pk']}/"
        number = _("第%(n)s项") % {"n": row["issue__serial"]}
        title = row["issue__title"]
    return [
        Duty(
            lamp=Lamp("green", None),
            number=number,
            title=title,
            url=url,
            ask=_("补齐并提交方案调整"),
            due_text="",
            action={"label": _("办理"), "url": url},
            notes=(rows[0]["issue__round__name"],),
        )
    ]
