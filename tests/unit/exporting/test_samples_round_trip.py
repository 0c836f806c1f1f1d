"""Real documents, read, written in our own columns and read again: nothing is changed or asked."""

import io

import pytest

from issues.exporting.cells import overall_cells, plan_cells, section_cells
from issues.exporting.columns import PLAN, used
from issues.importing.compare import Stored, StoredIssue, compare
from issues.importing.drafts import drafts as plan_drafts
from issues.importing.known import Known, with_known
from issues.importing.stored import _known
from issues.importing.values import issue_values, measure_values
from petitions.importing.doubts import doubts
from petitions.importing.drafts import COUNTED, Frame, drafts
from petitions.importing.heading import BatchWords
from petitions.importing.values import values_of
from rectify.exchange import readers
from rectify.exchange.staging import document_json
from rectify.exchange.writers import Column, Table
from rectify.exchange.writers.paper import write_paper
from rectify.exchange.writers.workbook import write_workbook
from tests.unit.exporting import test_petition_round_trip as petitions

pytestmark = pytest.mark.data
ON, BATCH = petitions.ON, petitions.BATCH
UNTOLD = dict.fromkeys(
    ("verdict", "closure", "finding", "closure_target", "handling", "accountability"), ""
)
WRITERS = [(petitions.workbook, "a.xlsx"), (petitions.paper, "a.docx")]


def as_stored(path):
    """The petitions of a file as a first import keeps them, one a number."""
    found = document_json(readers.read("petitions", path))
    kept = {}
    for draft in drafts(found["rows"], {}, Frame(BATCH, ON)):
        if draft.text:
            kept.setdefault(draft.number.key, draft)
    blank = {**UNTOLD, **dict.fromkeys(COUNTED), "next_due_on": None, "batch__number": BATCH}
    places = enumerate(kept.values(), 1)
    return [{**blank, **values_of(draft), "position": n} for n, draft in places]


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_every_petition_of_the_samples_comes_back_untouched(shared_data, write, name):
    seen = 0
    for path in [*(shared_data / "petitions").glob("*.txt"), shared_data / "office/petitions.xlsx"]:
        rows = as_stored(path)
        back, verdicts = petitions.looked_at(write(rows), name, rows)
        assert [v.state for v in verdicts] == ["untouched"] * len(rows), path.name
        assert doubts(back, BatchWords(BATCH, ON), {}, {}) == [], path.name
        seen += len(rows)
    assert seen > 50


def plan_of(path):
    """A plan as a first import keeps it, its cells, and which columns they fill."""
    found = document_json(readers.read("plan", path))
    issues, overall, filled = {}, {}, set()
    for draft in plan_drafts(found["rows"], {}, found["pieces"]):
        told = tuple(measure_values(draft))
        if draft.overall:
            overall[len(overall) + 1] = told[0]
        else:
            issues[draft.number] = StoredIssue(len(issues) + 1, issue_values(draft), told)
        filled |= set(draft.units) | {f"responsible_{n}" for n in ("leader", "person")
                                      if getattr(draft, n)}  # fmt: skip
    cells = [plan_cells({**i.values, "serial": n}, i.measures) for n, i in issues.items()]
    if overall:
        cells += [section_cells("总体措施"), *(overall_cells(m, n) for n, m in overall.items())]
    return Stored("draft", issues, overall), cells, used(PLAN, filled)


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
def test_every_plan_of_the_samples_comes_back_untouched(shared_data, name):
    seen = 0
    for path in (shared_data / "plans").glob("*.txt"):
        stored, cells, specs = plan_of(path)
        found = document_json(readers.read("plan", written(cells, specs, name), name))
        held = {serial: _known(issue, True) for serial, issue in stored.issues.items()}
        back = with_known(plan_drafts(found["rows"], {}, found["pieces"]), Known(held))
        states = [verdict.state for verdict in compare(back, stored)]
        assert states == ["untouched"] * (len(stored.issues) + len(stored.overall)), path.name
        seen += len(states)
    assert seen >= 40


def written(cells, specs, name) -> bytes:
    lines = [[row.get(spec.key, "") for spec in specs] for row in cells]
    table = Table("整改措施清单", [Column(spec.heading, spec.width) for spec in specs], lines)
    out = io.BytesIO()
    if name.endswith("docx"):
        write_paper(table, out, ON)
    else:
        write_workbook(table, out)
    return out.getvalue()
