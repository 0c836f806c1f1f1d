"""The pages of importing petitions, as a desk walks them."""

import io
import re
from dataclasses import replace

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from petitions.exporting.template import PETITIONS
from petitions.importing import services
from petitions.models import Petition, PetitionBatch
from petitions.projection import HEADINGS
from rectify.exchange import receipts, receiving
from rectify.exchange.models import StagedImport
from rectify.exchange.parsed import Parsed
from rectify.exchange.readers.columns import petition_field
from rectify.exchange.readers.reading import read
from tests.db.petitions.importing import HEADS, line, workbook
from tests.factories import opened_round

pytestmark = pytest.mark.django_db
FAULTY = (
    line(1),
    line(2, 是否属实="说不清", 行政区域="无名县"),
    line(2, "同一个编号的另一件"),
    line(4, 处理和整改情况="罚款若干万元，另处理一批。", 行政区域="无名县"),
)
MARKED = "00FFE0B2"


@pytest.fixture
def round_(cast):
    return opened_round(cast)


@pytest.fixture
def desk(client_of, round_):
    return client_of("desk1")


def hand_in(desk, round_, rows=FAULTY, name="一览表.xlsx", heads=HEADS) -> str:
    """Upload, let the worker read it; where its page is."""
    data = workbook(rows, heads)
    sent = {"round": round_.pk, "file": SimpleUploadedFile(name, data)}
    answer = desk.post("/petitions/imports/new/", sent)
    assert answer.status_code == 302, answer.content.decode()
    pk = int(re.search(r"/imports/(\d+)/", answer.url)[1])
    receiving.read(pk, lambda asked: Parsed.of(read("petitions", data, name)))
    return f"/petitions/imports/{pk}/"


def sheet_of(answer):
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active


def test_the_own_workbook_comes_back_with_its_faults_marked(desk, round_):
    url = hand_in(desk, round_)
    page = desk.get(url).content.decode()
    assert f'href="{url}marked.xlsx"' in page
    assert "下载标出问题的原表" in page
    sheet = sheet_of(desk.get(f"{url}marked.xlsx"))
    assert [cell.value for cell in sheet[2]] == [*HEADS, "错误原因"]
    reasons = [sheet.cell(row, 12).value or "" for row in (3, 4, 5, 6)]
    assert reasons[0] == ""
    assert "请确认是否属实" in reasons[1]
    assert "受理编号“X3YP202405110002”前面已经用过" in reasons[2]
    assert "“无名县”没有对应到本辖区的地区" in reasons[1]
    assert "“无名县”没有对应到本辖区的地区" in reasons[3]
    cells = [cell for row in sheet.iter_rows(min_row=3) for cell in row]
    coloured = {cell.coordinate for cell in cells if cell.fill.fgColor.rgb == MARKED}
    assert {"G4", "D4", "B5", "D6"} <= coloured
    assert not {c for c in coloured if c.endswith("3")}


def test_a_file_that_named_persons_gets_a_list_for_it_is_not_kept(desk, round_):
    heads = (*HEADS, "举报人姓名")
    url = hand_in(desk, round_, [[*row, "张三丰"] for row in FAULTY], heads=heads)
    assert "下载问题清单" in desk.get(url).content.decode()
    sheet = sheet_of(desk.get(f"{url}marked.xlsx"))
    words = str([[cell.value for cell in row] for row in sheet.iter_rows()])
    assert "请确认是否属实" in words
    assert "张三丰" not in words


def test_a_preview_is_given_up_and_taken_up_again(desk, round_):
    url = hand_in(desk, round_)
    assert f'action="{url}discard/"' in desk.get(url).content.decode()
    assert desk.post(f"{url}discard/").url == "/imports/"
    assert "这次导入已放弃" in desk.get(url).content.decode()
    desk.post(f"{url}confirm/")
    assert not Petition.objects.exists()
    assert desk.post(f"{url}restore/").url == url
    assert StagedImport.objects.get().state == "preview"


@pytest.mark.parametrize(("name", "status"), [("leader1", 403), ("county1", 404), ("unit1", 404)])
def test_only_the_own_desk_takes_the_faults_along_or_gives_it_up(
    desk, round_, client_of, name, status
):
    url = hand_in(desk, round_)
    other = client_of(name)
    assert other.get(f"{url}marked.xlsx").status_code == status
    assert other.post(f"{url}discard/").status_code == status
    assert StagedImport.objects.get().state == "preview"


def test_the_blank_table_has_drop_downs_notes_and_its_version(desk):
    book = openpyxl.load_workbook(body(desk.get("/imports/template/petitions.xlsx")))
    sheet = book.active
    assert [cell.value for cell in sheet[2]] == list(HEADS)
    assert sheet["A3"].value == "示例"
    rules = {str(rule.sqref)[:2]: rule for rule in sheet.data_validations.dataValidation}
    assert rules["G4"].formula1 == '"属实,基本属实,部分属实,不属实,无法查实,不属于受理范围"'
    assert rules["J4"].formula1 == '"已办结,阶段性办结,未办结,移送"'
    assert (rules["E4"].errorStyle, rules["G4"].errorStyle) == ("information", None)
    assert sheet["B2"].comment.text.startswith("必填")
    assert book["版本"].sheet_state == "hidden"
    assert [cell.value for cell in book["版本"]["A"][:2]] == ["petitions", "1"]


def body(answer) -> io.BytesIO:
    assert answer.status_code == 200
    return io.BytesIO(b"".join(answer.streaming_content))


def test_a_filled_template_goes_in_without_its_example_and_without_doubts(desk, round_):
    book = openpyxl.load_workbook(body(desk.get("/imports/template/petitions.xlsx")))
    for n in (1, 2):
        for place, text in enumerate(line(n, 问题类型="噪声、大气"), 1):
            book.active.cell(3 + n, place, text)
    out = io.BytesIO()
    book.save(out)
    sent = {
        "round": round_.pk,
        "batch": 10,
        "file": SimpleUploadedFile("模板.xlsx", out.getvalue()),
    }
    url = desk.post("/petitions/imports/new/", sent).url
    staged = StagedImport.objects.get()
    receiving.read(staged.pk, lambda asked: Parsed.of(read("petitions", out.getvalue(), "a.xlsx")))
    page = desk.get(url).content.decode()
    assert "没有存疑" in page
    assert "是隐藏的" not in page
    assert desk.post(f"{url}confirm/").status_code == 302
    numbers = Petition.objects.order_by("position").values_list("number", "pollution_types")
    types = ["噪声", "大气"]
    assert list(numbers) == [("X3YP202405110001", types), ("X3YP202405110002", types)]


def test_every_heading_of_the_template_is_a_field_of_the_readers():
    assert [petition_field(spec.heading) for spec in PETITIONS] == [
        spec.field for spec in PETITIONS
    ]
    assert tuple(spec.heading for spec in PETITIONS) == HEADINGS


@pytest.mark.parametrize("name", ["unit1", "leader1", "discipline1"])
def test_templates_are_for_desks(client_of, round_, name):
    assert client_of(name).get("/imports/template/petitions.xlsx").status_code == 403


def test_the_desk_finds_her_imports_in_the_same_list_and_no_plans(desk, round_, client_of):
    url = hand_in(desk, round_)
    client_of("city1").post("/imports/upload/", {"round": round_.pk, "text": "一、问题。"})
    page = desk.get("/imports/").content.decode()
    assert f'href="{url}"' in page
    assert 'href="/petitions/imports/new/"' in page
    assert 'href="/imports/upload/"' not in page
    assert re.search(r"全部 <b>1</b>", page)
    assert "下载信访件模板" in desk.get("/petitions/imports/new/").content.decode()


def test_posts_that_import_nothing_see_no_list(round_, client_of, desk):
    url = hand_in(desk, round_)
    page = client_of("leader1").get("/imports/").content.decode()
    assert f'href="{url}"' not in page
    assert "本岗位不能导入" in page


def test_a_verdict_nobody_can_read_is_chosen_from_the_list_with_nothing_chosen_yet(desk, round_):
    url = hand_in(desk, round_, [line(1, 是否属实="说不清")])
    page = desk.get(url).content.decode()
    assert '<option value="">请选择</option>' in page
    assert '<option value="部分属实">部分属实</option>' in page
    assert "先不填" in page
    doubt = f"{url}answer/r1-verdict/"
    assert desk.post(doubt, {"action": "confirm", "value": ""}).status_code == 400
    assert StagedImport.objects.get().answers == {}
    desk.post(doubt, {"action": "confirm", "value": "部分属实"})
    row = desk.get(f"{url}?show=all&row=r1").content.decode()
    assert '<option value="部分属实" selected>' in row
    desk.post(f"{url}confirm/")
    assert Petition.objects.get().verdict == "partial"


def test_a_long_receipt_names_the_first_rows_and_leads_to_the_list_of_all(
    desk, round_, monkeypatch
):
    monkeypatch.setattr(receipts, "SHOWN", 1)
    url = hand_in(desk, round_, [line(1), line(2), line(3)])
    desk.post(f"{url}confirm/")
    page = desk.get(f"{url}receipt/").content.decode()
    assert "另有 2 项没有列出。" in page
    batch = PetitionBatch.objects.get()
    whole = f"/petitions/?round={round_.pk}&batch={batch.number}"
    assert f'<a href="{whole.replace("&", "&amp;")}">查看全部</a>' in page
    assert desk.get(whole).context["total"] == 3
    desk.post(f"{url}undo/", {"reason": "传错了批次"})
    assert "查看全部" not in desk.get(f"{url}receipt/").content.decode()


def test_an_undone_import_says_who_took_it_back_and_why(desk, round_):
    url = hand_in(desk, round_, [line(1)])
    desk.post(f"{url}confirm/")
    desk.post(f"{url}undo/", {"reason": "传错了批次"})
    page = desk.get(f"{url}receipt/").content.decode()
    assert "郑某某 已于" in page
    assert "理由：传错了批次" in page
    assert not Petition.objects.exists()


def test_the_batch_must_be_told_on_one_line_and_closures_come_from_their_list(desk, round_):
    heads = [head for head in HEADS if head != "是否办结"]
    rows = [[c for c, h in zip(line(1), HEADS, strict=True) if h != "是否办结"]]
    data = workbook(rows, heads, title="办理情况")
    sent = {"round": round_.pk, "file": SimpleUploadedFile("办理情况.xlsx", data)}
    url = desk.post("/petitions/imports/new/", sent).url
    pk = StagedImport.objects.get().pk
    receiving.read(pk, lambda asked: Parsed.of(read("petitions", data, "a.xlsx")))
    page = desk.get(url).content.decode()
    assert '<input class="form-control map-line" id="doubt-all-batch"' in page
    assert 'value="keep"' not in page
    answer = desk.post(f"{url}answer/all-batch/", {"action": "confirm", "value": "10"}, follow=True)
    assert '<option value="已办结">已办结</option>' in answer.content.decode()
    desk.post(f"{url}answer/all-closure/", {"action": "confirm", "value": "已办结"})
    desk.post(f"{url}confirm/")
    assert Petition.objects.get().state == "closed"


def test_two_on_one_doubt_the_second_sees_who_was_quicker(desk, round_, cast):
    url = hand_in(desk, round_)
    staged = StagedImport.objects.get()
    colleague = replace(cast.desk1, person="别人甲")
    services.answer(colleague, staged.pk, "r2-verdict", {"value": "属实"}, seen="")
    sent = {"action": "confirm", "value": "不属实", "seen": ""}
    late = desk.post(f"{url}answer/r2-verdict/", sent)
    assert late.status_code == 412
    assert "别人甲" in late.content.decode()
    staged.refresh_from_db()
    assert staged.answers["r2-verdict"]["by"] == "别人甲"
    assert staged.answers["r2-verdict"]["value"] == "属实"
