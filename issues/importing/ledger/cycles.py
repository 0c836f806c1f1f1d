"""Sign-off cycles as a ledger tells them: steps marked as taken over, no signatures, no messages.

Written for many issues at once; writing an issue again replaces what an earlier ledger had told.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from issues.importing.ledger.history import History
from issues.importing.ledger.notices import start_of, write_notices
from issues.models import Issue, NoticeLine, PublicNotice, SignOff, StepParty, StepRun
from issues.services.parties import parties_for
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.copying import draw
from rectify.core.errors import WrongState
from rectify.signoff.models import ChainStep, ChainVersion
from rectify.signoff.running import TAKEN_OVER

Told = tuple[Issue, History]
BATCH = 1000


class Cycles:
    """Writes the cycles of one confirmation on the newest version of the round's chain."""

    def __init__(self, who: Actor, version: ChainVersion) -> None:
        self.who, self.version = who, version
        self.steps: Sequence[ChainStep] = list(version.steps.all())
        self.today = clock.today()
        self.parties: dict[tuple[Any, ...], list[Any]] = {}

    def write(self, told: Iterable[Told]) -> None:
        """One cycle for each issue that has left rectification."""
        reached = [(issue, history) for issue, history in told if history.reached >= 1]
        if not reached:
            return
        ids = draw("signoff_ids", len(reached))
        cycles = [self._cycle(pk, *told) for pk, told in zip(ids, reached, strict=True)]
        SignOff.objects.bulk_create(cycles, batch_size=BATCH)
        runs, waiting = [], []
        for (issue, history), cycle in zip(reached, cycles, strict=True):
            runs += self._passed(cycle, history)
            if cycle.state == "open":
                run = self._running(cycle)
                runs.append(run)
                waiting.append((issue, run))
        StepRun.objects.bulk_create(runs, batch_size=BATCH)
        parties = [party for issue, run in waiting for party in self._parties(issue, run)]
        StepParty.objects.bulk_create(parties, batch_size=BATCH)
        write_notices(self.who, reached, cycles)

    def _cycle(self, pk: int, issue: Issue, history: History) -> SignOff:
        over = history.state == "signed_off"
        return SignOff(
            pk=pk,
            issue=issue,
            cycle=issue.cycle,
            chain_version=self.version,
            imported=True,
            state="passed" if over else "open",
            position=self._position(history),
            opened_at=start_of(history.completed_on),
            accepted_on=history.accepted_on,
            filing_no=history.filing_no,
            filed_on=history.filed_on if over else None,
            closed_at=start_of(history.filed_on) if over else None,
        )

    def _position(self, history: History) -> int:
        """Where the cycle stands: the step that runs, or the one that closed it."""
        if history.state == "completed":
            return self.steps[0].position
        if history.state == "signed_off":
            return self._closing()
        notice = self._of_kind("notice")
        if history.state == "noticing" and notice is not None:
            over = history.notice_to is not None and history.notice_to < self.today
            return self._after(notice) if over else notice.position
        accept = self._of_kind("accept") or self._of_kind("self_check")
        return self._after(accept) if accept else self.steps[0].position

    def _closing(self) -> int:
        return next((s.position for s in self.steps if s.closing), self.steps[-1].position)

    def _of_kind(self, kind: str) -> ChainStep | None:
        return next((step for step in self.steps if step.kind == kind), None)

    def _after(self, step: ChainStep) -> int:
        later = (other.position for other in self.steps if other.position > step.position)
        return next(later, step.position)

    def _passed(self, cycle: SignOff, history: History) -> list[StepRun]:
        """The steps whose day the ledger gives; of the others nothing is claimed."""
        days = {
            "self_check": history.completed_on,
            "accept": history.accepted_on,
            "notice": history.notice_to,
            self._kind_at(self._closing()): history.filed_on,
        }
        last = cycle.position if cycle.state == "passed" else cycle.position - 1
        return [
            StepRun(
                sign_off=cycle,
                position=step.position,
                kind=step.kind,
                name=step.name,
                opened_at=start_of(history.notice_from if step.kind == "notice" else day),
                left_at=start_of(day),
                outcome="passed",
                note=TAKEN_OVER,
            )
            for step in self.steps
            if step.position <= last and (day := days.get(step.kind))
        ]

    def _kind_at(self, position: int) -> str:
        return next(step.kind for step in self.steps if step.position == position)

    def _running(self, cycle: SignOff) -> StepRun:
        """The step people go on with here: it has no limit, for nobody knows when it began."""
        step = next(step for step in self.steps if step.position == cycle.position)
        note = TAKEN_OVER if step.kind == "notice" else ""
        return StepRun(
            sign_off=cycle,
            position=step.position,
            kind=step.kind,
            name=step.name,
            opened_at=clock.now(),
            note=note,
        )

    def _parties(self, issue: Issue, run: StepRun) -> list[StepParty]:
        step = next(step for step in self.steps if step.position == run.position)
        written = repr(sorted(issue.units_as_written.items()))
        key = (step.position, written)
        if key not in self.parties:
            self.parties[key] = self._specs(issue, step)
        return [
            StepParty(
                run=run,
                unit_id=spec.unit_id,
                division_code=spec.division_code,
                label=spec.label,
                needed=step.signers,
            )
            for spec in self.parties[key]
        ]

    def _specs(self, issue: Issue, step: ChainStep) -> list[Any]:
        try:
            return parties_for(issue, step)
        except WrongState:  # nobody was named: the office adds the unit, the step waits
            return []


def clear(issue_ids: Sequence[int]) -> None:
    """Take away the cycles and notices an earlier ledger had told of these issues."""
    cycles = SignOff.objects.filter(issue_id__in=issue_ids, imported=True)
    lines = NoticeLine.objects.filter(sign_off__in=cycles, notice__imported=True)
    held = PublicNotice.objects.select_for_update(no_key=True).order_by("pk")
    notices = list(held.filter(pk__in=lines.values("notice_id"), imported=True))
    lines.delete()
    PublicNotice.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
    cycles.delete()
