"""总体措施 leave with their plan's list and come back as what they are."""

import io
from datetime import date

import openpyxl
import pytest

from tests import factories
from tests.db.importing.conftest import Desk

pytestmark = pytest.mark.django_db
POLITICS, FOR_LONG = "一、提高政治站位", "二、健全长效机制"
BOTH = {"lead": ["州水务局"], "cooperating": ["州财政局"]}
OVERALL = (
    (POLITICS, "州委常委会每季度研究一次。", {"responsible": ["云屏州委", "云屏州人民政府"]}, ""),
    (POLITICS, "第一步：摸底；\n第二步：整改。", {"responsible": ["州水务局"]}, "2026年12月底前"),
    (FOR_LONG, "修订考核办法，2、健全通报制度", BOTH, "长期坚持"),
)


@pytest.fixture
def plan(cast):
    """A plan being drafted, two issues and three overall measures."""
    plan = factories.drafted_plan(cast, issues=2)
    for number, (heading, text, units, deadline) in enumerate(OVERALL, 1):
        day = date(2026, 12, 31) if "12" in deadline else None
        plan.measures.create(
            number=number, heading=heading, text=text, units_as_written=units,
            deadline_text=deadline, due_on=day,
        )  # fmt: skip
    return plan


def taken_out(client, plan, form="xlsx") -> bytes:
    answer = client.get(f"/plans/{plan.pk}/list.{form}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_overall_measures_go_out_and_come_back_as_such(client_of, cast, plan, form):
    data = taken_out(client_of("city1"), plan, form)
    desk = Desk(cast, plan.round)
    look = desk.look(desk.stage(data, f"清单.{form}", plan_id=plan.pk))
    assert [draft.overall for draft in look.drafts] == [False, False, True, True, True]
    assert look.counts == {"new": 0, "changed": 0, "untouched": 5, "refused": 0}


def test_they_stand_last_under_a_heading_of_their_own(client_of, plan):
    book = openpyxl.load_workbook(io.BytesIO(taken_out(client_of("city1"), plan)))
    rows = [[v or "" for v in row] for row in book.active.values]
    assert rows[3][0] == "另有总体措施3条，列在最后。"
    assert [row[0] for row in rows[6:]] == ["1", "2", "", "总1", "总2", "总3"]
    assert [row[1] for row in rows[8:]] == ["总体措施", POLITICS, POLITICS, FOR_LONG]
    assert not any(rows[8][2:])


def test_a_reworded_one_is_a_change_of_its_own_row(client_of, cast, plan):
    book = openpyxl.load_workbook(io.BytesIO(taken_out(client_of("city1"), plan)))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    cell = next(cell for cell in cells if "每季度研究" in str(cell.value))
    cell.value = str(cell.value).replace("每季度", "每月")
    out = io.BytesIO()
    book.save(out)
    desk = Desk(cast, plan.round)
    look = desk.look(desk.stage(out.getvalue(), "清单.xlsx", plan_id=plan.pk))
    assert look.counts == {"new": 0, "changed": 1, "untouched": 4, "refused": 0}
    (changed,) = [verdict for verdict in look.verdicts if verdict.state == "changed"]
    assert changed.changes[0].new[0]["text"] == "州委常委会每月研究一次"


def test_a_plan_without_any_says_nothing_of_them(client_of, cast):
    bare = factories.drafted_plan(cast, issues=1)
    data = taken_out(client_of("city1"), bare)
    words = [str(cell) for row in openpyxl.load_workbook(io.BytesIO(data)).active.values
             for cell in row]  # fmt: skip
    assert not any("总体措施" in word for word in words)
