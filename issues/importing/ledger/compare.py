"""Ledger rows beside the plan: new, changed, untouched, refused, frozen facets, conflicts. Pure.

States and dates of imported history may be put right by a later ledger; what this system knows by
its own acts never is; the five facets are an amendment's business; absence says nothing.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.importing.compare import Change, StoredIssue, Verdict
from issues.importing.compare import refusal as row_refusal
from issues.importing.drafts import Draft
from issues.importing.ledger.history import History
from issues.importing.ledger.rows import LedgerRow
from issues.importing.ledger.settled import refusal
from issues.importing.values import issue_values
from rectify.exchange.readers.source.clean import squeeze
from rectify.regions.matching import Match

ANSWERING = {"lead": "answering", "responsible": "answering"}
"""Readers call the responsible units of a plain table the lead: the two are one here."""


class Comparison:
    """Compares rows with one plan; `open_plan` takes new rows: it came with a ledger itself."""

    def __init__(
        self,
        stored: Mapping[str, StoredIssue],
        meant: Mapping[str, tuple[int, ...]],
        *,
        open_plan: bool,
        today: date,
    ) -> None:
        self.stored, self.meant = stored, meant
        self.open_plan, self.today = open_plan, today
        self.taken: set[str] = set()

    def of(self, row: LedgerRow) -> Verdict:
        """What confirming would do with this row."""
        draft = row.draft
        if row.known is None:
            return self._new(row)
        if draft.number in self.taken:
            words = _("序号“%(number)s”前面已经用过。") % {"number": draft.number}
            return Verdict(draft, "refused", reason=words, target=row.known.id)
        self.taken.add(draft.number)
        changes = _differences(row.known.history, row.history)
        frozen = self._facets(draft, self.stored[draft.number])
        if changes and row.known.acted:
            words = _("本系统已有办理记录，状态和日期以本系统为准，请核对台账。")
            return Verdict(draft, "conflict", (*changes, *frozen), words, row.known.id)
        if changes and (reason := refusal(row.history, self.today)):
            return Verdict(draft, "refused", (*changes, *frozen), reason, row.known.id)
        state = "changed" if changes else "frozen" if frozen else "untouched"
        reason = _("与方案不一致的内容需要走方案调整。") if frozen else ""
        return Verdict(draft, state, (*changes, *frozen), reason, row.known.id)

    def _new(self, row: LedgerRow) -> Verdict:
        draft = row.draft
        reason = row_refusal(draft, self.taken) or refusal(row.history, self.today)
        if reason:
            return Verdict(draft, "refused", reason=reason)
        self.taken.add(draft.number)
        if not self.open_plan:
            words = _("方案里没有第%(n)s项；增加问题需要走方案调整。") % {"n": draft.number}
            return Verdict(draft, "frozen", reason=words)
        return Verdict(draft, "new")

    def _facets(self, draft: Draft, stored: StoredIssue) -> tuple[Change, ...]:
        wanted, found = issue_values(draft), []
        for name in ("text", "goal", "responsible_leader", "responsible_person"):
            if wanted[name] and _bare(wanted[name]) != _bare(stored.values[name]):
                found.append(Change(name, stored.values[name], wanted[name]))
        if draft.deadline.words and _deadline(wanted) != _deadline(stored.values):
            found.append(
                Change("deadline_text", stored.values["deadline_text"], wanted["deadline_text"])
            )
        found += self._units(wanted["units_as_written"], stored.values["units_as_written"])
        texts = [measure.text for measure in draft.measures]
        held = [str(measure["text"]) for measure in stored.measures]
        if texts and _bare("".join(texts)) != _bare("".join(held)):
            found.append(Change("measures", held, texts))
        return tuple(found)

    def _units(self, wanted: Mapping[str, Any], held: Mapping[str, Any]) -> list[Change]:
        new, old = self._by_part(wanted), self._by_part(held)
        if all(old.get(part) == units for part, units in new.items()):
            return []
        return [Change("units_as_written", held, wanted)]

    def _by_part(self, written: Mapping[str, list[str]]) -> dict[str, set[Any]]:
        """Units by part; a name that means units counts as those, any other as itself."""
        found: dict[str, set[Any]] = {}
        for role, names in written.items():
            part = found.setdefault(ANSWERING.get(role, role), set())
            for name in names:
                part.update(self.meant.get(name) or (name,))
        return {part: units for part, units in found.items() if units}


def meant_by(
    matches: Mapping[str, Match], aliases: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """Ids of units by name: as the plan says, else as the matcher does."""
    found = {name: tuple(unit.pk for unit in match.units) for name, match in matches.items()}
    return {**found, **{name: ids for name, ids in aliases.items() if ids}}


def _differences(old: History, new: History) -> tuple[Change, ...]:
    return tuple(
        Change(field.name, getattr(old, field.name), getattr(new, field.name))
        for field in fields(History)
        if getattr(old, field.name) != getattr(new, field.name)
    )


def _deadline(values: Mapping[str, Any]) -> Any:
    """Two wordings of the same day are the same deadline."""
    if values["due_on"] or values["long_term"]:
        return values["due_on"], values["long_term"]
    return _bare(values["deadline_text"])


def _bare(text: str) -> str:
    return squeeze(text).rstrip("。；;.")
