"""The official table of petitions goes out and comes back unchanged, whatever the texts hold."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petitions.exporting.cells import petition_cells
from petitions.importing.compare import compare
from petitions.importing.doubts import doubts
from petitions.importing.drafts import COUNTED, Frame, drafts
from petitions.importing.heading import BatchWords
from petitions.importing.known import Known, with_known
from petitions.numbers import read_number
from petitions.public_table import COLUMNS
from petitions.workflow import CLOSURE_NAMES, NEEDS_NEXT, TYPES, VERDICT_NAMES
from rectify.exchange import readers
from rectify.exchange.readers.petition_codes import closure_of, types_of, verdict_of
from rectify.exchange.readers.source.clean import tidy
from rectify.exchange.staging import document_json
from rectify.exchange.writers import Table
from rectify.exchange.writers.cells import FORBIDDEN
from rectify.exchange.writers.paper import write_paper
from rectify.exchange.writers.workbook import write_workbook

ON = date(2026, 11, 23)
BATCH = 10
STARTS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "'=", "'@", "", "", ""]
WORDS = [
    "砂场夜间作业扰民", "SUM(A1)", "110101199003078515", "00012", "2,5", "a\tb", "第一行\n第二行",
    "罚款5万元，立案1家。", "属实", "不属实；", "2026年12月31日前完成", "与X3YP202405110009重复",
    "合计", "第3批", "1、噪声；2、扬尘", "（一）排水口", "<b>", "{{7*7}}", "  ", "序号", "无",
    "备注：已整改", "约谈3人，拘留1人", "x" * 300,
]  # fmt: skip


def words(least=1):
    parts = st.lists(st.sampled_from(WORDS), min_size=least, max_size=4)
    made = st.tuples(st.sampled_from(STARTS), parts).map(lambda both: both[0] + "".join(both[1]))
    sign = st.characters(exclude_categories=("Cs",), exclude_characters="\r")
    either = st.one_of(made, st.text(sign, max_size=40))
    return either.filter(lambda text: bool(tidy(FORBIDDEN.sub("", text)).strip()) or not least)


@st.composite
def petitions(draw):
    """A petition's columns as tables hold them: registered, or answered with counts a person
    entered, which need not be what the words say."""
    values = {
        "text": draw(words()), "area": draw(st.sampled_from(["青崖县", "石渡县", "无名县", ""])),
        "pollution_types": draw(st.lists(st.sampled_from(TYPES), max_size=3, unique=True)),
        "is_key": draw(st.booleans()), "duplicate_number": draw(st.sampled_from(["", "X3YP1"])),
        "verdict": "", "closure": "", "finding": "", "closure_target": "", "handling": "",
        "accountability": "", "next_due_on": None, **dict.fromkeys(COUNTED),
    }  # fmt: skip
    if draw(st.booleans()):
        values |= {name: draw(words(0)) for name in ("closure_target", "accountability")}
        values |= {name: draw(words()) for name in ("finding", "handling")}
        values["verdict"] = draw(st.sampled_from([*VERDICT_NAMES, ""]))
        values["closure"] = draw(st.sampled_from(list(CLOSURE_NAMES)))
        values["next_due_on"] = ON if values["closure"] in NEEDS_NEXT else None
        values |= {"cases_filed": draw(st.sampled_from([None, 0, 7])), "fine_yuan": Decimal("1.50")}
    return values


def numbered(rows):
    """Numbers as their desks give them; every fourth petition has none."""
    for n, row in enumerate(rows, 1):
        starred = "*" if n % 3 == 0 else ""
        number = "" if n % 4 == 0 else f"X3YP20240511{n:04d}{starred}"
        place = {"number": number, "position": n, "batch__number": BATCH}
        yield {**row, **place, "is_key": row["is_key"] or bool(starred and number)}


def table(rows):
    lines = [petition_cells(row, n) for n, row in enumerate(rows, 1)]
    notes = [f"范围：第{BATCH}批　共{len(rows)}件", "制表：州整改办　制表时间：2026-11-23 09:00"]
    return Table(f"情况一览表（第{BATCH}批）", COLUMNS, lines, notes=notes)


def workbook(rows):
    out = io.BytesIO()
    write_workbook(table(rows), out)
    return out.getvalue()


def paper(rows):
    out = io.BytesIO()
    write_paper(table(rows), out, ON)
    return out.getvalue()


def looked_at(data, name, rows):
    """(drafts, verdicts) of a file beside these petitions."""
    found = document_json(readers.read("petitions", data, name))
    known = {
        read_number(row["number"], batch=BATCH, row=row["position"]).key: Known(n, BATCH, row, True)
        for n, row in enumerate(rows, 1)
    }
    back = with_known(drafts(found["rows"], {}, Frame(BATCH, ON)), known)
    return back, compare(back, known)


@pytest.mark.parametrize(("write", "name"), [(workbook, "a.xlsx"), (paper, "a.docx")])
@settings(max_examples=25, deadline=None)
@given(rows=st.lists(petitions(), min_size=1, max_size=5).map(lambda rows: list(numbered(rows))))
def test_a_petition_table_reads_back_untouched_and_asks_nothing(write, name, rows):
    back, verdicts = looked_at(write(rows), name, rows)
    told = [(v.state, v.reason, v.changes) for v in verdicts]
    assert told == [("untouched", "", ())] * len(rows)
    assert doubts(back, BatchWords(BATCH, ON), {}, {}) == []


@pytest.mark.parametrize("code", list(VERDICT_NAMES))
def test_every_verdict_reads_back_as_itself(code):
    assert verdict_of(VERDICT_NAMES[code]) == code


@pytest.mark.parametrize("code", list(CLOSURE_NAMES))
def test_every_closure_reads_back_as_itself(code):
    assert closure_of(CLOSURE_NAMES[code]) == code


@pytest.mark.parametrize("word", TYPES)
def test_every_type_reads_back_as_itself(word):
    assert types_of(word) == (word,)


@settings(max_examples=10, deadline=None)
@given(rows=st.lists(petitions(), min_size=1, max_size=4).map(lambda rows: list(numbered(rows))))
def test_no_cell_of_a_petition_is_a_formula_or_a_link(rows):
    book = openpyxl.load_workbook(io.BytesIO(workbook(rows)))
    cells = [cell for line in book.active.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert not any(str(cell.value).startswith(("=", "+", "-", "@", "\t")) for cell in cells)


def test_other_words_are_a_change_and_bring_their_own_counts():
    (row,) = numbered([PLAIN])
    data = workbook([{**row, "handling": "罚款8万元。"}])
    _back, (verdict,) = looked_at(data, "a.xlsx", [{**row, "handling": "罚款5万元。"}])
    changed = {change.field: change.new for change in verdict.changes}
    assert changed == {"handling": "罚款8万元。", "fine_yuan": Decimal("80000.00")}


PLAIN = {
    "text": "砂场扰民", "area": "青崖县", "pollution_types": ["噪声"], "is_key": False,
    "duplicate_number": "", "verdict": "true", "closure": "done", "finding": "夜间作业。",
    "closure_target": "", "handling": "", "accountability": "", "next_due_on": None,
    **dict.fromkeys(COUNTED), "fine_yuan": Decimal("50000.00"),
}  # fmt: skip
