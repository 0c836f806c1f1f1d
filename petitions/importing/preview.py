"""One look at a staged batch: drafts, doubts, verdicts, counts. Computed anew every time."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from issues.models import Round
from petitions.importing.compare import Verdict, compare
from petitions.importing.doubts import doubts
from petitions.importing.drafts import COUNTED, Draft, Frame, drafts, positions, told
from petitions.importing.heading import BATCH_ANSWER, BatchWords, batch_of
from petitions.importing.known import Known, with_known
from petitions.models import Petition, PetitionBatch, PetitionRules
from petitions.numbers import ODD_DAY, expected_batch, read_number
from petitions.offices import Suggester
from petitions.services.fetch import rules_of
from rectify.core import clock
from rectify.core.text import gettext_noop
from rectify.exchange.looks import Line
from rectify.exchange.models import StagedImport
from rectify.exchange.whole import Whole
from rectify.regions.models import Division

EARLY_DAY = gettext_noop("编号日期 %(day)s 早于首次交办日 %(first)s，请核对轮次和编号。")
COMPARED = (
    *("number", "text", "area", "pollution_types", "is_key", "duplicate_number", "verdict"),
    *("closure", "finding", "closure_target", "handling", "accountability", "next_due_on"),
    *COUNTED,
)


@dataclass(frozen=True)
class Preview(Whole):
    """What confirming would do now; `places` maps an area's words to a division's code."""

    round: Round
    rules: PetitionRules
    words: BatchWords
    batch: PetitionBatch | None
    drafts: list[Draft]
    verdicts: list[Verdict]
    places: Mapping[str, str]

    @cached_property
    def lines(self) -> list[Line]:
        """One a row, in file order."""
        there = positions(self.staged.rows)
        return [
            Line(v.draft.key, v.state, n, v.reason, v.target)
            for n, v in zip(there, self.verdicts, strict=True)
        ]

    @property
    def findings(self) -> list[dict[str, str]]:
        """The reader's remarks, and numbers whose day belongs to another batch: warnings only."""
        return [*super().findings, *_odd_days(self), *_odd_types(self.drafts)]


def preview(staged: StagedImport) -> Preview:
    """Look at a staged batch against the petitions as they stand."""
    round = Round.objects.select_related("kind").get(pk=staged.target["round"])
    rules = rules_of(round)
    words = _words(staged, rules, round)
    batch = PetitionBatch.objects.filter(round=round, number=words.number).first()
    handed_on = batch.handed_on if batch else words.handed_on
    frame = Frame(words.number, handed_on, rules.numbering)
    read = drafts(staged.rows, staged.answers, frame)
    known = known_of(round, read)
    found = with_known(read, known)
    places = _places(staged, found)
    asked = doubts(found, words, places, staged.answers)
    return Preview(staged, asked, round, rules, words, batch, found, compare(found, known), places)


def _words(staged: StagedImport, rules: PetitionRules, round: Round) -> BatchWords:
    numbers = ((row.get("cells") or {}).get("number") or {} for row in told(staged.rows))
    read = (read_number(str(n.get("value") or ""), batch=0, row=0) for n in numbers)
    dated = staged.document.get("dated_on")
    return batch_of(
        staged.target,
        staged.pieces,
        staged.answers.get(BATCH_ANSWER),
        [number.received_on for number in read if number.received_on],
        first_on=rules.first_on or round.stationed_from,
        dated_on=date.fromisoformat(dated) if dated else None,
        today=clock.today(),
    )


def _places(staged: StagedImport, found: list[Draft]) -> dict[str, str]:
    """Each area's words → the division they name; a person's answer before the matcher's."""
    areas = {draft.texts["area"] for draft in found if draft.answered and draft.texts["area"]}
    if not areas:
        return {}
    suggester = Suggester(staged.division_code)
    places = {area: _code(suggester.place_of(area)) for area in areas}
    for draft in found:
        answer: Mapping[str, Any] = staged.answers.get(f"{draft.key}-place") or {}
        if answer.get("division"):
            places[draft.texts["area"]] = str(answer["division"])
    return {area: code for area, code in places.items() if code}


def _code(place: Division | None) -> str:
    return place.pk if place else ""


def known_of(round: Round, found: list[Draft]) -> dict[str, Known]:
    """The petitions on record that these rows speak of, by key."""
    keys = [draft.number.key for draft in found]
    rows = Petition.objects.filter(round=round, key__in=keys)
    busy = Q(imported=False) & ~Q(state="registered") | Q(replies__isnull=False)
    working = set(rows.filter(busy).values_list("pk", flat=True))
    wanted = rows.values("pk", "key", "batch__number", *COMPARED)
    return {
        row["key"]: Known(row["pk"], row["batch__number"], row, row["pk"] in working)
        for row in wanted
    }


def _odd_days(look: Preview) -> list[dict[str, str]]:
    first = look.rules.first_on or look.round.stationed_from
    if first is None or not look.words.number:
        return []
    odd = Counter(
        draft.number.received_on
        for draft in look.drafts
        if draft.number.received_on
        and expected_batch(draft.number.received_on, first) != look.words.number
    )
    found = []
    for day, n in sorted(odd.items()):
        expected = expected_batch(day, first)
        told = {"number": look.words.number, "day": day, "expected": expected, "first": first}
        words = _(ODD_DAY) if expected > 0 else _(EARLY_DAY)
        found.append({"place": _("%(n)d 件") % {"n": n}, "message": words % told})
    return found


def _odd_types(found: list[Draft]) -> list[dict[str, str]]:
    odd = Counter(word for draft in found for word in draft.odd_types)
    words = _("问题类型“%(word)s”不在常用类型里，%(n)d 件按“其他”计。")
    return [{"place": "", "message": words % {"word": w, "n": n}} for w, n in odd.items()]
