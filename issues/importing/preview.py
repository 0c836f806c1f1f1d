"""One look at a staged plan: drafts, doubts, verdicts, counts. Computed anew every time."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath

from django.utils.translation import gettext as _

from issues.importing import stored
from issues.importing.around import Around
from issues.importing.compare import Stored, Verdict, compare
from issues.importing.doubts import doubts
from issues.importing.drafts import NOTHING, Draft, drafts
from issues.importing.known import with_known
from issues.importing.mistaken import mistaken
from issues.importing.roles import UNIT_FIELDS
from issues.importing.values import units_json
from issues.models import Plan, Round
from rectify.exchange.looks import Line
from rectify.exchange.models import StagedImport
from rectify.exchange.whole import Whole
from rectify.regions.matching import Match, Matcher
from rectify.regions.models import Unit


@dataclass(frozen=True)
class Preview(Whole):
    """What confirming would do now; `matches` are the units each name means by itself."""

    round: Round
    plan: Plan | None
    drafts: list[Draft]
    verdicts: list[Verdict]
    matches: dict[str, Match]

    @cached_property
    def lines(self) -> list[Line]:
        """One a row, in file order."""
        return [
            Line(v.draft.key, v.state, int(v.draft.key[1:]) - 1, v.reason, v.target)
            for v in self.verdicts
        ]

    @property
    def stated(self) -> int:
        """How many of them a plan counts as issues."""
        return sum(not draft.overall for draft in self.drafts)

    @cached_property
    def given(self) -> dict[str, tuple[str, ...]]:
        """Names a person, or the plan before, gave units to; with the units' names."""
        found: dict[str, tuple[str, ...]] = {}
        if self.plan is not None:
            aliases = self.plan.aliases.prefetch_related("units")
            found = {a.label: tuple(u.name for u in a.units.all()) for a in aliases}
        kept = {d.raw: self.staged.answers.get(d.id, {}) for d in self.doubts if d.kind == "unit"}
        ids = {pk for answer in kept.values() for pk in answer.get("units") or ()}
        names = dict(Unit.objects.filter(pk__in=ids).values_list("pk", "name"))
        for name, answer in kept.items():
            if answer.get("units"):
                found[name] = tuple(names[pk] for pk in answer["units"] if pk in names)
        return found

    @property
    def hindrance(self) -> str:
        """What stands against confirming besides doubts; empty for nothing."""
        return "" if self.drafts else _("没有读出可以导入的内容")

    @property
    def title(self) -> str:
        """What the plan will be called: as told, as the file says, as the file is called."""
        return title_of(self.staged)


def preview(staged: StagedImport) -> Preview:
    """Look at a staged plan against the plan as it stands."""
    round = Round.objects.select_related("kind").get(pk=staged.target["round"])
    plan = find_plan(staged)
    now = stored.load(plan)
    known = stored.known(plan, now)
    found = with_known(drafts(staged.rows, staged.answers, staged.pieces), known)
    matches = match_names(staged, found)
    known = replace(known, accepted=accepted(found, now))
    around = Around.of(staged, matches, known, round.kind.needs_to_issue)
    asked = [*mistaken(found, staged.pieces, staged.answers), *doubts(found, around)]
    return Preview(staged, asked, round, plan, found, compare(found, now), matches)


def title_of(staged: StagedImport) -> str:
    """As told, as the file says, as the file is called."""
    told = staged.target.get("title") or staged.document.get("title")
    return str(told or PurePath(staged.file_name).stem or "整改方案")[:200]


def doc_no_of(staged: StagedImport) -> str:
    """The plan's number as told, else as the file gives it; empty for a plan without one yet."""
    told = staged.target.get("doc_no") or staged.document.get("doc_no") or ""
    return str(told)[:60]


def find_plan(staged: StagedImport) -> Plan | None:
    """The plan chosen, else the one of this round, division and number."""
    plans = Plan.objects.select_related("round__kind").filter(division_id=staged.division_code)
    if staged.target.get("plan"):
        return plans.filter(pk=staged.target["plan"]).first()
    return plans.filter(round_id=staged.target["round"], doc_no=doc_no_of(staged)).first()


def match_names(staged: StagedImport, found: list[Draft]) -> dict[str, Match]:
    """Every name of the file, and the full names its short forms stand for."""
    names = dict.fromkeys(name for draft in found for name in draft.names())
    for short, full in staged.document.get("aliases", {}).items():
        names.update(dict.fromkeys((short, *full)))
    if not names:
        return {}
    matcher = Matcher(staged.division_code)
    return {name: matcher.match(name) for name in names}


def accepted(found: list[Draft], now: Stored) -> bool:
    """Whether the plan already holds the roles of every row whose roles were read unsurely."""
    unsure = [draft for draft in found if _unsure(draft)]
    held = {key: row.values["units_as_written"] for key, row in now.issues.items()}
    return bool(unsure) and all(held.get(d.number) == units_json(d.units) for d in unsure)


def _unsure(draft: Draft) -> bool:
    readings = (draft.row.get(column) or NOTHING for column in UNIT_FIELDS)
    return any(r.get("confidence") == "low" and r.get("value") for r in readings)
