"""`/api/v1/evidence/`: pieces of the dossiers in sight, their files, taking one out."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from issues.api import bodies
from issues.api.dossier_rows import EvidenceRow
from issues.models import Evidence, Issue
from issues.querysets import seen_issues
from issues.services import dossier
from rectify.accounts.api.acts import ActorResource
from rectify.accounts.api.writing import answered, brought
from rectify.core.api import etags, filters
from rectify.core.api.formats import JSONBody
from rectify.core.errors import Missing
from rectify.evidence.views import TYPES, serve

VARIANTS = ("original", "display", "thumb")


class EvidenceFilters(filters.Filters):
    issue = filters.Number("issue_id")
    measure = filters.Number("measure_id")
    kind = filters.Choices("kind", choices=Evidence.KINDS)


@extend_schema_view(
    list=extend_schema(summary="佐证材料"), retrieve=extend_schema(summary="一份佐证材料")
)
class EvidencePieces(ActorResource):
    noun = "issues.issue"
    row = full = EvidenceRow
    filters = EvidenceFilters
    parser_classes = [JSONBody, MultiPartParser]

    def seen(self) -> QuerySet[Any]:
        issues = seen_issues(Issue, self.who.scope)
        return Evidence._base_manager.filter(issue__in=issues, removed_at=None)

    def shaped(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for row in rows:
            base = f"/api/v1/evidence/{row['id']}/files"
            shown = VARIANTS if row["kind"] != "document" else VARIANTS[:1]
            row["files"] = {variant: f"{base}/{variant}/" for variant in shown}
        return rows

    @extend_schema(
        summary="上传佐证（表单格式）", request={"multipart/form-data": bodies.NewEvidence}
    )
    def create(self, request: Request) -> Response:
        data = brought(request, bodies.NewEvidence)

        def run() -> Response:
            row = dossier.add_evidence(
                self.who,
                data.pop("issue"),
                upload=data.pop("file"),
                measure_id=data.pop("measure", None),
                **data,
            )
            return self.shown(row.pk, status=201)

        return answered(request, run)

    @extend_schema(
        summary="取文件",
        parameters=[OpenApiParameter("variant", str, OpenApiParameter.PATH, enum=VARIANTS)],
        responses={(200, kind.partition(";")[0]): OpenApiTypes.BINARY for kind in TYPES.values()},
    )
    @action(detail=True, methods=["get"], url_path="files/(?P<variant>[a-z]+)")
    def files(self, request: Request, id: str, variant: str) -> FileResponse:
        row = self.seen().select_related("file").filter(pk=int(id)).first()
        if row is None or variant not in VARIANTS:
            raise Missing()
        return serve(row.file, variant)

    @extend_schema(summary="移出档案（If-Match 为问题的 ETag）", request=bodies.ReasonIn)
    @action(detail=True, methods=["post"], url_path="actions/remove")
    def remove(self, request: Request, id: str) -> Response:
        """The version is the issue's: it is the dossier that changes."""
        row = self.seen().filter(pk=int(id)).first()
        if row is None:
            raise Missing()
        expected, _cycle = etags.expected(request)
        reason = brought(request, bodies.ReasonIn)["reason"]

        def run() -> Response:
            dossier.remove_evidence(
                self.who, row.issue_id, evidence_id=row.pk, reason=reason, expected=expected
            )
            return Response(status=204)

        return answered(request, run)
