"""`/api/v1/code-lists/`: every word that stands in a row, with its meaning."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from issues import workflow as issues
from issues.deadlines import LAMPS, PACE_NAMES
from issues.models import Evidence, Objection, Plan, PublicNotice
from issues.models.amendment import FACETS
from issues.models.issue import DEADLINE_KINDS
from issues.models.lookback import RESULTS
from petitions import workflow as petitions
from petitions.models import OUTCOME
from rectify.accounts.models import ROLES
from rectify.core.api.serializers import Row
from rectify.core.api.views import Resource
from rectify.core.errors import Missing
from rectify.exchange.models import StagedImport
from rectify.signoff.acts import QUESTIONS
from rectify.signoff.models import STEP_KINDS
from rectify.supervision.models import DeadlineWarning

LISTS: dict[str, Mapping[str, Any]] = {
    "issue-state": issues.STATE_NAMES,
    "issue-pace": PACE_NAMES,
    "issue-role": issues.ROLE_NAMES,
    "lamp": LAMPS,
    "deadline-kind": dict(DEADLINE_KINDS),
    "amendment-state": issues.AMENDMENT_STATES,
    "amendment-facet": FACETS,
    "plan-state": dict(Plan.STATES),
    "signoff-step": STEP_KINDS,
    "acceptance-question": QUESTIONS,
    "evidence-kind": Evidence.KINDS,
    "notice-state": dict(PublicNotice.STATES),
    "objection-state": Objection.STATES,
    "look-back-result": RESULTS,
    "import-kind": StagedImport.KINDS,
    "import-state": StagedImport.STATES,
    "warning-state": DeadlineWarning.STATES,
    "petition-state": petitions.STATE_NAMES,
    "petition-verdict": petitions.VERDICT_NAMES,
    "petition-closure": petitions.CLOSURE_NAMES,
    "petition-channel": petitions.CHANNEL_NAMES,
    "petition-role": petitions.ROLE_NAMES,
    "pollution-type": {name: name for name in petitions.TYPES},
    "outcome": {name: f"{word}（{unit}）" for name, (word, unit) in OUTCOME.items()},
    "post-role": ROLES,
}


class Coded(serializers.Serializer[object]):
    value = serializers.CharField()
    label: Any = serializers.CharField()


class CodeList(Row):
    code = serializers.CharField()
    values = Coded(many=True)


def code_list(code: str) -> dict[str, Any]:
    """One list in its own order; raises `Missing`."""
    if code not in LISTS:
        raise Missing()
    words = [{"value": value, "label": _(str(word))} for value, word in LISTS[code].items()]
    return {"code": code, "values": words}


@extend_schema_view(
    list=extend_schema(summary="代码表"), retrieve=extend_schema(summary="一张代码表")
)
class CodeLists(Resource):
    """Short and fixed: one page holds them all."""

    row = full = CodeList
    orderings = {}
    lookup_value_regex = r"[a-z-]{1,40}"

    def list(self, request: Request) -> Response:
        results = [code_list(code) for code in LISTS]
        return Response({"results": results, "next_cursor": None})

    def retrieve(self, request: Request, id: str) -> Response:
        return Response(code_list(id))
