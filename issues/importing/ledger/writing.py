"""Writes a ledger into its plan as imported history, in sets; remembers the way back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.importing.aliases import Aliases
from issues.importing.compare import LEFT_OUT, Verdict
from issues.importing.drafts import Json
from issues.importing.ledger.cycles import BATCH, Cycles
from issues.importing.ledger.history import DATES, History
from issues.importing.ledger.holding import hold_changed
from issues.importing.ledger.notices import start_of
from issues.importing.ledger.preview import LedgerPreview
from issues.importing.ledger.reporting import BY, report
from issues.importing.ledger.telling import before, done_values, moved, retell
from issues.importing.values import issue_values, measure_values, sort_key, title_of
from issues.importing.writing import line_of, refused_line
from issues.models import Issue, Measure, Plan, Responsibility
from issues.services.plans import alias_units, expand, expand_measures
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.copying import copy
from rectify.core.errors import WrongState
from rectify.journal import services as journal
from rectify.regions.models import Unit

SAID = ("number", "heading", "text", "deadline_text", "due_on", "done_on", "done_note")
HELD = ("issue", "unit", "division_code", "role", "label", "received_at", "received_by")


class LedgerWriter:
    """One confirmation; silent: nobody is told anything about the past."""

    def __init__(self, who: Actor, look: LedgerPreview) -> None:
        self.who, self.look, self.staged = who, look, look.staged
        self.file = str(look.staged)
        self.plan = look.plan or self._plan()
        self.units: dict[str, list[Unit]] = {}
        self.made: Json = {
            "plan": self.plan.pk,
            "plan_created": look.plan is None,
            "issues": {},
            "before": {},
            "aliases": {},
            "rows": [],
            "refused": [refused_line(v) for v in look.verdicts if v.state in LEFT_OUT],
        }

    def write(self) -> Json:
        """Everything new and changed; returns `made`, with the plan's version after it."""
        found = [v for v in self.look.verdicts if v.state in ("new", "changed")]
        new = [v for v in found if v.state == "new"]
        changed = [v for v in found if v.state == "changed"]
        if self.plan.imported:
            Aliases(self.look, self.plan, self.made).write(v.draft for v in new)
        told = [*self._new(new), *self._changed(changed)]
        self._cycles().write(told)
        self.made["reports"] = report(self.who, self.look, told)
        ids = {issue.serial: issue.pk for issue, _history in told}
        self.made["issues"] = {str(issue.pk): issue.version for issue, _history in told}
        self.made["rows"] = [line_of(v, ids[v.draft.number]) for v in found]
        if found or self.made["plan_created"]:
            self.plan.save_version()
            data = {**self.look.counts, "import": self.staged.pk}
            journal.record(self.who, self.plan, "import_history", basis=self.file, data=data)
        self.made["plan_version"] = self.plan.version
        return self.made

    def _plan(self) -> Plan:
        """The plan the ledger belongs to: issued on paper, its day unknown here."""
        return Plan.objects.create(
            round=self.look.round,
            division_id=self.staged.division_code,
            title=self.look.title,
            doc_no=self.look.doc_no,
            state="issued",
            imported=True,
        )

    def _cycles(self) -> Cycles:
        version = self.look.round.chain.versions.order_by("-number").first()
        if version is None:
            raise WrongState(_("本轮次的销号流程没有步骤，请先设置，再导入台账。"))
        return Cycles(self.who, version)

    def _new(self, verdicts: list[Verdict]) -> list[tuple[Issue, History]]:
        told = [(self._issue(v), self._history(v)) for v in verdicts]
        issues = [issue for issue, _history in told]
        self.units = alias_units(self.plan)
        Issue.objects.bulk_create(issues, batch_size=BATCH)
        pairs = list(zip(issues, verdicts, strict=True))
        self._measures(pairs)
        self._responsibilities(issues)
        self._record(told, verdicts)
        return told

    def _issue(self, verdict: Verdict) -> Issue:
        draft, history = verdict.draft, self._history(verdict)
        values = issue_values(draft)
        return Issue(
            plan=self.plan,
            round=self.look.round,
            division=self.plan.division,
            serial=draft.number,
            sort_key=sort_key(draft.number),
            title=title_of(draft.issue),
            category=str(draft.row.get("section") or "")[:20],
            deadline_confirmed=True,
            source_place=draft.place[:60],
            requires_signoff=self.look.round.kind.requires_signoff,
            has_deadline=values["due_on"] is not None,
            issued_at=start_of(self._issued_on(history)),
            version=1,
            **values,
            **moved(history),
            **self._imported(),
        )

    def _imported(self) -> dict[str, Any]:
        return {"imported": True, "imported_on": clock.today()}

    def _issued_on(self, history: History) -> date:
        """The plan's day, else the earliest the ledger speaks of: it was out by then."""
        told = self.staged.document.get("dated_on")
        known = [clock.today(), *(date.fromisoformat(text) for text in (told,) if text)]
        known += [d for name in DATES if (d := getattr(history, name))]
        return self.plan.issued_on or min(known)

    def _measures(self, pairs: Sequence[tuple[Issue, Verdict]]) -> None:
        """Those with units of their own need a key for them; the rest goes in at once."""
        made = [
            {"issue": issue, "number": n, **values, **done_values(issue)}
            for issue, verdict in pairs
            for n, values in enumerate(measure_values(verdict.draft), 1)
        ]
        own = [Measure(plan=self.plan, **row) for row in made if row["units_as_written"]]
        Measure.objects.bulk_create(own, batch_size=BATCH)
        expand_measures(own, self.units)
        plain = (row for row in made if not row["units_as_written"])
        rows = (
            (self.plan.pk, row["issue"].pk, *(row[name] for name in SAID), "{}") for row in plain
        )
        copy(Measure, ("plan", "issue", *SAID, "units_as_written"), rows)

    def _responsibilities(self, issues: list[Issue]) -> None:
        """Names expanded as at issuing; received long ago, on paper."""
        now = clock.now()
        rows = (
            (issue.pk, row["unit"].pk, row["division_code"], row["role"], row["label"], now, BY)
            for issue in issues
            for row in expand(issue.units_as_written, self.units)
        )
        copy(Responsibility, HELD, rows)

    def _changed(self, verdicts: list[Verdict]) -> list[tuple[Issue, History]]:
        """Imported history put right, or told for the first time; the facets stay as issued."""
        wanted = {v.target: v for v in verdicts}
        issues = hold_changed(self.look, self.plan, [pk for pk in wanted if pk is not None])
        told = [(issue, self._history(wanted[issue.pk])) for issue in issues]
        for issue in issues:
            known = self.look.known[issue.serial]
            self.made["before"][str(issue.pk)] = before(issue, known.history)
        retell(told, **self._imported())
        self._record(told, [wanted[issue.pk] for issue in issues])
        return told

    def _history(self, verdict: Verdict) -> History:
        return self.look.by_key[verdict.draft.key].history

    def _record(self, told: list[tuple[Issue, History]], verdicts: list[Verdict]) -> None:
        """`import_history` with the file, the row's place in it, and what the row told."""
        places = {issue.pk: v.draft.place for (issue, _h), v in zip(told, verdicts, strict=True)}
        journal.record_each(
            self.who,
            [(issue, {"import": self.staged.pk, **h.as_json()}) for issue, h in told],
            "import_history",
            basis=lambda row: f"{self.file} {places[row.pk]}"[:200],
        )
