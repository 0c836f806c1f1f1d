"""What the plan that exists already answers: a repeated file asks nothing twice. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from issues.importing.deadlines import Deadline
from issues.importing.drafts import Draft, MeasureDraft
from issues.importing.values import same_words


@dataclass(frozen=True)
class KnownIssue:
    """One stored issue: its confirmed deadline, which texts it lacks, its measures by their words
    without the mark at their end."""

    deadline: Deadline
    empty: frozenset[str] = frozenset()
    measures: Mapping[str, MeasureDraft] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """By serial; `labels` are the names the plan already maps (to no unit: kept as written)."""

    issues: Mapping[str, KnownIssue] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    accepted: bool = False

    def lacks(self, draft: Draft, name: str) -> bool:
        """Whether the stored issue was taken over without this text too."""
        found = self.issues.get(draft.number)
        return found is not None and name in found.empty


def with_known(drafts: list[Draft], known: Known) -> list[Draft]:
    """Readings a person confirmed at an earlier import hold again while the words are the same."""
    return [_with(draft, known.issues.get(draft.number)) for draft in drafts]


def _with(draft: Draft, stored: KnownIssue | None) -> Draft:
    if stored is None or draft.overall:
        return draft
    deadline = draft.deadline
    unchanged = stored.deadline.words == deadline.words and "deadline" not in draft.edited
    if unchanged and stored.deadline.settled:
        deadline = stored.deadline
    measures = tuple(_measure(m, stored.measures.get(same_words(m.text))) for m in draft.measures)
    return replace(draft, deadline=deadline, measures=measures)


def _measure(measure: MeasureDraft, stored: MeasureDraft | None) -> MeasureDraft:
    if stored is None or stored.deadline_text != measure.deadline_text:
        return measure
    if measure.due_on is not None:
        return measure
    return replace(measure, due_on=stored.due_on, unsure_date=None)
