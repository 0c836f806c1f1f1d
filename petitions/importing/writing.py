"""Writes what a preview found, in bulk, silently; remembers the way back."""

from datetime import date
from typing import Any

from petitions.deadlines import Terms, terms
from petitions.importing.compare import Verdict
from petitions.importing.drafts import Draft, Json
from petitions.importing.holding import hold_batch, hold_changed
from petitions.importing.preview import COMPARED, Preview
from petitions.importing.values import items_of, values_of
from petitions.models import Petition, PetitionBatch, PetitionItem
from petitions.places import place_words
from rectify.accounts.scope import Actor
from rectify.core import clock
from rectify.core.copying import copy_in
from rectify.exchange.staging import plain
from rectify.journal import services as journal
from rectify.journal.models import AuditEntry, Event

CHUNK = 1000
BEFORE = (
    *(name for name in COMPARED if name != "number"),
    *("number", "derived_verdict", "state", "division_id", "due_on", "county_due_on"),
    *("open_due_on", "imported"),
)


class Writer:
    """One confirmation. `made` collects ids, versions and old values: what an undo needs."""

    def __init__(self, who: Actor, look: Preview) -> None:
        self.who, self.look, self.at = who, look, clock.now()
        created = look.batch is None
        self.batch = hold_batch(look.batch) if look.batch else self._batch()
        self.terms: Terms = terms(
            self.batch.handed_on,
            reply_days=look.rules.reply_days,
            inner_days=look.rules.inner_days,
        )
        self.made: Json = {
            "batch": self.batch.pk,
            "batch_created": created,
            "petitions": {},
            "before": {},
            "rows": [],
            "refused": [_refused(v) for v in look.verdicts if v.state == "refused"],
        }

    def write(self) -> Json:
        """Everything new and changed; returns `made`."""
        changed = [v for v in self.look.verdicts if v.state == "changed"]
        held = hold_changed(self.look, changed)
        new = [v for v in self.look.verdicts if v.state == "new"]
        for start in range(0, len(new), CHUNK):
            self._new(new[start : start + CHUNK])
        for verdict in changed:
            self._change(verdict, held[verdict.target])
        if self.made["rows"] or self.made["batch_created"]:
            self.batch.save_version()
            data = {**self.look.counts, "import": self.look.staged.pk}
            journal.record(self.who, self.batch, "import", data=data)
        return self.made

    def _batch(self) -> PetitionBatch:
        return PetitionBatch.objects.create(
            round=self.look.round,
            division_id=self.look.staged.division_code,
            number=self.look.words.number,
            handed_on=self.look.words.handed_on,
            stated_count=self.look.staged.document.get("stated_count"),
        )

    def _new(self, verdicts: list[Verdict]) -> None:
        rows = [self._row(verdict.draft) for verdict in verdicts]
        copy_in(Petition, rows)
        pairs = list(zip(rows, verdicts, strict=True))
        copy_in(PetitionItem, [item for row, v in pairs for item in _items(row, v.draft)])
        self._history([row.pk for row in rows])
        for row, verdict in pairs:
            self.made["petitions"][str(row.pk)] = row.version
            self.made["rows"].append(_line(verdict, row.pk))

    def _row(self, draft: Draft) -> Petition:
        return Petition(
            batch=self.batch,
            round=self.look.round,
            owner_id=self.look.staged.division_code,
            position=int(draft.key[1:]),
            key=draft.number.key,
            key_is_low=draft.number.low,
            channel=draft.number.channel,
            received_on=draft.number.received_on,
            place_words=place_words(draft.text, draft.texts["area"]),
            version=1,
            **self._columns(draft),
        )

    def _columns(self, draft: Draft) -> Json:
        """What the file says, and what follows from it: state, place, dates."""
        values = values_of(draft)
        if not draft.answered:
            return values | {"open_due_on": self.batch.handed_on}
        place = self.look.places.get(draft.texts["area"])
        return values | {
            "derived_verdict": draft.verdict,
            "state": draft.state,
            "division_id": place or None,
            "due_on": self.terms.due_on,
            "county_due_on": self.terms.county_due_on,
            "open_due_on": self._open(draft),
            "reviewed_at": self.at,
            "imported": True,
        }

    def _open(self, draft: Draft) -> date | None:
        """Closed runs no clock; what is still open runs to its next date, else to the limit."""
        if draft.state == "closed":
            return None
        return draft.next_due_on or self.terms.due_on

    def _change(self, verdict: Verdict, row: Petition) -> None:
        self.made["before"][str(row.pk)] = _before(row)
        row.save_version(**self._columns(verdict.draft))
        row.items.all().delete()
        PetitionItem.objects.bulk_create(_items(row, verdict.draft))
        data = {change.field: [plain(change.old), plain(change.new)] for change in verdict.changes}
        journal.record(self.who, row, "import", data=data)
        self.made["petitions"][str(row.pk)] = row.version
        self.made["rows"].append(_line(verdict, row.pk))

    def _history(self, ids: list[int]) -> None:
        """One event and one audit row each, as `journal.record` writes them, at once."""
        noun, common = journal.noun_of(Petition), journal.acted(self.who)
        data = {"import": self.look.staged.pk}
        told = {"noun": noun, **common}
        copy_in(
            Event,
            [Event(object_id=pk, number=1, action="import", data=data, **told) for pk in ids],
        )
        audited = {"action": f"{noun}.import", "address": self.who.address, **told}
        copy_in(AuditEntry, [AuditEntry(object_id=pk, **audited) for pk in ids])


def _items(row: Petition, draft: Draft) -> list[PetitionItem]:
    return [
        PetitionItem(petition=row, number=n, text=text, verdict=verdict, finding=finding)
        for n, (text, verdict, finding) in enumerate(items_of(draft), 1)
    ]


def _before(row: Petition) -> Json:
    """A petition's values before this import, as JSON."""
    items = list(row.items.order_by("number").values("text", "verdict", "finding"))
    return {**{name: plain(getattr(row, name)) for name in BEFORE}, "items": items}


def _line(verdict: Verdict, petition_id: int) -> Json:
    """What the receipt says of a row that was written."""
    draft = verdict.draft
    return {
        "number": draft.number.printed,
        "title": draft.text[:60],
        "what": verdict.state,
        "facets": list(dict.fromkeys(change.facet for change in verdict.changes)),
        "petition": petition_id,
    }


def _refused(verdict: Verdict) -> dict[str, Any]:
    draft = verdict.draft
    return {
        "number": draft.number.printed,
        "title": draft.text[:60],
        "place": draft.place,
        "reason": verdict.reason,
        "facets": list(dict.fromkeys(change.facet for change in verdict.changes)),
    }
