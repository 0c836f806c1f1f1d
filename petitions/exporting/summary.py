"""边督边改汇总表 as it stands on screen, sums and all, for workbook and paper."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from issues.exporting.head import Head
from petitions.workflow import VERDICT_NAMES
from rectify.accounts.scope import Actor
from rectify.exchange.writers import Column, Table

RECEIVED = gettext_lazy("收到")
ANSWERED = gettext_lazy("已审核答复")
CLOSED = gettext_lazy("办结情况")
SHEET = gettext_lazy("汇总表")
SUM = gettext_lazy("合计")
HOUSES, YUAN = pgettext_lazy("unit", "家"), pgettext_lazy("unit", "元")
CASES, HEADS = pgettext_lazy("unit", "件"), pgettext_lazy("unit", "人")
BEFORE: tuple[tuple[str, Any, Any], ...] = (
    ("phone", gettext_lazy("来电"), RECEIVED),
    ("letter", gettext_lazy("来信"), RECEIVED),
    ("other_channel", gettext_lazy("其他渠道"), RECEIVED),
    ("received", SUM, RECEIVED),
    ("handed", gettext_lazy("交办"), ""),
)
AFTER: tuple[tuple[str, Any, Any], ...] = (
    ("answered", SUM, ANSWERED),
    ("done", gettext_lazy("已办结"), CLOSED),
    ("transferred", gettext_lazy("移送"), CLOSED),
    ("staged", gettext_lazy("阶段性"), CLOSED),
    ("open", gettext_lazy("未办结"), CLOSED),
)
OUTCOMES: tuple[tuple[str, Any, Any], ...] = (
    ("ordered_rectify", gettext_lazy("责令整改"), HOUSES),
    ("cases_filed", gettext_lazy("立案处罚"), HOUSES),
    ("fine", gettext_lazy("罚款金额"), YUAN),
    ("criminal_cases", gettext_lazy("立案侦查"), CASES),
    ("detained", gettext_lazy("拘留"), HEADS),
    ("talked_to", gettext_lazy("约谈"), HEADS),
    ("accountable", gettext_lazy("问责"), HEADS),
)
"""Key of a line of the page → heading and group, or unit; in the order of the page."""


def summary_table(who: Actor, head: Head, page: Mapping[str, Any]) -> Table:
    """The table of `petitions/summary.html` out of the same context; the total stands last."""
    lines = [_cells(line) for line in page["lines"]]
    lines.append([_("合计"), *_cells(page["total"])[1:]])
    notes = [*head.notes(who), *_checks(page)]
    return Table(
        head.title, list(_columns()), lines, notes=notes, publisher=who.unit, sheet=str(SHEET)
    )


def _columns() -> Iterator[Column]:
    yield Column(_("地区"), 8)
    for _key, word, group in BEFORE:
        yield Column(str(word), 3, str(group))
    for word in VERDICT_NAMES.values():
        yield Column(_(word), 4, str(ANSWERED))
    for _key, word, group in AFTER:
        yield Column(str(word), 3, str(group))
    for key, word, unit in OUTCOMES:
        yield Column(f"{word}（{unit}）", 6 if key == "fine" else 4)


def _cells(line: Mapping[str, Any]) -> list[str]:
    before = [str(line[key]) for key, _word, _group in BEFORE]
    after = [str(line[key]) for key, _word, _more in (*AFTER, *OUTCOMES)]
    return [line["name"], *before, *map(str, line["verdicts"]), *after]


def _checks(page: Mapping[str, Any]) -> Sequence[str]:
    """Both sums, what breaks them, and the sentence of the daily report."""
    sums = [
        f"{each['words']}：{each['sum']} {'=' if each['holds'] else '≠'} {each['whole']}"
        for each in page["equations"]
    ]
    return [*sums, *(f"{fault.label} {fault.why}" for fault in page["faults"]), page["sentence"]]
