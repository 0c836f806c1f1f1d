"""`/api/v1/issues/`: the list dashboards read, the issue in full, its moves."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.parsers import MultiPartParser

from issues.api import bodies
from issues.api.amendments import draft_by
from issues.api.amendments_rows import AmendIn
from issues.api.filters import IssueFilters
from issues.api.present import actions_of, measures_of, with_today
from issues.api.rows import IssueFull, IssueRow
from issues.api.steps import by_issue, step_act
from issues.models import Issue
from issues.services import dossier, look_backs, progress
from rectify.accounts.api.acts import ActorResource, Call, act
from rectify.core import clock
from rectify.core.api import etags
from rectify.core.api.paging import keys


def _receive(call: Call) -> None:
    progress.receive(call.who, call.id, expected=call.expected)


def _report(call: Call) -> None:
    progress.report(call.who, call.id, expected=call.expected, **call.data)


def _do_measure(call: Call) -> None:
    measure = call.data["measure"]
    progress.do_measure(
        call.who, call.id, measure_id=measure, note=call.data["note"], expected=call.expected
    )


def _complete(call: Call) -> None:
    progress.complete(call.who, call.id, expected=call.expected)


def _send_back(call: Call) -> None:
    progress.send_back(call.who, call.id, reason=call.data["reason"], expected=call.expected)


def _look_back(call: Call) -> None:
    look_backs.look_back(call.who, call.id, expected=call.expected, **call.data)


def _reopen(call: Call) -> None:
    look_backs.reopen(call.who, call.id, reason=call.data["reason"], expected=call.expected)


def _add_evidence(call: Call) -> None:
    data = dict(call.data)
    dossier.add_evidence(
        call.who,
        call.id,
        upload=data.pop("file"),
        measure_id=data.pop("measure", None),
        expected=call.expected,
        **data,
    )


@extend_schema_view(list=extend_schema(summary="问题"), retrieve=extend_schema(summary="一个问题"))
class Issues(ActorResource):
    noun = "issues.issue"
    row, full, filters = IssueRow, IssueFull, IssueFilters
    ordering = "id"
    orderings = {
        "id": keys("pk"),
        "serial": keys("plan_id", "sort_key", "pk"),
        "due_on": keys("due_on?", "pk"),
        "progress_pct": keys("progress_pct", "pk"),
        "completed_on": keys("completed_on?", "pk"),
        "signed_off_on": keys("signed_off_on?", "pk"),
        "division": keys("division_id", "pk"),
    }

    receive = act("receive", _receive, says="签收")
    report = act("report", _report, says="填报进展", body=bodies.ReportIn)
    do_measure = act("do_measure", _do_measure, says="办结一条措施", body=bodies.MeasureIn)
    complete = act("complete", _complete, says="完成整改")
    send_back = act("send_back", _send_back, says="退回整改", body=bodies.ReasonIn)
    add_evidence = act(
        "add_evidence",
        _add_evidence,
        says="上传佐证（表单格式）",
        body=bodies.EvidenceIn,
        parsers=[MultiPartParser],
    )
    look_back = act("look_back", _look_back, says="回头看", body=bodies.LookBackIn)
    amend = act("amend", draft_by, says="起草方案调整", body=AmendIn)
    reopen = act("reopen", _reopen, says="重新整改", body=bodies.ReasonIn)
    approve = step_act("approve", by_issue)
    fail = step_act("fail", by_issue)
    publish = step_act("publish", by_issue)
    file = step_act("file", by_issue)
    disclose = step_act("disclose", by_issue)
    return_ = step_act("return", by_issue)

    def seen(self) -> QuerySet[Any]:
        return Issue.objects.visible_to(self.who.scope)

    def shaped(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return with_today(rows, clock.today())

    def detailed(self, found: dict[str, Any]) -> dict[str, Any]:
        """With its measures, and what this person can do now."""
        override = found["pace_override"]
        found = {**self.shaped([found])[0], "pace_override": override}
        issue = self.seen().select_related("plan", "round__kind", "division").get(pk=found["id"])
        return {**found, "measures": measures_of(issue), "actions": actions_of(self.who, issue)}

    def headers_of(self, found: dict[str, Any]) -> dict[str, str]:
        """`"version"`, and `"version.cycle"` while a cycle is open: acts on its step need both."""
        return {"ETag": etags.tag(found["version"], found["signoff_version"])}
