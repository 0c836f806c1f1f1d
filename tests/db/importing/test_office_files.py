"""The three office inputs and a plan of overall measures go in whole."""

from datetime import date

import pytest

from issues.importing import services
from issues.models import Issue, Measure, Plan
from issues.services import plans
from issues.services.rounds import open_round
from rectify.core import clock
from rectify.regions.models import Unit
from tests.db.importing import samples
from tests.db.importing.conftest import Desk

pytestmark = pytest.mark.django_db


def test_a_word_table_becomes_a_draft_plan(desk):
    staged = desk.stage(samples.word_table(), "整改清单.docx")
    assert desk.look(staged).counts == {"new": 3, "changed": 0, "untouched": 0, "refused": 0}
    assert desk.look(staged).doubts == []
    desk.confirm(staged)
    plan = Plan.objects.get()
    assert (plan.title, plan.state, plan.version) == ("云屏州整改措施清单", "draft", 1)
    first = plan.issues.order_by("sort_key").first()
    assert (first.serial, first.sort_key, first.title) == ("1", 1, "3座乡镇污水处理站建成后未运行")
    assert first.due_on == date(2026, 6, 30)
    assert first.deadline_text == "2026年6月30日前"
    assert first.deadline_confirmed is True
    assert first.units_as_written == {
        "responsible": ["青崖县人民政府"],
        "supervising": ["州生态环境局"],
    }
    assert [m.text for m in first.measures.order_by("number")] == [
        "落实运行经费",
        "安装流量计并联网",
    ]


def test_a_workbook_and_a_word_table_of_the_same_rows_say_the_same(desk):
    desk.take_in(samples.word_table(), "整改清单.docx", doc_no="云办字〔2026〕1号")
    desk.take_in(samples.workbook(), "整改清单.xlsx", doc_no="云办字〔2026〕2号")
    word, sheet = Plan.objects.order_by("doc_no")
    fields = ("serial", "text", "goal", "deadline_kind", "due_on", "long_term", "units_as_written")
    assert list(word.issues.values_list(*fields)) == list(sheet.issues.values_list(*fields))
    assert word.measures.count() == sheet.measures.count() == 5


def test_every_name_of_the_plan_is_mapped_to_its_unit(desk):
    desk.take_in(samples.word_table(), "整改清单.docx")
    meant = {
        alias.label: [unit.name for unit in alias.units.all()]
        for alias in Plan.objects.get().aliases.all()
    }
    assert meant == {
        "青崖县人民政府": ["青崖县人民政府"],
        "石渡县人民政府": ["石渡县人民政府"],
        "青崖县住建局": ["青崖县住房和城乡建设局"],
        "州生态环境局": ["云屏州生态环境局"],
        "州水务局": ["云屏州水务局"],
        "州住建局": ["云屏州住房和城乡建设局"],
    }


def test_the_source_label_decides_the_role(desk):
    head = (*samples.HEAD[:5], "牵头单位", "督导单位")
    desk.take_in(samples.word_table(head=head), "牵头.docx")
    assert Issue.objects.get(serial="2").units_as_written["lead"] == ["石渡县人民政府"]


def test_overall_measures_are_kept_without_issues(desk):
    staged = desk.stage(samples.OVERALL)
    assert [d.raw for d in desk.look(staged).doubts] == ["各管委会"]
    doubt = desk.look(staged).doubts[0]
    parks = ["青崖山景区管委会", "南岭工业园区管委会"]
    services.answer(desk.cast.city1, staged.pk, doubt.id, {"value": doubt.value})
    desk.confirm(staged)
    plan = Plan.objects.get()
    assert plan.issues.count() == 0
    second = plan.measures.get(number=2)
    assert second.issue_id is None
    assert second.heading == "(一)提高政治站位。"
    assert second.units_as_written == {"lead": ["州生态环境局"], "cooperating": ["各管委会"]}
    alias = plan.aliases.get(label="各管委会")
    assert sorted(unit.name for unit in alias.units.all()) == sorted(parks)


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "issues", "measures", "doubts"),
    [("office/ledger_flat.xlsx", 14, 38, 5), ("plans/modelled_A.txt", 14, 38, 5)],
)
def test_the_sample_ledger_and_the_pasted_text_go_in_whole(
    desk, shared_data, name, issues, measures, doubts
):
    path = shared_data / name
    staged = desk.stage(path.read_bytes(), path.name)
    assert len(desk.look(staged).doubts) == doubts
    desk.keep_all(staged)
    done = desk.confirm(staged)
    assert done.summary == {"new": issues, "changed": 0, "untouched": 0, "refused": 0}
    assert (Issue.objects.count(), Measure.objects.count()) == (issues, measures)
    assert Issue.objects.filter(deadline_confirmed=True).count() == issues
    assert Issue.objects.get(serial="5").due_on == date(2024, 10, 31)


@pytest.mark.data
def test_the_pasted_text_is_approved_issued_and_expanded(desk, shared_data):
    desk.take_in((shared_data / "plans/modelled_A.txt").read_bytes(), "modelled_A.txt")
    plan, who = Plan.objects.get(), desk.cast.city1
    assert plans.findings(plan) == []
    plans.approve(who, plan.pk, approved_by="州委、州政府", approved_on=clock.today())
    plans.issue_plan(who, plan.pk, doc_no="云办字〔2026〕51号")
    assert plan.issues.filter(state="rectifying").count() == 14
    rows = plan.issues.get(serial="10").responsibilities.filter(role="responsible")
    assert (rows.count(), set(rows.values_list("label", flat=True))) == (8, {"各县市人民政府"})


@pytest.mark.data
def test_the_sample_word_table_goes_in_for_its_county(desk, shared_data):
    row = open_round(desk.cast.county1, code="qy", name="青崖县整改", kind_code="provincial")
    county = Desk(desk.cast, row)
    path = shared_data / "office/plan_table.docx"
    staged = county.stage(path.read_bytes(), path.name, who=desk.cast.county1)
    look = county.look(staged)
    assert (look.counts["new"], len(look.doubts)) == (14, 6)
    for doubt in look.open:
        services.answer(desk.cast.county1, staged.pk, doubt.id, {"keep": True})
    services.confirm(desk.cast.county1, staged.pk)
    names = set(Plan.objects.get().aliases.get(label="各乡镇").units.values_list("name", flat=True))
    townships = Unit.objects.filter(division__code__startswith="990121", kind="township")
    assert names == set(townships.values_list("name", flat=True))


@pytest.mark.data
def test_the_seed_plan_of_overall_measures_goes_in_with_its_short_forms(desk, shared_data):
    path = shared_data / "plans/seed_hanzhong_plan.txt"
    staged = desk.stage(path.read_bytes(), path.name)
    look = desk.look(staged)
    assert look.counts["new"] == 12
    assert all(draft.overall for draft in look.drafts)
    short = next(doubt for doubt in look.doubts if doubt.raw == "各管委会")
    assert "航空智慧新城管委会" in short.message
    assert short.value == ""
    desk.keep_all(staged)
    desk.confirm(staged)
    assert (Issue.objects.count(), Measure.objects.filter(issue=None).count()) == (0, 12)
