"""Who does what: the unit cells and brackets of one issue sorted into roles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers import readings
from rectify.exchange.readers.columns import plan_field
from rectify.exchange.readers.items import says_something
from rectify.exchange.readers.labels import LabelBook
from rectify.exchange.readers.plan.raw import RawIssue, Span
from rectify.exchange.readers.values import NO_NAMES, Reading
from rectify.exchange.readers.vocabulary import PLAN_WORDS

UNIT_FIELDS = ("lead", "lead_and_cooperating", "units_and_person", "responsible", "implementing",
               "cooperating", "supervising", "acceptance")  # fmt: skip
INNER = LabelBook(PLAN_WORDS, plan_field, frozenset({*UNIT_FIELDS, "person", "leader"}))
LOOKS_LIKE_UNIT = re.compile(
    r"(局|委|办|厅|部|院|府|会|室|所|站|队|中心|公司|集团|厂|镇|乡|街道|县|区|市|州|盟|旗|村|处|社|校|馆|"
    r"单位|部门|企业|分局|支队|大队|中队|科|股|党组|工委|组|企|户|办公室|园区|林场|农场)([(（].*[)）])?$"
)
HELPING = re.compile(r"([^()（）]+)[(（]([^()（）]*[局委办厅府会院部队心镇乡位门][^()（）]*)[)）]")
ROLE = re.compile(r"牵头|配合|协助|督导|验收|会同|落实\s*$|负责\s*$")
PERSON = re.compile(r"[(（]\s*(?:整改)?(?:责任人|负责人)\s*[:：]\s*([^()（）]{2,30})[)）]")
ONE_COLUMN = _("牵头和配合写在同一栏且没有标明，按第一个单位牵头读出，请核对。")


@dataclass(slots=True)
class Parties:
    """Names by role; `text` and `place` of the first words each role came from."""

    names: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, Span] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    person: str = ""
    said: set[tuple[str, str]] = field(default_factory=set)

    def put(self, role: str, names: Iterable[str], span: Span, doubt: str = "") -> None:
        """Add names to a role, each once."""
        known = self.names.setdefault(role, [])
        fresh = [name for name in names if name and (role, name) not in self.said]
        known.extend(fresh)
        self.said.update((role, name) for name in fresh)
        if fresh:
            old = self.words.get(role)
            text = f"{old.text}\n{span.text}" if old and old.text != span.text else span.text
            self.words[role] = Span(text, old.place if old else span.place)
        if doubt and fresh:
            self.doubts.setdefault(role, doubt)

    def rename(self, old: str, new: str) -> None:
        """Move the names of one role, with their words and doubt, to a role that has none."""
        self.names[new] = self.names.pop(old)
        self.words[new] = self.words.pop(old)
        if old in self.doubts:
            self.doubts[new] = self.doubts.pop(old)

    def readings(self) -> dict[str, Reading]:
        """Return one reading a role, named as the fields of a plan row."""
        found = {}
        for role in ("lead", "responsible", "implementing", "cooperating", "supervising",
                     "acceptance"):  # fmt: skip
            names = tuple(self.names.get(role, ()))
            span, doubt = self.words.get(role, Span("")), self.doubts.get(role, "")
            found[f"{role}_units"] = Reading(
                names, span.text, span.place, span.text, "low" if doubt else "high", doubt
            ) if names else NO_NAMES  # fmt: skip
        return found


def parties(raw: RawIssue) -> Parties:
    """Sort the unit words of an issue; without a named lead the responsible units lead."""
    found = Parties()
    for name in UNIT_FIELDS:
        for span in raw.each(name):
            _take_cell(found, name, span)
    if not found.names.get("lead") and found.names.get("responsible"):
        found.rename("responsible", "lead")
    lead = set(found.names.get("lead", ()))
    for role in ("responsible", "implementing", "cooperating"):
        found.names[role] = [name for name in found.names.get(role, ()) if name not in lead]
    return found


def _take_cell(found: Parties, name: str, whole: Span) -> None:
    """Sort the words of one cell: labels inside it say more than the heading of its column."""
    people = "、".join(PERSON.findall(whole.text))
    found.person = found.person or people
    span = Span(PERSON.sub("", whole.text), whole.place) if people else whole
    head, labels = INNER.split(span.text)
    if not labels:
        for line in _lines(span):
            _take(found, name, line)
        return
    _take(found, name, Span(head, span.place))
    for label in labels:
        if label.field in UNIT_FIELDS:
            _take(found, label.field, Span(label.text, span.place))
        elif label.field == "person":
            found.person = found.person or label.text


def _lines(span: Span) -> list[Span]:
    """Part a cell whose lines name different roles; a role's verb covers its own line only."""
    lines = [line for line in span.text.split("\n") if line.strip()]
    marked = [line for line in lines if ROLE.search(line)]
    if len(lines) < 2 or not marked:
        return [span]
    return [Span(line, span.place) for line in lines]


def _take(found: Parties, name: str, span: Span) -> None:
    if not says_something(span.text):
        return
    if name == "units_and_person":
        span, person = _without_person(span)
        found.person = found.person or person
        name = "responsible"
    read = readings.units(span.text)
    doubt = read.reason if read.confidence == "low" else ""
    if name == "lead_and_cooperating":
        helping = HELPING.fullmatch(span.text.strip())
        if helping:
            found.put("lead", readings.units(helping[1]).lead, span)
            found.put("cooperating", readings.units(helping[2]).lead, span)
            return
        _first_leads(found, read, span, doubt)
    elif name in {"lead", "responsible"}:
        found.put(_named_lead(name, span), read.lead, span, doubt)
        found.put("cooperating", read.cooperating, span, doubt)
        found.put("supervising", read.supervising, span, doubt)
        found.put("acceptance", read.acceptance, span, doubt)
    else:
        mine = (*read.lead, *read.cooperating, *read.supervising, *read.acceptance)
        found.put(name, mine, span, doubt)


def _named_lead(name: str, span: Span) -> str:
    return "lead" if name == "lead" or "牵头" in span.text else name


def _first_leads(found: Parties, read: readings.Units, span: Span, doubt: str) -> None:
    """A column 牵头/配合 without marks names the lead first."""
    if read.cooperating or len(read.lead) < 2:
        found.put("lead", read.lead, span, doubt)
        found.put("cooperating", read.cooperating, span, doubt)
    else:
        first, *rest = re.split(r"[、,，;；\s]+", span.text.strip(), maxsplit=1)
        found.put("lead", readings.units(first).lead, span, ONE_COLUMN)
        found.put("cooperating", readings.units("".join(rest)).lead, span, ONE_COLUMN)
    found.put("supervising", read.supervising, span, doubt)


def _without_person(span: Span) -> tuple[Span, str]:
    """Part a cell 县住建局 张某 into units and the person: what ends like a unit is one."""
    units: list[str] = []
    people: list[str] = []
    for part in re.split(r"[\s、,，;；/]+|[(（](?=[^()（）]{2,4}[)）])|[)）]$", span.text):
        bare = part.strip("()（） ")
        if bare:
            (units if LOOKS_LIKE_UNIT.search(bare) or len(bare) > 5 else people).append(bare)
    return Span("、".join(units), span.place), "、".join(people)
