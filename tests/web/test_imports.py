"""The pages of importing, as an office walks them."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from issues.importing import services as importing
from issues.models import Issue, Plan
from rectify.exchange import receiving
from rectify.exchange.models import StagedImport
from tests.db.importing import ledgers, samples
from tests.db.importing.conftest import parsed

pytestmark = pytest.mark.django_db


def hand_in(office, round_, text=samples.TEXT, **more):
    """Paste the text, let the worker read it; the import."""
    answer = office.post("/imports/upload/", {"round": round_.pk, "text": text, **more})
    assert answer.status_code == 302, answer.content.decode()
    staged = StagedImport.objects.get(pk=int(re.search(r"/imports/(\d+)/", answer.url)[1]))
    receiving.read(staged.pk, parsed)
    return f"/imports/{staged.pk}/"


def test_a_file_waits_until_the_worker_has_read_it(office, round_):
    file = SimpleUploadedFile("整改清单.docx", samples.word_table())
    answer = office.post("/imports/upload/", {"round": round_.pk, "file": file}, follow=True)
    assert "正在读取" in answer.content.decode()
    assert answer["Refresh"] == "2"
    staged = StagedImport.objects.get()
    receiving.read(staged.pk, parsed)
    page = office.get(f"/imports/{staged.pk}/").content.decode()
    assert "整改清单.docx" in page
    assert "3座乡镇污水处理站建成后未运行" in page


def test_doubts_stand_beside_their_sentence_and_stop_the_button(office, round_):
    url = hand_in(office, round_)
    page = office.get(url).content.decode()
    assert "存疑 2" in page
    assert "单位库中没有“州环保督查中心”" in page
    assert "<mark data-now>州环保督查中心</mark>" in page
    assert "还有 2 处未确认" in page
    assert f'action="{url}confirm/"' not in page


def test_every_reading_of_the_open_row_shows_its_value_and_place(office, round_):
    url = hand_in(office, round_)
    page = office.get(f"{url}?show=all&row=r1").content.decode()
    assert "2026年6月30日前" in page
    assert re.search(r'class="val">\s*2026-06-30', page)
    assert "青崖县人民政府" in page
    assert "州财政局 → 云屏州财政局" in page
    assert "第4行" in page
    assert "把握高" in page


def test_the_office_settles_every_doubt_and_imports(office, round_):
    url = hand_in(office, round_)
    answer = office.post(
        f"{url}answer/{doubt_id(office, url)}/", {"action": "confirm", "typed": "州水务局"}
    )
    assert answer.url == f"{url}?doubt=r2-deadline"
    row = office.get(f"{url}?show=all&row=r1").content.decode()
    assert "州环保督查中心 → 云屏州水务局" in row
    sent = {"action": "confirm", "value": "2026-10-31"}
    assert office.post(f"{url}answer/r2-deadline/", sent).url == url
    version = StagedImport.objects.get().version
    receipt = office.post(f"{url}confirm/", {"version": version}, follow=True).content.decode()
    assert "新增 2，变更 0" in receipt
    assert Issue.objects.get(serial="2").due_on == date(2026, 10, 31)
    office.post(f"{url}confirm/", {"version": version})
    assert Plan.objects.count() == 1


def doubt_id(office, url) -> str:
    return re.search(r"answer/(unit-\w+)/", office.get(url).content.decode())[1]


def test_an_answer_that_says_nothing_is_explained_in_place(office, round_):
    url = hand_in(office, round_)
    sent = {"action": "confirm", "typed": "查无此局"}
    answer = office.post(f"{url}answer/{doubt_id(office, url)}/", sent)
    assert answer.status_code == 400
    assert "单位库中没有“查无此局”" in answer.content.decode()
    assert StagedImport.objects.get().answers == {}


def test_a_field_is_rewritten_in_place(office, round_):
    url = hand_in(office, round_)
    sent = {"action": "edit", "field": "goal", "value": "岸线全部恢复"}
    answer = office.post(f"{url}answer/r2/", sent, follow=True)
    page = answer.content.decode()
    assert "岸线全部恢复" in page
    assert "读出为“岸线恢复。”" in page
    back = {"action": "take_back", "field": "goal"}
    assert "读出为" not in office.post(f"{url}answer/r2/", back, follow=True).content.decode()
    empty = office.post(f"{url}answer/r2/", {"action": "edit", "field": "issue", "value": " "})
    assert empty.status_code == 400
    assert "这一栏不能为空" in empty.content.decode()


def test_of_two_persons_the_second_is_told_who_was_quicker(office, round_, cast):
    url = hand_in(office, round_)
    staged = StagedImport.objects.get()
    keep = {"keep": True}
    colleague = replace(cast.city1, person="别人甲")
    importing.answer(colleague, staged.pk, "r2-deadline", keep, seen="")
    sent = {"action": "confirm", "value": "2026-10-31", "seen": ""}
    answer = office.post(f"{url}answer/r2-deadline/", sent)
    assert answer.status_code == 412
    assert "别人甲" in answer.content.decode()
    staged.refresh_from_db()
    assert staged.answers["r2-deadline"]["keep"] is True


def test_a_stale_confirmation_is_refused_and_writes_nothing(office, round_):
    url = hand_in(office, round_)
    for doubt in ("r2-deadline", doubt_id(office, url)):
        office.post(f"{url}answer/{doubt}/", {"action": "keep"})
    answer = office.post(f"{url}confirm/", {"version": 2})
    assert answer.status_code == 412
    assert (Plan.objects.count(), StagedImport.objects.get().state) == (0, "preview")


def test_the_receipt_offers_the_way_back(office, round_):
    url = hand_in(office, round_, samples.OVERALL)
    office.post(f"{url}answer/{doubt_id(office, url)}/", {"action": "keep"})
    office.post(f"{url}confirm/")
    page = office.get(f"{url}receipt/").content.decode()
    assert StagedImport.objects.get().receipt in page
    assert "整批撤销的理由" in page
    office.post(f"{url}undo/", {"reason": "传错了文件"})
    assert Plan.objects.count() == 0
    assert "李某某 已于" in office.get(f"{url}receipt/").content.decode()


def test_the_list_leads_to_what_waits(office, round_):
    url = hand_in(office, round_)
    page = office.get("/imports/").content.decode()
    assert "待确认" in page
    assert f'href="{url}"' in page


def test_the_same_text_leads_to_where_it_is(office, round_):
    url = hand_in(office, round_)
    again = office.post("/imports/upload/", {"round": round_.pk, "text": samples.TEXT}, follow=True)
    assert again.redirect_chain[0][0] == url
    assert "此前已经交过" in again.content.decode()
    assert StagedImport.objects.count() == 1


@pytest.mark.parametrize("name", ["province1", "county1", "county2"])
def test_other_offices_find_nothing(office, round_, client_of, name):
    url = hand_in(office, round_)
    stranger = client_of(name)
    assert stranger.get(url).status_code == 404
    assert stranger.get(f"{url}receipt/").status_code == 404
    for part in ("confirm/", "undo/", "answer/r2-deadline/"):
        assert stranger.post(f"{url}{part}", {"action": "keep"}).status_code == 404
    assert StagedImport.objects.get().answers == {}


@pytest.mark.parametrize("name", ["leader1", "desk1", "discipline1"])
def test_other_posts_of_the_division_are_told_whose_work_it_is(office, round_, client_of, name):
    url = hand_in(office, round_)
    other = client_of(name)
    assert other.get(url).status_code == 403
    assert other.get("/imports/upload/").status_code == 403
    assert other.post(f"{url}confirm/").status_code == 403
    assert f'href="{url}"' not in other.get("/imports/").content.decode()


@pytest.mark.parametrize("name", ["unit1", "acceptor1", "system1", "audit1"])
def test_who_has_no_range_sees_no_import(office, round_, client_of, name):
    url = hand_in(office, round_)
    assert client_of(name).get(url).status_code in (403, 404)
    assert client_of(name).get("/imports/upload/").status_code == 403


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("方案.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "另存为 .docx"),
        ("方案.docx", b"", "空"),
        ("方案.docx", b"%PDF-1.7 pretending", "扩展名"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(office, round_, name, data, words):
    file = SimpleUploadedFile(name, data)
    answer = office.post("/imports/upload/", {"round": round_.pk, "file": file})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert StagedImport.objects.count() == 0


def hand_in_ledger(office, round_, *rows):
    file = SimpleUploadedFile("台账.xlsx", ledgers.ledger(rows or ledgers.ROWS))
    sent = {"round": round_.pk, "kind": "ledger", "file": file}
    answer = office.post("/imports/upload/", sent)
    assert answer.status_code == 302, answer.content.decode()
    staged = StagedImport.objects.get(pk=int(re.search(r"/imports/(\d+)/", answer.url)[1]))
    receiving.read(staged.pk, parsed)
    return f"/imports/{staged.pk}/"


def test_a_ledger_shows_states_and_dates_and_asks_which_plan_it_belongs_to(office, round_):
    url = hand_in_ledger(office, round_)
    assert "这份台账属于哪个整改方案" in office.get(url).content.decode()
    row = office.get(f"{url}?show=all&row=r1").content.decode()
    assert re.search(r'class="val">\s*已销号', row)
    assert re.search(r"2022年12月6日</span>.*2022-12-06", row)
    office.post(f"{url}answer/all-plan_no/", {"action": "confirm", "value": "云办字〔2022〕51号"})
    receipt = office.post(f"{url}confirm/", follow=True).content.decode()
    assert "新增 5，变更 0" in receipt
    assert Issue.objects.get(serial="1").signed_off_on == date(2023, 1, 5)


def test_the_page_of_an_imported_issue_says_where_it_came_from(office, round_):
    url = hand_in_ledger(office, round_)
    office.post(f"{url}answer/all-plan_no/", {"action": "keep"})
    office.post(f"{url}confirm/")
    issue = Issue.objects.get(serial="1")
    page = office.get(f"/issues/{issue.pk}/?tab=signoff").content.decode()
    assert "状态和日期由台账导入" in page
    assert "由台账导入，没有签署记录" in page
    assert "台账.xlsx Sheet!2行" in page


def test_a_state_is_corrected_in_place_from_a_list(office, round_):
    url = hand_in_ledger(office, round_)
    sent = {"action": "edit", "field": "state", "value": "rectifying"}
    page = office.post(f"{url}answer/r5/", sent, follow=True).content.decode()
    assert '<option value="rectifying" selected>' in page
    wrong = office.post(f"{url}answer/r5/", {**sent, "value": "done"})
    assert wrong.status_code == 400
    assert "请从列表中选择状态" in wrong.content.decode()


def test_a_draft_plan_takes_no_ledger_at_the_door(office, round_):
    plan = Plan.objects.create(round=round_, division=round_.division, title="草案")
    file = SimpleUploadedFile("台账.xlsx", ledgers.ledger())
    sent = {"round": round_.pk, "kind": "ledger", "plan": plan.pk, "file": file}
    answer = office.post("/imports/upload/", sent)
    assert answer.status_code == 400
    assert "台账只能并入已印发的方案" in answer.content.decode()
    assert StagedImport.objects.count() == 0
