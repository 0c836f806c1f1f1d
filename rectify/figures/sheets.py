"""What the page of figures shows, as the sheets of one workbook."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.exporting.head import Head
from rectify.accounts.scope import Actor
from rectify.exchange.writers import Column, Table
from rectify.figures.forms import FilterForm
from rectify.figures.table import Line
from rectify.figures.values import Value

NOTHING = "—"
FIGURES: tuple[tuple[Any, int], ...] = (
    (gettext_lazy("类别"), 6),
    (gettext_lazy("指标"), 12),
    (gettext_lazy("数值"), 6),
    (gettext_lazy("单位"), 5),
    (gettext_lazy("分子"), 6),
    (gettext_lazy("分母"), 6),
    (gettext_lazy("基期"), 10),
    (gettext_lazy("定义"), 30),
    (gettext_lazy("截至"), 6),
)


def sheets(who: Actor, form: FilterForm, page: Mapping[str, Any]) -> list[Table]:
    """Figures first, then the progress tables and the quantities, as the page has them."""
    head = Head(_("统计报表"), covered(form), counted="", remarks=_told(page))
    notes = head.notes(who)
    found = [
        _table(_("统计报表"), _("指标"), _columns(FIGURES), list(_figures(page)), notes),
        _progress(_("汇总进展表（按督察类型）"), _("督察类型"), page["kinds"], page, notes),
    ]
    if page["places"]:
        found.append(_progress(_("汇总进展表（按地区）"), _("地区"), page["places"], page, notes))
    if page["quantities"]:
        columns = _columns(((_("成果"), 16), (_("数量"), 8), (_("单位"), 6), (_("载明的问题"), 6)))
        rows = [(q.name, str(q.total), q.unit, str(q.issues)) for q in page["quantities"]]
        found.append(_table(_("量化成果"), _("量化成果"), columns, rows, notes))
    return found


def covered(form: FilterForm) -> str:
    """`第三轮省级督察；云屏州`; all when nothing narrows the figures."""
    data = form.cleaned_data
    words = [str(data[name]) for name in ("round", "kind", "division", "unit") if data.get(name)]
    if data.get("below"):
        words.append(_("本级"))
    if data.get("start"):
        words.append(_("%(day)s 起列入") % {"day": data["start"]})
    if data.get("end"):
        words.append(_("%(day)s 止列入") % {"day": data["end"]})
    return "；".join(words) or _("全部")


def _told(page: Mapping[str, Any]) -> tuple[str, ...]:
    days = _("截至 %(day)s　基期 %(base)s") % {"day": page["as_of"], "base": page["base_on"]}
    return (days, *(check.words if check.holds else f"！{check.words}" for check in page["checks"]))


def _figures(page: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for group in page["groups"]:
        for value in group["values"]:
            whole = "" if value.denominator is None else str(value.denominator)
            yield (
                str(group["label"]),
                str(value.figure.name),
                value.value or NOTHING,
                str(value.figure.unit),
                str(value.numerator),
                whole,
                _base(value),
                str(value.figure.definition),
                value.as_of.isoformat(),
            )


def _base(value: Value) -> str:
    base = value.base
    return f"{base.numerator} ÷ {base.denominator} = {base.value or NOTHING}" if base else ""


def _progress(
    title: str, first: str, lines: Sequence[Line], page: Mapping[str, Any], notes: Sequence[str]
) -> Table:
    columns = [Column(first, 10), *(Column(str(word), 5) for word in page["columns"])]
    rows = [[line.name, *map(_cell, line.cells)] for line in (*lines, page["total"])]
    return _table(title, first, columns, rows, notes)


def _cell(value: Value) -> str:
    if value.value is None:
        return NOTHING
    return value.value if value.denominator is None else f"{value.value}%"


def _columns(told: Sequence[tuple[Any, int]]) -> list[Column]:
    return [Column(str(word), width) for word, width in told]


def _table(
    title: str, sheet: str, columns: list[Column], rows: Sequence[Sequence[str]],
    notes: Sequence[str],
) -> Table:  # fmt: skip
    return Table(title, columns, rows, notes=notes, sheet=sheet[:31], page="A4")
