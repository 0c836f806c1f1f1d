"""Filters of the issue list."""

from typing import Any

from django.db.models import Exists, Q, QuerySet

from issues.api.words import lit, pace_case, running_steps
from issues.deadlines import LAMPS, PACE_NAMES
from issues.models import Issue, Responsibility
from issues.workflow import ANSWERING, ROLE_NAMES, STATE_NAMES
from rectify.accounts.scope import code_range
from rectify.core import clock
from rectify.core.api import filters
from rectify.signoff.models import STEP_KINDS


class Place(filters.Subtree):
    """Issues owned there, and issues for which a unit there answers."""

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return rows
        low, high = code_range(value)
        answering = Responsibility.objects.active().filter(
            role__in=ANSWERING,
            division_code__gte=low,
            division_code__lt=high,
            issue__isnull=False,
        )
        own = Issue._base_manager.filter(division_id__gte=low, division_id__lt=high)
        return rows.filter(pk__in=own.values("pk").union(answering.values("issue_id")))


class OfUnit(filters.Number):
    """Issues for which a unit answers today (牵头、责任), as figures count them."""

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if value is None:
            return rows
        held = Responsibility.objects.active().filter(
            unit_id=value, role__in=ANSWERING, issue__isnull=False
        )
        return rows.filter(pk__in=held.values("issue_id"))


class AtStep(filters.Choices):
    """Issues whose running step is of one of these kinds."""

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return rows.filter(Exists(running_steps().filter(kind__in=value))) if value else rows


class AtPace(filters.Choices):
    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if not value:
            return rows
        on_pace: QuerySet[Any] = rows.alias(pace_word=pace_case(clock.today()))
        return on_pace.filter(pace_word__in=value)


class Lit(filters.Choices):
    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return lit(rows, value, clock.today()) if value else rows


class Search(filters.Words):
    """Words of title and text, or the number as written: `第12项`."""

    def filter(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        for word in (value or "").split()[:8]:
            number = word.removeprefix("第").removesuffix("项")
            found = Q(title__icontains=word) | Q(text__icontains=word) | Q(serial=number)
            rows = rows.filter(found)
        return rows


class IssueFilters(filters.Filters):
    id = filters.Ids("pk")
    round = filters.IdOrCode("round", label="轮次的 id 或代码")
    plan = filters.Number("plan_id")
    division = Place(label="区划及其以下：属地或责任单位所在地")
    unit = OfUnit(label="牵头或责任单位 id")
    state = filters.Choices("state", choices=STATE_NAMES)
    step = AtStep(choices=STEP_KINDS, label="当前销号步骤")
    pace = AtPace(choices=PACE_NAMES, label="今天的序时进度")
    lamp = Lit(choices=LAMPS, label="今天的灯")
    parent = filters.Number("parent_id")
    top = filters.Flag("parent", lookup_expr="isnull", label="只要顶层问题")
    category = filters.Text("category")
    requires_signoff = filters.Flag("requires_signoff")
    has_deadline = filters.Flag("has_deadline")
    long_term = filters.Flag("long_term")
    due_on__gte = filters.Day("due_on", "gte")
    due_on__lte = filters.Day("due_on", "lte")
    completed_on__gte = filters.Day("completed_on", "gte")
    completed_on__lte = filters.Day("completed_on", "lte")
    accepted_on__gte = filters.Day("accepted_on", "gte")
    accepted_on__lte = filters.Day("accepted_on", "lte")
    signed_off_on__gte = filters.Day("signed_off_on", "gte")
    signed_off_on__lte = filters.Day("signed_off_on", "lte")
    q = Search("title", "text")


class OfIssue(filters.Filters):
    """What hangs on one issue."""

    issue = filters.Number("issue_id")


class MeasureFilters(OfIssue):
    plan = filters.Number("plan_id")
    overall = filters.Flag("issue", lookup_expr="isnull", label="总体措施")
    done = filters.Flag("done_on", lookup_expr="isnull", exclude=True, label="已办结")
    due_on__gte = filters.Day("due_on", "gte")
    due_on__lte = filters.Day("due_on", "lte")


class ResponsibilityFilters(OfIssue):
    measure = filters.Number("measure_id")
    unit = filters.Number("unit_id")
    role = filters.Choices("role", choices=ROLE_NAMES)
    division = filters.Subtree("division_code")
    received = filters.Flag("received_at", lookup_expr="isnull", exclude=True, label="已签收")


class ReportFilters(OfIssue):
    unit = filters.Number("unit_id")
    reported_on__gte = filters.Day("reported_on", "gte")
    reported_on__lte = filters.Day("reported_on", "lte")
