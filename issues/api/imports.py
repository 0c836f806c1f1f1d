"""`/api/v1/imports/`: hand in a plan, read its doubts, answer, confirm, take back."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from issues.api.bodies import ReasonIn, number_of_row, optional, words
from issues.importing import handing_in, services
from issues.importing.doubt import Doubt
from issues.importing.preview import Preview, preview
from rectify.accounts.api.acts import ActorResource, Call, act
from rectify.accounts.api.writing import answered, brought
from rectify.core.api import filters
from rectify.core.api.formats import JSONBody
from rectify.core.api.paging import keys
from rectify.core.api.serializers import Body, Row
from rectify.core.errors import Invalid, WrongState
from rectify.exchange.models import StagedImport
from rectify.exchange.readers.guard import MAX_BYTES
from rectify.exchange.services import Upload


class ImportRow(Row):
    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=list(StagedImport.KINDS.items()))
    state = serializers.ChoiceField(choices=list(StagedImport.STATES.items()))
    division = serializers.CharField(source="division_code")
    file_name = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()
    target = serializers.DictField()
    at = serializers.DateTimeField()
    person = serializers.CharField()
    summary = serializers.DictField(child=serializers.IntegerField())
    receipt = serializers.CharField()
    confirmed_at = serializers.DateTimeField(allow_null=True)
    confirmed_by = serializers.CharField()
    version = serializers.IntegerField()


class ChoiceOut(serializers.Serializer[object]):
    value = serializers.CharField()
    label: Any = serializers.CharField()


class DoubtOut(serializers.Serializer[object]):
    """A question about one place of the file; `kind`: date, text, unit, yesno, accept."""

    id = serializers.CharField()
    kind = serializers.CharField()
    question = serializers.CharField()
    raw = serializers.CharField()
    place = serializers.CharField()
    sentence = serializers.CharField()
    suggestion = serializers.CharField()
    choices = ChoiceOut(many=True)
    settled = serializers.BooleanField()


class ProblemOut(serializers.Serializer[object]):
    place = serializers.CharField(allow_null=True)
    message = serializers.CharField()


class ImportFull(ImportRow):
    """`counts` is what confirming would do now; `plan` is there once it is confirmed."""

    computed = ("counts", "doubts", "plan")
    hidden = ("made",)

    problems = ProblemOut(many=True)
    counts = serializers.DictField(child=serializers.IntegerField())
    doubts = DoubtOut(many=True)
    plan = serializers.IntegerField(allow_null=True)


class NewImport(Body):
    """A file, or pasted words in `text`; into `plan`, or a new plan of the round."""

    kind = serializers.ChoiceField(choices=["plan"])
    round = serializers.SlugField(max_length=40)
    file = serializers.FileField(required=False, max_length=200)
    text = serializers.CharField(required=False, max_length=2_000_000, trim_whitespace=False)
    plan = number_of_row(required=False)
    doc_no = optional(60)
    title = optional(200)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if bool(given.get("file")) == bool(given.get("text", "").strip()):
            raise serializers.ValidationError(
                {"file": [_("请上传一个文件，或给出文字，两者选一。")]}
            )
        return given


class DoubtAnswerIn(Body):
    """`keep` leaves it as read; else `value`, or `units` (ids) or `typed` names for a unit."""

    doubt = words(longest=200)
    keep = serializers.BooleanField(required=False)
    value = optional(20_000)
    typed = optional(2000)
    units = serializers.ListField(
        child=serializers.IntegerField(min_value=1), required=False, max_length=200
    )
    remember = serializers.ChoiceField(choices=["plan", "division"], required=False)


class CorrectIn(Body):
    row = words(longest=60)
    field = words(longest=40)
    value = words(longest=20_000, blank=True)


class TakeBackIn(Body):
    answer = words(longest=200)


class ImportFilters(filters.Filters):
    kind = filters.Choices("kind", choices=StagedImport.KINDS)
    state = filters.Choices("state", choices=StagedImport.STATES)


def _answer(call: Call) -> None:
    sent = dict(call.data)
    services.answer(call.who, call.id, sent.pop("doubt"), sent, expected=call.expected)


def _correct(call: Call) -> None:
    data = call.data
    services.correct(
        call.who, call.id, data["row"], data["field"], data["value"], expected=call.expected
    )


def _take_back(call: Call) -> None:
    services.take_back(call.who, call.id, call.data["answer"], expected=call.expected)


def _confirm(call: Call) -> None:
    services.confirm(call.who, call.id, expected=call.expected)


def _undo(call: Call) -> None:
    services.undo(call.who, call.id, reason=call.data["reason"], expected=call.expected)


def of_plan(do: Any) -> Any:
    """Only plans are settled here; other kinds say where."""

    def run(call: Call) -> None:
        if StagedImport.objects.visible_to(call.who.scope).get(pk=call.id).kind != "plan":
            raise WrongState(_("这类导入请在“导入”页面办理。"))
        do(call)

    return run


@extend_schema_view(list=extend_schema(summary="导入"), retrieve=extend_schema(summary="一次导入"))
class Imports(ActorResource):
    noun = "exchange.stagedimport"
    row, full, filters = ImportRow, ImportFull, ImportFilters
    orderings = {"id": keys("pk")}
    ordering = "-id"
    parser_classes = [JSONBody, MultiPartParser]

    answer = act("answer", of_plan(_answer), says="答复一处存疑", body=DoubtAnswerIn)
    correct = act("correct", of_plan(_correct), says="改写一栏", body=CorrectIn)
    take_back = act("take_back", of_plan(_take_back), says="收回答复", body=TakeBackIn)
    confirm = act("confirm", of_plan(_confirm), says="确认导入，全部写入或全不写入")
    undo = act("undo", of_plan(_undo), says="整批撤销", body=ReasonIn)

    def seen(self) -> QuerySet[Any]:
        """Uploads of the own office; other posts of the division do not work on them."""
        rows = StagedImport.objects.visible_to(self.who.scope)
        if self.who.role != "office":
            return rows.none()
        return rows.filter(division_code=self.who.division)

    def detailed(self, found: dict[str, Any]) -> dict[str, Any]:
        made = found.pop("made")
        look = self._look(found)
        return {
            **found,
            "plan": made.get("plan"),
            "counts": look.counts if look else found["summary"],
            "doubts": [_doubt(one) for one in look.doubts] if look else [],
        }

    def _look(self, found: dict[str, Any]) -> Preview | None:
        if found["kind"] != "plan" or found["state"] != "preview":
            return None
        return preview(self.seen().get(pk=found["id"]))

    @extend_schema(
        summary="交文件（表单格式）；同一文件再交得到同一次导入",
        request={"multipart/form-data": NewImport, "application/json": NewImport},
    )
    def create(self, request: Request) -> Response:
        data = brought(request, NewImport)

        def run() -> Response:
            target = handing_in.target_of(
                self.who,
                round_code=data["round"],
                plan_id=data.get("plan"),
                doc_no=data.get("doc_no", ""),
                title=data.get("title", ""),
            )
            staged, new = handing_in.upload_plan(self.who, _upload(data), target)
            return self.shown(staged.pk, status=201 if new else 200)

        return answered(request, run)


def _upload(data: dict[str, Any]) -> Upload:
    file = data.get("file")
    if file is None:
        return Upload(data["text"].replace("\r\n", "\n").encode())
    if file.size > MAX_BYTES:
        raise Invalid(_("文件超过 50 MB。请删去图片或拆分后再上传。"), file=_("太大"))
    return Upload(file.read(), file.name)


def _doubt(one: Doubt) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "question": one.message,
        "raw": one.raw,
        "place": one.place,
        "sentence": one.sentence,
        "suggestion": one.value,
        "choices": [{"value": c.value, "label": c.label} for c in one.choices],
        "settled": one.settled,
    }
