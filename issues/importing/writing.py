"""Writes what a preview found into plan, issues, measures and aliases; remembers the way back."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from issues.importing.aliases import Aliases
from issues.importing.compare import LEFT_OUT, Verdict
from issues.importing.drafts import Json
from issues.importing.preview import Preview, doc_no_of
from issues.importing.stored import measure_row
from issues.importing.values import FIELDS, issue_values, measure_values, sort_key, title_of
from issues.models import Issue, Measure, Plan
from rectify.accounts.scope import Actor
from rectify.exchange.staging import plain
from rectify.journal import services as journal


class Writer:
    """One confirmation. `made` collects ids, versions and old values: what an undo needs."""

    def __init__(self, who: Actor, look: Preview) -> None:
        self.who, self.look = who, look
        self.staged = look.staged
        self.held: dict[int, Issue] = {}
        created = look.plan is None
        self.plan = look.plan or self._plan()
        self.made: Json = {
            "plan": self.plan.pk,
            "plan_created": created,
            "issues": {},
            "measures": [],
            "before": {},
            "overall_before": {},
            "aliases": {},
            "rows": [],
            "refused": [refused_line(v) for v in look.verdicts if v.state in LEFT_OUT],
        }

    def write(self) -> Json:
        """Everything new and changed; returns `made`, with the plan's version after it."""
        changed = [v for v in self.look.verdicts if v.state in ("new", "changed")]
        self.held = _held(v.target for v in changed if not v.draft.overall)
        for verdict in changed:
            self.made["rows"].append(line_of(verdict, self._one(verdict)))
        aliases = self._aliases() if self.plan.state == "draft" else 0
        if changed or aliases:
            self.plan.save_version()
            data = {**self.look.counts, "import": self.staged.pk}
            journal.record(self.who, self.plan, "import", data=data)
        self.made["plan_version"] = self.plan.version
        return self.made

    def _aliases(self) -> int:
        taken = [v.draft for v in self.look.verdicts if v.state not in LEFT_OUT]
        return Aliases(self.look, self.plan, self.made).write(taken)

    def _one(self, verdict: Verdict) -> int | None:
        """The issue written; an overall measure has no issue to point to."""
        if verdict.draft.overall:
            self._overall(verdict)
            return None
        if verdict.target is None:
            return self._new(verdict)
        return self._change(verdict, verdict.target)

    def _plan(self) -> Plan:
        return Plan.objects.create(
            round=self.look.round,
            division_id=self.staged.division_code,
            title=self.look.title,
            doc_no=doc_no_of(self.staged),
        )

    def _new(self, verdict: Verdict) -> int:
        draft = verdict.draft
        issue = Issue.objects.create(
            plan=self.plan,
            round_id=self.plan.round_id,
            division_id=self.plan.division_id,
            serial=draft.number,
            sort_key=sort_key(draft.number),
            title=title_of(draft.issue),
            category=str(draft.row.get("section") or "")[:20],
            deadline_confirmed=draft.deadline.settled,
            source_place=draft.place[:60],
            **issue_values(draft),
        )
        self._measures(issue, verdict)
        self._keep(issue, "import")
        return issue.pk

    def _change(self, verdict: Verdict, issue_id: int) -> int:
        issue = self.held[issue_id]
        self.made["before"][str(issue.pk)] = _before(issue)
        names = {change.field for change in verdict.changes}
        values = issue_values(verdict.draft)
        changes = {name: values[name] for name in names if name != "measures"}
        if "text" in names and issue.title == title_of(issue.text):
            changes["title"] = title_of(verdict.draft.issue)
        data = {change.field: [plain(change.old), plain(change.new)] for change in verdict.changes}
        issue.save_version(**changes, deadline_confirmed=verdict.draft.deadline.settled)
        journal.record(self.who, issue, "import", data=data)
        if "measures" in names:
            issue.measures.all().delete()
            self._measures(issue, verdict)
        self.made["issues"][str(issue.pk)] = issue.version
        return issue_id

    def _measures(self, issue: Issue, verdict: Verdict) -> None:
        Measure.objects.bulk_create(
            Measure(plan=self.plan, issue=issue, number=n, **values)
            for n, values in enumerate(measure_values(verdict.draft), 1)
        )

    def _keep(self, issue: Issue, action: str) -> None:
        issue.save_version()
        journal.record(self.who, issue, action, data={"import": self.staged.pk})
        self.made["issues"][str(issue.pk)] = issue.version

    def _overall(self, verdict: Verdict) -> None:
        values = measure_values(verdict.draft)[0]
        if verdict.target is not None:
            measure = Measure.objects.select_for_update(no_key=True).get(pk=verdict.target)
            self.made["overall_before"][str(measure.pk)] = plain(measure_row(measure))
            Measure.objects.filter(pk=measure.pk).update(**values)
            return
        last = self.plan.measures.filter(issue=None).order_by("-number").first()
        number = last.number + 1 if last else 1
        measure = Measure.objects.create(plan=self.plan, number=number, **values)
        self.made["measures"].append(measure.pk)


def _held(issue_ids: Iterable[int | None]) -> dict[int, Issue]:
    """The issues a file changes, locked together; whatever order its rows have."""
    rows = Issue.objects.select_for_update(no_key=True).order_by("pk")
    return {row.pk: row for row in rows.filter(pk__in=[pk for pk in issue_ids if pk is not None])}


def line_of(verdict: Verdict, issue_id: int | None) -> Json:
    """What the receipt says of a row that was written."""
    draft = verdict.draft
    facets = list(dict.fromkeys(change.facet for change in verdict.changes))
    title = title_of(measure_values(draft)[0]["text"] if draft.overall else draft.issue)
    return {
        "number": draft.number,
        "title": title,
        "what": verdict.state,
        "facets": facets,
        "issue": issue_id,
    }


def refused_line(verdict: Verdict) -> Json:
    draft = verdict.draft
    return {
        "number": draft.number,
        "title": title_of(draft.issue),
        "place": draft.place,
        "reason": verdict.reason,
        "facets": list(dict.fromkeys(change.facet for change in verdict.changes)),
    }


def _before(issue: Issue) -> Json:
    """An issue's values before this import, as JSON."""
    values = {name: plain(getattr(issue, name)) for name in FIELDS}
    more = {"title": issue.title, "deadline_confirmed": issue.deadline_confirmed}
    measures = [plain(measure_row(m)) for m in issue.measures.order_by("number")]
    return {**values, **more, "measures": measures}


def from_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Column values from JSON: the one date becomes a date again."""
    due = values.get("due_on")
    return {**values, "due_on": date.fromisoformat(due) if due else None}
