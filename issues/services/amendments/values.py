"""The five facets of an issue as JSON values: as they stand, as typed, what differs, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.models import Issue
from issues.models.amendment import FACETS
from rectify.core import clock
from rectify.core.errors import Invalid
from rectify.exchange.phrases.deadline import read_deadline
from rectify.exchange.staging import plain

Json = dict[str, Any]
DEADLINE = {
    "text": "deadline_text",
    "kind": "deadline_kind",
    "due_on": "due_on",
    "stages": "stages",
    "long_term": "long_term",
}
"""Names in the deadline facet → columns of the issue."""
MEASURE = ("heading", "text", "units_as_written", "deadline_text", "due_on")
"""Columns of a measure that belong to the facet; when it was done does not."""
DATELESS = ("immediate", "long_term")
LONGEST, LONGEST_DEADLINE, LONGEST_NAME = 20_000, 300, 120
MOST_MEASURES = 200


def facets_of(issue: Issue) -> Json:
    """`{content, responsibilities: {units, leader, person}, measures, goal, deadline}` as it is."""
    rows = sorted(issue.measures.all(), key=lambda measure: measure.number)
    found: Json = plain(
        {
            "content": issue.text,
            "responsibilities": {
                "units": {role: names for role, names in issue.units_as_written.items() if names},
                "leader": issue.responsible_leader,
                "person": issue.responsible_person,
            },
            "measures": [{name: getattr(row, name) for name in MEASURE} for row in rows],
            "goal": issue.goal,
            "deadline": {name: getattr(issue, column) for name, column in DEADLINE.items()},
        }
    )
    return found


def changes_between(before: Json, after: Json) -> Json:
    """`{facet: {before, after}}` of the facets of `after` that differ, in the plans' order."""
    return {
        facet: {"before": before[facet], "after": after[facet]}
        for facet in FACETS
        if facet in after and after[facet] != before[facet]
    }


def moved_since(issue: Issue, changes: Json) -> tuple[str, ...]:
    """Facets whose value is no longer the one an amendment says it changes."""
    now = facets_of(issue)
    return tuple(facet for facet, change in changes.items() if now[facet] != change["before"])


@dataclass(frozen=True)
class Typed:
    """What a person wrote; `None` leaves a part as it stands. `due_on` confirms or overrules the
    day read from the words, `dateless` says there is none."""

    text: str | None = None
    goal: str | None = None
    deadline_text: str | None = None
    due_on: date | None = None
    dateless: bool = False
    measures: Iterable[str] | None = None
    units: Mapping[str, Iterable[str]] | None = None
    leader: str | None = None
    person: str | None = None


def typed_facets(before: Json, typed: Typed) -> Json:
    """The facets as typed; what was not touched is left out. Raises `Invalid` naming the field."""
    after: Json = {}
    if typed.text is not None:
        after["content"] = _kept(typed.text, before["content"], LONGEST, "text")
        if not after["content"]:
            raise Invalid(_("反馈问题的原文不能为空。"), text=_("必填"))
    if typed.goal is not None:
        after["goal"] = _kept(typed.goal, before["goal"], LONGEST, "goal")
    if typed.deadline_text is not None or typed.due_on or typed.dateless:
        after["deadline"] = deadline_as_typed(before["deadline"], typed)
    if typed.measures is not None:
        after["measures"] = _measures(before["measures"], typed.measures)
    if "deadline" in after:
        after["measures"] = _along(before, after)
    given = {"units": typed.units, "leader": typed.leader, "person": typed.person}
    if any(value is not None for value in given.values()):
        after["responsibilities"] = _responsibilities(before["responsibilities"], typed)
    return after


def _along(before: Json, after: Json) -> list[Json]:
    """Measures that run to the issue's own deadline follow it; one with a date of its own stays."""
    old, new = before["deadline"], after["deadline"]
    found: list[Json] = []
    measures: list[Json] = (after if "measures" in after else before)["measures"]
    for measure in measures:
        words, day = measure["deadline_text"], measure["due_on"]
        if day is not None and day == old["due_on"] and words in ("", old["text"]):
            words = new["text"] if words else ""
            measure = {**measure, "due_on": new["due_on"], "deadline_text": words}
        found.append(measure)
    return found


def deadline_as_typed(before: Json, typed: Typed) -> Json:
    """Words and reading. The same words keep their reading; a reading that is unsure asks for the
    day in figures, or for the word that there is none."""
    words = _kept(typed.deadline_text, before["text"], LONGEST_DEADLINE, "deadline_text")
    day = typed.due_on.isoformat() if typed.due_on else None
    if words == before["text"] and not typed.dateless and day in (None, before["due_on"]):
        return before
    today = clock.today()
    read = read_deadline(words, year=today.year, on=today).as_dict()
    sure = read.pop("confidence") == "high"
    why = read.pop("reason")
    lasting = read["long_term"]
    if typed.dateless or not words:
        kind = read["kind"] if read["kind"] in DATELESS else "long_term" if lasting else "none"
        return {"text": words, "kind": kind, "due_on": None, "stages": [], "long_term": lasting}
    if day and day != read["due_on"]:
        kind = "fixed_then_long_term" if lasting else "fixed_date"
        return {"text": words, "kind": kind, "due_on": day, "stages": [], "long_term": lasting}
    undated = read["due_on"] is None and read["kind"] not in DATELESS
    if undated or (not sure and not day):
        raise Invalid(_unsure(words, read["due_on"], why), due_on=_("请核对"))
    return {"text": words, **read}


def was_overruled(value: Json) -> bool:
    """Whether a person stated the day: the words alone do not give it, or not surely."""
    today = clock.today()
    read = read_deadline(value["text"], year=today.year, on=today)
    return read.confidence != "high" or plain(read.due_on) != value["due_on"]


def _unsure(words: str, due_on: str | None, why: str) -> str:
    if due_on is None:
        message = _("“%(words)s”里没有读出日期，请在“截止日”填写日期，或勾选“没有具体日期”。")
        return message % {"words": words}
    message = _("“%(words)s”读作 %(day)s，但把握不大（%(why)s）请在“截止日”填写日期确认。")
    return message % {"words": words, "day": due_on, "why": why}


def _measures(before: list[Json], lines: Iterable[str]) -> list[Json]:
    """One a line; a measure whose words stay keeps its own units and date."""
    known = {" ".join(measure["text"].split()): measure for measure in before}
    texts = [text for line in lines if (text := " ".join(line.split()))]
    if len(texts) > MOST_MEASURES:
        raise Invalid(_("措施过多，一项最多 %(n)d 条。") % {"n": MOST_MEASURES}, measures="")
    fresh: Json = {"heading": "", "units_as_written": {}, "deadline_text": "", "due_on": None}
    return [
        known.get(text) or {**fresh, "text": _short(text, LONGEST, "measures")} for text in texts
    ]


def _responsibilities(before: Json, typed: Typed) -> Json:
    units = before["units"]
    if typed.units is not None:
        units = {role: _names(names) for role, names in typed.units.items()}
        units = {role: names for role, names in units.items() if names}
    return {
        "units": units,
        "leader": _kept(typed.leader, before["leader"], LONGEST_NAME, "leader"),
        "person": _kept(typed.person, before["person"], LONGEST_NAME, "person"),
    }


def _kept(words: str | None, before: str, longest: int, field: str) -> str:
    """The words as typed; as they stand where nothing but blanks and line ends differs."""
    if words is None or words.split() == before.split():
        return before
    return _short(words.replace("\r\n", "\n").strip(), longest, field)


def _names(names: Iterable[str]) -> list[str]:
    found = dict.fromkeys(name.strip() for name in names if name.strip())
    return [_short(name, LONGEST_NAME, "units") for name in found]


def _short(words: str, longest: int, field: str) -> str:
    if "\x00" in words:
        raise Invalid(_("内容里有不能保存的字符，请删去后重填。"), **{field: _("不可用的字符")})
    if len(words) > longest:
        raise Invalid(_("内容过长，最多 %(n)d 字。") % {"n": longest}, **{field: _("过长")})
    return words
