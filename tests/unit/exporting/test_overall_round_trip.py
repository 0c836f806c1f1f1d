"""Overall measures and words of progress go out as cells and come back as they were."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issues.exporting.cells import history_cells, overall_cells, plan_cells, section_cells
from issues.exporting.columns import LEDGER, PLAN, used
from issues.importing.compare import Stored, compare
from issues.importing.drafts import drafts
from issues.importing.ledger.history import History, history_of
from issues.importing.ledger.rows import KnownHistory, ledger_rows
from issues.importing.values import measure_values
from rectify.exchange import readers
from rectify.exchange.staging import document_json
from rectify.exchange.writers import Column, Table
from rectify.exchange.writers.workbook import write_workbook
from tests.unit.exporting.test_round_trip import names, words

HEADINGS = ("一、提高政治站位", "（二）健全长效机制", "总体要求", "压实责任，传导压力")
ISSUE = plan_cells(
    {"serial": "1", "text": "砂石料场", "deadline_text": "2026年6月30日前",
     "units_as_written": {"responsible": ["青崖县人民政府"]}}, [{"text": "拆除设备"}],
)  # fmt: skip


@st.composite
def overall(draw):
    written = {"responsible": draw(names())}
    if helpers := [name for name in draw(names()) if name not in written["responsible"]]:
        written["cooperating"] = helpers
    return {
        "heading": draw(st.sampled_from(HEADINGS)),
        "text": draw(words()),
        "units_as_written": written,
        "deadline_text": draw(st.sampled_from(["", "2026年12月底前", "长期坚持"])),
        "due_on": None,
    }


def workbook(rows, specs):
    lines = [[row.get(spec.key, "") for spec in specs] for row in rows]
    columns = [Column(spec.heading, spec.width) for spec in specs]
    out = io.BytesIO()
    write_workbook(Table("云屏州整改措施清单", columns, lines), out)
    return out.getvalue()


def read_back(kind, data):
    found = document_json(readers.read(kind, data, "a.xlsx"))
    return found["rows"], drafts(found["rows"], {}, found["pieces"])


@settings(max_examples=40, deadline=None)
@given(measures=st.lists(overall(), min_size=1, max_size=4, unique_by=lambda m: m["text"]))
def test_overall_measures_read_back_as_they_were(measures):
    cells = [overall_cells(measure, n) for n, measure in enumerate(measures, 1)]
    rows = [ISSUE, section_cells("总体措施"), *cells]
    _rows, back = read_back("plan", workbook(rows, used(PLAN, {"cooperating"})))
    assert [draft.overall for draft in back] == [False, *[True] * len(measures)]
    dated = [{**m, "due_on": measure_values(d)[0]["due_on"]}
             for m, d in zip(measures, back[1:], strict=True)]  # fmt: skip
    verdicts = compare(back[1:], Stored("draft", {}, dict(enumerate(dated))))
    assert [(v.state, v.target) for v in verdicts] == [
        ("untouched", n) for n in range(len(measures))
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(text=words())
def test_words_of_progress_read_back_as_they_were(text):
    held = History("rectifying", progress=text)
    data = workbook([{**ISSUE, **history_cells(held)}], used(LEDGER, {"progress"}))
    rows, back = read_back("ledger", data)
    assert "progress" in rows[0]
    (row,) = ledger_rows(back, {}, {"1": KnownHistory(7, held)})
    assert row.history == held


@pytest.mark.parametrize("silent", ["", "无", "/"])
def test_a_ledger_that_says_nothing_of_progress_takes_nothing_away(silent):
    data = workbook([{**ISSUE, "state": "整改中", "progress": silent}], LEDGER)
    rows, back = read_back("ledger", data)
    held = History("rectifying", progress="已拆除2家。")
    assert history_of(rows[0], {}).progress == ""
    (row,) = ledger_rows(back, {}, {"1": KnownHistory(7, held)})
    assert row.history == held
