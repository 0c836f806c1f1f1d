"""`/api/v1/imports/`: hand in a file of either noun, read its doubts, answer, confirm, undo."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from issues.api import import_rows as rows
from issues.api.bodies import ReasonIn
from issues.importing import handing_in
from issues.importing import services as of_issues
from issues.importing.looking import look_at
from issues.models import Round
from petitions.importing import services as of_petitions
from petitions.importing.looking import look_at as look_at_petitions
from rectify.accounts.api.acts import ActorResource, Call, act
from rectify.accounts.api.writing import answered, brought
from rectify.accounts.scope import Actor
from rectify.core.api import filters
from rectify.core.api.formats import JSONBody
from rectify.core.api.paging import keys
from rectify.core.errors import Invalid, Missing
from rectify.exchange import asking
from rectify.exchange.models import MOVING, StagedImport
from rectify.exchange.readers.guard import MAX_BYTES
from rectify.exchange.receiving import Upload
from rectify.exchange.services import HEAVY, KEEPERS


class ImportFilters(filters.Filters):
    kind = filters.Choices("kind", choices=StagedImport.KINDS)
    state = filters.Choices("state", choices=StagedImport.STATES)


def seen_imports(who: Actor) -> QuerySet[StagedImport]:
    """The own division's, of the kinds that this post keeps."""
    found = StagedImport.objects.visible_to(who.scope).filter(division_code=who.division)
    kinds = [kind for kind, roles in KEEPERS.items() if who.role in roles]
    return found.filter(kind__in=kinds)


def _services(call: Call) -> Any:
    """Both nouns settle imports by services of the same names and arguments."""
    kind = seen_imports(call.who).values_list("kind", flat=True).get(pk=call.id)
    return of_petitions if kind == of_petitions.KIND else of_issues


def _answer(call: Call) -> None:
    sent = dict(call.data)
    doubt = sent.pop("doubt")
    _services(call).answer(call.who, call.id, doubt, sent, expected=call.expected)


def _correct(call: Call) -> None:
    data = call.data
    where = (data["row"], data["field"], data["value"])
    _services(call).correct(call.who, call.id, *where, expected=call.expected)


def _take_back(call: Call) -> None:
    _services(call).take_back(call.who, call.id, call.data["answer"], expected=call.expected)


def _confirm(call: Call) -> None:
    asking.confirm(call.who, call.id, _services(call).confirm, expected=call.expected)


def _undo(call: Call) -> None:
    reason, undo = call.data["reason"], _services(call).undo
    asking.undo(call.who, call.id, undo, reason=reason, expected=call.expected)


BY_A_WORKER = {
    200: rows.ImportFull,
    202: OpenApiResponse(rows.ImportFull, "已受理，后台办理：请再读，直到 state 不再是办理中"),
}
"""A large import is written and taken back by a worker."""


@extend_schema_view(
    list=extend_schema(summary="导入"),
    retrieve=extend_schema(summary="一次导入"),
    confirm=extend_schema(responses=BY_A_WORKER),
    undo=extend_schema(responses=BY_A_WORKER),
)
class Imports(ActorResource):
    noun = "exchange.stagedimport"
    row, full, filters = rows.ImportRow, rows.ImportFull, ImportFilters
    orderings = {"id": keys("pk")}
    ordering = "-id"
    parser_classes = [JSONBody, MultiPartParser]

    answer = act("answer", _answer, says="答复一处存疑", body=rows.DoubtAnswerIn)
    correct = act("correct", _correct, says="改写一栏", body=rows.CorrectIn)
    take_back = act("take_back", _take_back, says="收回答复", body=rows.TakeBackIn)
    confirm = act("confirm", _confirm, says="确认导入，全部写入或全不写入")
    undo = act("undo", _undo, says="整批撤销", body=ReasonIn)

    def seen(self) -> QuerySet[Any]:
        return seen_imports(self.who)

    def after(self, key: int) -> Response:
        """202 while a worker has it: reading it again says when it is done."""
        moving = self.seen().filter(pk=key, state__in=MOVING).exists()
        return self.shown(key, status=202 if moving else 200)

    def detailed(self, found: dict[str, Any]) -> dict[str, Any]:
        made = found.pop("made")
        look = self._look(found)
        return {
            **found,
            "plan": made.get("plan"),
            "batch": made.get("batch"),
            "counts": look.counts if look else found["summary"],
            "doubts": [rows.doubt_row(one) for one in look.doubts] if look else [],
        }

    def _look(self, found: dict[str, Any]) -> Any:
        if found["state"] != "preview":
            return None
        staged = self.seen().defer(*HEAVY).get(pk=found["id"])
        petitions = found["kind"] == of_petitions.KIND
        return look_at_petitions(staged) if petitions else look_at(staged)

    @extend_schema(
        summary="交文件（表单格式）；同一文件再交得到同一次导入",
        request={"multipart/form-data": rows.NewImport, "application/json": rows.NewImport},
    )
    def create(self, request: Request) -> Response:
        data = brought(request, rows.NewImport)

        def run() -> Response:
            hand_in = _petitions if data["kind"] == of_petitions.KIND else _issues
            staged, new = hand_in(self.who, data)
            return self.shown(staged.pk, status=201 if new else 200)

        return answered(request, run)


def _issues(who: Actor, data: dict[str, Any]) -> tuple[StagedImport, bool]:
    target = handing_in.target_of(
        who,
        round_code=data["round"],
        plan_id=data.get("plan"),
        doc_no=data.get("doc_no", ""),
        title=data.get("title", ""),
    )
    return handing_in.hand_in(who, data["kind"], _upload(data), target)


def _petitions(who: Actor, data: dict[str, Any]) -> tuple[StagedImport, bool]:
    round = Round.objects.visible_to(who.scope).filter(code=data["round"]).first()
    if round is None:
        raise Missing(_("没有这个轮次，或不在您的查看范围内。"))
    target = of_petitions.target_of(
        who, round, batch=data.get("batch"), handed_on=data.get("handed_on")
    )
    return of_petitions.upload_petitions(who, _upload(data), target)


def _upload(data: dict[str, Any]) -> Upload:
    file = data.get("file")
    if file is None:
        return Upload(data["text"].replace("\r\n", "\n").encode())
    if file.size > MAX_BYTES:
        raise Invalid(_("文件超过 50 MB。请删去图片或拆分后再上传。"), file="太大")
    return Upload(file.read(), file.name)
