"""What goes out comes back unchanged: plan lists and ledgers through our own readers."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issues.exporting.cells import history_cells, plan_cells
from issues.exporting.columns import LEDGER, PLAN, STATE_WORDS, used
from issues.exporting.head import Head
from issues.importing.drafts import drafts
from issues.importing.ledger.history import STATES, History, history_of
from issues.importing.values import issue_values, measure_values
from rectify.exchange import readers
from rectify.exchange.readers.columns import plan_field
from rectify.exchange.readers.source.clean import tidy
from rectify.exchange.readers.states import state_of
from rectify.exchange.staging import document_json
from rectify.exchange.writers import Column, Table
from rectify.exchange.writers.paper import write_paper
from rectify.exchange.writers.workbook import write_workbook

ON = date(2026, 11, 23)
STARTS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "'=", "'@", ""]
WORDS = ["河道", "砂石料场", "SUM(A1)", "110101199003078515", "00012", "2,5", "a\tb", "第一行\n第二行",
         "（旧）", "100%", "<b>", "{{7*7}}", "整治：(1)清淤；(2)护岸", "①甲②乙", "一是清运；二是复绿",
         "1.甲；2.乙", "(一)丙；(二)丁"]  # fmt: skip
NAMES = ["青崖县人民政府", "州水务局", "州财政局", "石渡县住建局", "各县(市、区)人民政府"]


def words(most=4):
    """Text as an import would have stored it: tidied, ending like no list item."""
    parts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=most)
    made = st.tuples(st.sampled_from(STARTS), parts).map(lambda both: both[0] + "".join(both[1]))
    return made.map(lambda text: tidy(text).rstrip("。；; \n"))


def names():
    return st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)


@st.composite
def issues(draw):
    """One issue's values and measures, as the tables hold them."""
    values = {
        "text": draw(words()), "goal": draw(words()), "deadline_text": "2026年6月30日前",
        "units_as_written": {"responsible": draw(names()), "supervising": draw(names())},
    }  # fmt: skip
    measures = draw(st.lists(words(), min_size=1, max_size=5, unique=True))
    return values, [{"text": text} for text in measures]


def table(rows, specs):
    lines = [[row.get(spec.key, "") for spec in specs] for row in rows]
    notes = ["整改方案：《整改方案》 云办字〔2026〕51号", f"范围：全部　共{len(rows)}项",
             "制表：州整改办　制表时间：2026-11-23 09:00"]  # fmt: skip
    columns = [Column(spec.heading, spec.width) for spec in specs]
    return Table("云屏州整改措施清单", columns, lines, notes=notes, page="A4")


def workbook(rows, specs):
    out = io.BytesIO()
    write_workbook(table(rows, specs), out)
    return out.getvalue()


def paper(rows, specs):
    out = io.BytesIO()
    write_paper(table(rows, specs), out, ON)
    return out.getvalue()


def read_back(kind, data, name):
    found = document_json(readers.read(kind, data, name))
    return found, drafts(found["rows"], {}, found["pieces"])


def told(draft):
    values = issue_values(draft)
    names_of = {role: names for role, names in values["units_as_written"].items() if names}
    texts = [measure["text"] for measure in measure_values(draft)]
    return values["text"], values["goal"], values["deadline_text"], names_of, texts


@pytest.mark.parametrize(("write", "name"), [(workbook, "a.xlsx"), (paper, "a.docx")])
@settings(max_examples=25, deadline=None)
@given(rows=st.lists(issues(), min_size=1, max_size=4))
def test_a_plan_list_reads_back_as_it_was(write, name, rows):
    cells = [plan_cells({**v, "serial": str(n)}, m) for n, (v, m) in enumerate(rows, 1)]
    found, back = read_back("plan", write(cells, used(PLAN, set())), name)
    assert [d.number for d in back] == [str(n) for n in range(1, len(rows) + 1)]
    for draft, (values, measures) in zip(back, rows, strict=True):
        texts = [measure["text"] for measure in measures]
        assert told(draft) == (
            values["text"], values["goal"], values["deadline_text"],
            values["units_as_written"], texts,
        )  # fmt: skip
    assert found["document"]["doc_no"] == "云办字〔2026〕51号"


DAYS = st.dates(date(2020, 1, 1), date(2026, 11, 1))


@settings(max_examples=15, deadline=None)
@given(state=st.sampled_from(list(STATES)), days=st.lists(DAYS, min_size=5, max_size=5))
def test_a_ledger_reads_back_as_it_was(state, days):
    completed, accepted, start, end, filed = sorted(days)
    reached = list(STATES).index(state)
    history = History(
        state,
        completed if reached >= 1 else None,
        accepted if reached >= 2 else None,
        start if reached >= 3 else None,
        end if reached >= 3 else None,
        "云督改〔2026〕9号" if reached >= 4 else "",
        filed if reached >= 4 else None,
    )
    values = {"serial": "1", "text": "砂石料场", "deadline_text": "2026年6月30日前",
              "units_as_written": {"responsible": ["青崖县人民政府"]}}  # fmt: skip
    row = {**plan_cells(values, []), **history_cells(history)}
    found = document_json(readers.read("ledger", workbook([row], used(LEDGER, set())), "a.xlsx"))
    assert history_of(found["rows"][0], {}) == history
    assert "confidence" not in found["rows"][0]["state"]


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(words(), min_size=1, max_size=30))
def test_no_cell_is_a_formula_or_a_link(texts):
    rows = [plan_cells({"serial": "1", "text": text, "goal": text}, []) for text in texts]
    book = openpyxl.load_workbook(io.BytesIO(workbook(rows, used(PLAN, set()))))
    cells = [cell for line in book.active.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert not any(str(cell.value).startswith(("=", "+", "-", "@", "\t")) for cell in cells)


@pytest.mark.parametrize("spec", LEDGER, ids=lambda spec: spec.key)
def test_every_heading_is_recognised_as_its_field(spec):
    assert plan_field(spec.heading) == spec.field


def test_every_state_word_is_the_state_it_stands_for():
    assert [state_of(word) for word in STATE_WORDS] == list(STATES)


@pytest.mark.parametrize(
    "text",
    [
        "整治河道：(1)清淤；(2)护岸",
        "①甲②乙",
        "一是清运；二是复绿",
        "1.甲；2.乙",
        "先清运\n(1)甲\n(2)乙",
    ],
)
def test_one_measure_with_numbers_inside_stays_one(text):
    cells = plan_cells({"serial": "1", "text": "砂石料场"}, [{"text": text}])
    _found, (draft,) = read_back("plan", workbook([cells], used(PLAN, set())), "a.xlsx")
    assert [measure["text"] for measure in measure_values(draft)] == [text]


def test_measures_keep_their_own_units_and_dates():
    measures = [
        {
            "text": "拆除设备",
            "units_as_written": {"lead": ["州水务局"], "cooperating": ["州财政局"]},
        },
        {"text": "覆土复绿", "deadline_text": "2026年6月30日前"},
        {"text": "1.先清运\n2.后复绿"},
    ]
    values = {"serial": "1", "text": "砂石料场", "deadline_text": "2026年底前",
              "units_as_written": {"lead": ["青崖县人民政府"]}}  # fmt: skip
    data = workbook([plan_cells(values, measures)], used(PLAN, {"lead"}))
    _found, (draft,) = read_back("plan", data, "a.xlsx")
    back = measure_values(draft)
    assert [m["text"] for m in back] == [m["text"] for m in measures]
    assert back[0]["units_as_written"] == {"lead": ["州水务局"], "cooperating": ["州财政局"]}
    assert (back[1]["deadline_text"], back[1]["due_on"]) == ("2026年6月30日前", date(2026, 6, 30))


def test_the_head_keeps_the_minute_so_that_no_reader_takes_it_for_the_documents_day(actor):
    head = Head("云屏州整改台账", "整改中", "《方案》 云办字〔2026〕51号", 3)
    assert head.notes(actor)[0] == "整改方案：《方案》 云办字〔2026〕51号"
    found, _drafts = read_back("plan", workbook([], used(PLAN, set())), "a.xlsx")
    assert found["document"]["dated_on"] is None


@pytest.fixture
def actor():
    from rectify.accounts.scope import Actor, Scope

    return Actor(person_id=1, person="李某某", unit="云屏州整改办", role="office", division="9901",
                 scope=Scope(()))  # fmt: skip
