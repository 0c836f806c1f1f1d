"""`/api/v1/signoffs/` and `/api/v1/public-notices/`: cycles with their steps, and notices."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from issues.api import bodies
from issues.api.dossier_rows import NOUNS, NoticeRow, SignOffFull, SignOffRow
from issues.api.present import action_row
from issues.api.steps import NOUN, by_signoff, step_act
from issues.models import Issue, NoticeLine, PublicNotice, Signature, SignOff, StepRun
from issues.offers import step_offers
from issues.services import notices
from rectify.accounts import step_up
from rectify.accounts.api.acts import ActorResource
from rectify.accounts.api.writing import answered, brought, signed, voided
from rectify.core.api import filters
from rectify.core.api.paging import keys

STEPS = ("position", "kind", "name", "opened_at", "due_on", "left_at", "outcome", "note")
SIGNATURES = (
    "kind", "action", "at", "person", "unit", "opinion", "content_hash", "voided_at", "void_reason",
)  # fmt: skip


class Noun(filters.Choices):
    """Both nouns share one numbering; petitions have no sign-off of their own yet."""

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return rows if not value or "issue" in value else rows.none()


class SignOffFilters(filters.Filters):
    noun = Noun(choices=NOUNS, label=gettext_lazy("对象"))
    issue = filters.Number("issue_id")
    state = filters.Choices("state", choices=dict(SignOff.STATES))
    round = filters.IdOrCode("issue__round")
    filed_on__gte = filters.Day("filed_on", "gte")
    filed_on__lte = filters.Day("filed_on", "lte")


class NoticeFilters(filters.Filters):
    noun = Noun(choices=NOUNS, label=gettext_lazy("对象"))
    state = filters.Choices("state", choices=dict(PublicNotice.STATES))
    division = filters.Subtree("division_code")
    opens_on__gte = filters.Day("opens_on", "gte")
    opens_on__lte = filters.Day("opens_on", "lte")
    closes_on__gte = filters.Day("closes_on", "gte")
    closes_on__lte = filters.Day("closes_on", "lte")


@extend_schema_view(
    list=extend_schema(summary="销号"), retrieve=extend_schema(summary="一个销号周期")
)
class SignOffs(ActorResource):
    noun = NOUN
    row, full, filters = SignOffRow, SignOffFull, SignOffFilters
    orderings = {"id": keys("pk"), "filed_on": keys("filed_on?", "pk")}

    approve = step_act("approve", by_signoff)
    return_ = step_act("return", by_signoff)
    fail = step_act("fail", by_signoff)
    publish = step_act("publish", by_signoff)
    file = step_act("file", by_signoff)
    disclose = step_act("disclose", by_signoff)

    def seen(self) -> QuerySet[Any]:
        return SignOff.objects.visible_to(self.who.scope)

    def shaped(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        runs = StepRun._base_manager.filter(sign_off__in=[r["id"] for r in rows], left_at=None)
        told = runs.values_list("sign_off_id", "kind", "name", "due_on")
        running = {pk: (kind, name, due_on) for pk, kind, name, due_on in told}
        for row in rows:
            row["noun"] = "issue"
            step = running.get(row["id"], (None, None, None))
            row["step"], row["step_name"], row["step_due_on"] = step
        return rows

    def detailed(self, found: dict[str, Any]) -> dict[str, Any]:
        """With every step that ran, every signature, and what this person can do now."""
        pk = found["id"]
        runs = StepRun._base_manager.filter(sign_off=pk).order_by("pk")
        signatures = Signature._base_manager.filter(sign_off=pk).order_by("pk")
        return {
            **self.shaped([found])[0],
            "steps": list(runs.values(*STEPS)),
            "signatures": list(signatures.values(*SIGNATURES)),
            "actions": self._actions(found) if found["state"] == "open" else [],
        }

    def _actions(self, found: dict[str, Any]) -> list[dict[str, Any]]:
        rows = Issue.objects.visible_to(self.who.scope).select_related("round__kind", "division")
        offered = step_offers(self.who, rows.get(pk=found["issue"]))
        return [action_row(one, f"/api/v1/signoffs/{found['id']}/actions") for one in offered]


@extend_schema_view(list=extend_schema(summary="公示"), retrieve=extend_schema(summary="一份公示"))
class Notices(ActorResource):
    noun = "issues.publicnotice"
    row = full = NoticeRow
    filters = NoticeFilters
    orderings = {"id": keys("pk"), "closes_on": keys("closes_on", "pk")}
    ordering = "-id"

    def seen(self) -> QuerySet[Any]:
        return PublicNotice.objects.visible_to(self.who.scope)

    def shaped(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """With the issues under each notice that this person sees."""
        seen = Issue.objects.visible_to(self.who.scope)
        lines = NoticeLine._base_manager.filter(
            notice__in=[row["id"] for row in rows], sign_off__issue__in=seen.values("pk")
        )
        covered: dict[int, list[int]] = {}
        for notice, issue in lines.order_by("pk").values_list("notice_id", "sign_off__issue_id"):
            covered.setdefault(notice, []).append(issue)
        for row in rows:
            row["noun"], row["issues"] = "issue", covered.get(row["id"], [])
        return rows

    @extend_schema(summary="发布公示：一份可含同一轮次的多个问题", request=bodies.NewNotice)
    def create(self, request: Request) -> Response:
        data = brought(request, bodies.NewNotice)

        def run() -> Response:
            step_up.require(signed(request), "发布公示")
            issues = data.pop("issues")
            notice = notices.publish(self.who, issues, **data)
            return self.shown(notice.pk, status=201) if notice else voided()

        return answered(request, run)
