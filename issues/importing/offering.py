"""What a file says otherwise than the issued plan, offered as amendments: one issue, one draft."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from issues.importing.aliases import Aliases
from issues.importing.compare import FACETS, Verdict
from issues.importing.drafts import Json
from issues.importing.looking import Look, look_at
from issues.importing.preview import Preview
from issues.importing.values import issue_values, measure_values, same_words
from issues.models import Amendment, Issue
from issues.services import amendments
from issues.services.amendments import Why
from issues.services.amendments.fetch import hindrance_of, url_of
from issues.services.amendments.values import DEADLINE, changes_between, facets_of
from issues.services.fetch import locked_issues
from issues.workflow import OPEN_AMENDMENTS
from rectify.accounts.scope import Actor
from rectify.core.errors import Invalid, Missing, WrongState
from rectify.core.told import message_of
from rectify.exchange import services as exchange
from rectify.exchange.staging import plain
from rectify.journal.services import service

DIFFERING = ("changed", "frozen", "conflict")
MOST = 100
"""Rows of a large import for which drafts are made at once, while a person waits."""


@dataclass(frozen=True)
class Offer:
    """One row whose facets differ. `reason` says why no draft can be made of it now; `amendment`
    is the URL of the one under way."""

    verdict: Verdict
    issue_id: int
    reason: str = ""
    amendment: str = ""

    @property
    def ready(self) -> bool:
        return not self.reason and not self.amendment


def offers_in(look: Preview) -> dict[str, Offer]:
    """By the key of the row; nothing while the plan is not issued. Overall measures belong to no
    issue, and so to no amendment."""
    if look.plan is None or look.plan.state != "issued":
        return {}
    wanted = {v.target: v for v in look.verdicts if v.target is not None and _differs(v)}
    rows = list(Issue.objects.filter(plan=look.plan, pk__in=wanted).prefetch_related("measures"))
    urls = _urls(wanted)
    doubted = {doubt.row for doubt in look.open}
    found = (_offer(wanted[row.pk], row, urls.get(row.pk, ""), doubted) for row in rows)
    return {offer.verdict.draft.key: offer for offer in found}


def differing(look: Look) -> list[str]:
    """The rows that may say otherwise than the plan, by key."""
    return [line.key for line in look.lines if line.state in DIFFERING]


def _differs(verdict: Verdict) -> bool:
    fields = {change.field for change in verdict.changes}
    return not verdict.draft.overall and verdict.state != "refused" and bool(fields & set(FACETS))


def _urls(issue_ids: Iterable[int | None]) -> dict[int, str]:
    rows = Amendment.objects.filter(issue__in=list(issue_ids), state__in=OPEN_AMENDMENTS)
    return {row.issue_id: url_of(row) for row in rows}


def _offer(verdict: Verdict, issue: Issue, url: str, doubted: set[str]) -> Offer:
    reason = hindrance_of(issue)
    if not reason and verdict.draft.key in doubted:
        reason = _("这一行还有存疑没有确认，确认后才能生成方案调整草稿。")
    before = facets_of(issue)
    if not reason and not changes_between(before, facets_in(verdict, before)):
        reason = _("文件没有写的内容不算改动，这一项不需要方案调整。")
    return Offer(verdict, issue.pk, reason, url)


@service("issues.import.amend")
def amend(
    who: Actor, import_id: int, *, row: str = "", why: Why | None = None
) -> tuple[list[Amendment], list[str]]:
    """Draft an amendment of one row (by its key), or of every row that is ready.

    Returns the drafts, and why each row left out was: of one row a refusal is raised instead.
    """
    staged = exchange.locked(who, import_id)
    if staged.state != "preview":
        raise WrongState(_("只有待确认的导入可以生成方案调整草稿。"))
    look = _part(look_at(staged), row)
    offers = [_one(look, row)] if row else [o for o in offers_in(look).values() if o.ready]
    locked_issues(who, [offer.issue_id for offer in offers])
    if row:
        return [_draft(who, look, offer, why or Why()) for offer in offers], []
    drafted: list[Amendment] = []
    left: list[str] = []
    for offer in offers:
        try:
            drafted.append(_draft(who, look, offer, why or Why()))
        except Invalid as refusal:
            head = _("第%(n)s项：") % {"n": offer.verdict.draft.number}
            left.append(head + message_of(refusal))
    return drafted, left


def _part(look: Look, row: str) -> Preview:
    """The one row, or all that differ; of a large import only while they are not many."""
    keys = [row] if row else differing(look)
    if look.large and len(keys) > MOST:
        raise WrongState(_("不同之处较多，请在要调整的条目里逐项生成方案调整草稿。"))
    return look.part(keys)


def _one(look: Preview, row: str) -> Offer:
    """The offer of this row; raises where there is none, or not now."""
    offer = offers_in(look).get(row)
    if offer is None:
        raise Missing(_("这一行与已印发的方案没有不同，不需要方案调整。"))
    if offer.reason:
        raise WrongState(offer.reason)
    return offer


def _draft(who: Actor, look: Preview, offer: Offer, why: Why) -> Amendment:
    issue = Issue.objects.get(pk=offer.issue_id)
    meant = Aliases(look, issue.plan, {}).meant([offer.verdict.draft])
    return amendments.draft(
        who,
        offer.issue_id,
        wanted=facets_in(offer.verdict, facets_of(issue)),
        why=why,
        meant={name: list(units) for name, units in meant.items()},
        source_id=look.staged.pk,
    )


def facets_in(verdict: Verdict, before: Json) -> Json:
    """The facets as the file has them. What the file leaves empty stays: absence never deletes."""
    fields = {change.field for change in verdict.changes}
    values = issue_values(verdict.draft)
    after: Json = {}
    for name, facet in (("text", "content"), ("goal", "goal")):
        if name in fields and values[name]:
            after[facet] = values[name]
    if fields & set(DEADLINE.values()) and values["deadline_text"]:
        read = {name: values[column] for name, column in DEADLINE.items()}
        after["deadline"] = plain(read)
    if fields & {"units_as_written", "responsible_leader", "responsible_person"}:
        after["responsibilities"] = _responsibilities(values, before["responsibilities"])
    measures = plain(measure_values(verdict.draft))
    if "measures" in fields and measures:
        after["measures"] = _measures(measures, before["measures"])
    return after


def _responsibilities(values: Mapping[str, Any], before: Json) -> Json:
    """Roles the file does not name stay; a lone lead or responsible unit keeps its heading."""
    units = dict(values["units_as_written"])
    held = set(before["units"]) & {"lead", "responsible"}
    given = set(units) & {"lead", "responsible"}
    if len(held) == len(given) == 1 and held != given:
        units[held.pop()] = units.pop(given.pop())
    return {
        "units": {**before["units"], **{role: names for role, names in units.items() if names}},
        "leader": values["responsible_leader"] or before["leader"],
        "person": values["responsible_person"] or before["person"],
    }


def _measures(wanted: list[Json], before: list[Json]) -> list[Json]:
    """A measure in the same words keeps the units and the date the file does not give."""
    known = {same_words(measure["text"]): measure for measure in before}
    return [_filled(measure, known.get(same_words(measure["text"]), {})) for measure in wanted]


def _filled(measure: Json, held: Json) -> Json:
    found = {name: value or held.get(name, value) for name, value in measure.items()}
    return {**found, "text": held.get("text", measure["text"])}
