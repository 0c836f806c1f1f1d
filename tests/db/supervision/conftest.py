"""Issues with dates and the people who answer for them, written as rows."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

import pytest
from django.db.models import F

from issues import kinds
from issues.models import Issue, Measure, Plan, Responsibility, Round, RoundKind
from rectify.accounts.models import User
from rectify.core import clock
from rectify.messaging.models import Message
from rectify.regions.models import Unit
from rectify.signoff import presets
from rectify.supervision.models import DeadlineWarning
from rectify.supervision.services import sweep

ISSUED_AT = datetime(2026, 1, 5, tzinfo=UTC)
serials = count(1)


@dataclass
class Desk:
    """What the tests do: write an issue, change it, sweep, read the ledger."""

    plan: Plan
    cast: object

    def unit(self, name: str) -> Unit:
        return Unit.objects.get(pk=getattr(self.cast, name).unit_id)

    def issue(self, due_on, *, lead="unit1", state="rectifying", **fields) -> Issue:
        serial = next(serials)
        row = Issue.objects.create(
            plan=self.plan, round=self.plan.round, division=self.plan.division, serial=str(serial),
            sort_key=serial, title="河道砂石料场违规占用", text="…", due_on=due_on, state=state,
            deadline_kind="fixed_date", deadline_confirmed=True,
            issued_at=None if state == "draft" else ISSUED_AT, **fields,
        )  # fmt: skip
        self.answers(lead, issue=row)
        return row

    def answers(self, name: str, role: str = "lead", **owner) -> Responsibility:
        unit = self.unit(name)
        return Responsibility.objects.create(
            unit=unit, division_code=unit.division_id, role=role, **owner
        )

    def measure(self, issue, due_on, number=1, **fields) -> Measure:
        plan = issue.plan if issue else self.plan
        return Measure.objects.create(
            plan=plan, issue=issue, number=number, text="拆除", due_on=due_on, **fields
        )

    def move_date(self, issue: Issue, due_on) -> None:
        """What an approved amendment does to the row."""
        Issue.objects.filter(pk=issue.pk).update(
            due_on=due_on, facets_version=F("facets_version") + 1
        )

    def sweep(self, on: date, **options):
        with clock.at(on):
            return sweep(on, **options)

    def ledger(self, row, name: str | None = None) -> dict:
        """{(deadline, rung): state} of one object, for one person or all."""
        found = DeadlineWarning.objects.filter(noun=row._meta.label_lower, object_id=row.pk)
        if name:
            found = found.filter(recipient_id=getattr(self.cast, name).person_id)
        return {(w.due_on, w.rung): w.state for w in found}

    def inbox(self, name: str) -> list[str]:
        found = Message.objects.filter(recipient_id=getattr(self.cast, name).person_id)
        return list(found.order_by("id").values_list("title", flat=True))

    def mail(self, **addresses: str) -> None:
        for name, email in addresses.items():
            User.objects.filter(username=name).update(email=email)


def make_desk(cast) -> Desk:
    presets.load()
    kinds.load()
    kind = RoundKind.objects.select_related("chain").get(code="provincial")
    city = cast.city1.division
    round_ = Round.objects.create(
        code="sweep", name="第三轮省级督察", kind=kind, division_id=city, chain=kind.chain
    )
    plan = Plan.objects.create(
        round=round_, division_id=city, title="云屏州整改方案", doc_no="云办字〔2026〕51号",
        state="issued", issued_on=date(2026, 1, 5),
    )  # fmt: skip
    return Desk(plan, cast)


@pytest.fixture
def desk(cast) -> Desk:
    return make_desk(cast)
