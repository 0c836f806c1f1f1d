"""The blank table an office fills in: drop-downs, notes, one example row, its version hidden.

The example row is marked and left out by the import; the hidden sheet tells which columns the
template was made from.
"""

from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _

from issues.exporting.columns import SPECS, TITLES, Spec
from issues.importing.drafts import EXAMPLE
from rectify.exchange.writers.cells import safe

VERSION = "1"
SHEET, HIDDEN = "填写", "版本"
ROWS = 2000
"""Rows with borders and drop-downs; more may be filled in below."""
A4 = 9


def write_template(kind: str, out: BinaryIO) -> None:
    """Write the template of `kind` (plan, ledger) into `out`."""
    write_blank(kind, TITLES[kind], SPECS[kind], out)


def write_blank(kind: str, title: str, specs: tuple[Spec, ...], out: BinaryIO) -> None:
    """Write the blank table of these columns, under any noun's title, into `out`."""
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(SHEET)
    _headings(book, sheet, title, specs)
    _example(book, sheet, specs)
    _choices(sheet, specs)
    sheet.freeze_panes(2, 2)
    sheet.repeat_rows(1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    _version(book, kind, specs)
    book.close()


def _headings(book: Any, sheet: Any, title: str, specs: tuple[Spec, ...]) -> None:
    large = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    head = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    needed = book.add_format({**head, "bg_color": "#FCE8D8"})
    plain = book.add_format({**head, "bg_color": "#EEF2F6"})
    text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
    last = len(specs) - 1
    sheet.merge_range(0, 0, 0, last, f"{title}（模板）", large)
    for place, spec in enumerate(specs):
        sheet.set_column(place, place, spec.width * 2, text)
        sheet.write_string(1, place, spec.heading, needed if spec.needed else plain)
        if spec.note or spec.needed:
            sheet.write_comment(1, place, _note(spec), {"x_scale": 1.6})


def _note(spec: Spec) -> str:
    must = _("必填。") if spec.needed else ""
    return f"{must}{spec.note}"


def _example(book: Any, sheet: Any, specs: tuple[Spec, ...]) -> None:
    grey = book.add_format(
        {"num_format": "@", "font_color": "#808080", "italic": True, "text_wrap": True}
    )
    for place, spec in enumerate(specs):
        text = EXAMPLE if spec.key == "serial" else spec.example
        sheet.write_string(2, place, safe(text), grey)


def _choices(sheet: Any, specs: tuple[Spec, ...]) -> None:
    for place, spec in enumerate(specs):
        if spec.choices:
            sheet.data_validation(
                3,
                place,
                ROWS + 2,
                place,
                {
                    "validate": "list",
                    "source": list(spec.choices),
                    "error_title": _("不在列表中"),
                    "error_message": _("请从列表中选择。"),
                    "error_type": "information" if spec.several else "stop",
                },
            )


def _version(book: Any, kind: str, specs: tuple[Spec, ...]) -> None:
    hidden = book.add_worksheet(HIDDEN)
    hidden.hide()
    for at, words in enumerate((kind, VERSION, *(spec.key for spec in specs))):
        hidden.write_string(at, 0, safe(words))
