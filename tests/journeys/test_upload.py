"""A file on its way in, in a real browser: per cent, stopping, refusal, the marked workbook, and
the same without script (issue 4)."""

import re
from pathlib import Path

import pytest

from tests.journeys import documents as files
from tests.journeys.office import Office, opened
from tests.journeys.people import Faults, Person, new_page

pytestmark = pytest.mark.browser
NAME, CODE = "上传演示（演示数据）", "journey-upload"
SEND = "form[data-upload] button[type=submit]"
HALFWAY = "() => { const n = document.querySelector('progress').value; return n > 0 && n < 100; }"
PLANS, PETITIONS = "/imports/upload/", "/petitions/imports/new/"
STAGED = "SELECT count(*) FROM exchange_stagedimport"


@pytest.fixture(scope="module")
def faults():
    found = Faults()
    yield found
    assert "\n".join(found.found) == ""


@pytest.fixture(scope="module")
def city(browser, stack, faults):
    return opened(browser, stack, faults, NAME, CODE)


@pytest.fixture(scope="module")
def office(city):
    return Office(city, PLANS, NAME)


def slow(page, bytes_a_second: int) -> None:
    """A county's line upwards; -1 for as fast as it goes."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": 0, "downloadThroughput": -1}
    session.send("Network.emulateNetworkConditions", {**line, "uploadThroughput": bytes_a_second})


def test_an_upload_shows_per_cent_can_be_stopped_and_sent_again(office):
    page, staged = office.choose(files.heavy_file()), office.rows(STAGED)
    slow(page, 60_000)
    page.click(SEND)
    page.wait_for_function(HALFWAY)
    office.reads("正在上传…")
    assert re.fullmatch(r"\d+% \(\d+ KB / 6\d\d KB\)", page.inner_text("[data-upload-line]"))
    office.look()
    page.click("[data-upload-stop]")
    office.reads("已停止上传，文件没有交上去。", "读取并核对")
    assert office.rows(STAGED) == staged
    slow(page, -1)
    page.click(SEND)
    page.wait_for_selector(".sumline")
    office.reads("带照片的方案.docx", files.STRANGER)
    page.locator("form[action$='/discard/'] button").click()
    page.wait_for_url("**/imports/")
    office.reads("已放弃，没有写入任何内容")


def test_a_refused_file_is_told_on_the_spot_and_what_was_filled_in_stays(office):
    page, staged = (
        office.choose(files.old_file(), plan_no="云办字〔2026〕903号"),
        office.rows(STAGED),
    )
    page.click(SEND)
    page.wait_for_selector(".error-sum")
    office.reads("另存为 .docx")
    assert page.evaluate("document.activeElement.className") == "error-sum"
    assert page.input_value("[name=plan_no]") == "云办字〔2026〕903号"
    assert page.evaluate("document.querySelector('[name=file]').files.length") == 1
    assert office.rows(STAGED) == staged
    office.look()
    page.set_input_files("[name=file]", files.plan_file())
    page.click(SEND)
    page.wait_for_selector(".sumline")
    page.locator("form[action$='/discard/'] button").click()


def test_a_broken_line_is_told_and_the_file_can_be_sent_again(office):
    page = office.choose(files.plan_file(), plan_no="云办字〔2026〕904号")
    page.route("**/imports/upload/", lambda route: route.abort())
    page.click(SEND)
    page.wait_for_function("document.body.innerText.includes('网络中断，文件没有交上去')")
    page.unroute("**/imports/upload/")
    page.click(SEND)
    page.wait_for_selector(".sumline")
    office.faults.found[:] = [f for f in office.faults.found if "ERR_FAILED" not in f]
    page.locator("form[action$='/discard/'] button").click()


def test_what_cannot_be_read_and_what_is_given_up_say_what_to_do(office):
    page = office.choose(files.scanned_file(), plan_no="云办字〔2026〕906号")
    page.click(SEND)
    page.wait_for_selector("text=这份文件读不出来")
    office.reads("扫描", "换一份文件")
    office.look(anew=True)
    office.hand_in(files.plan_file(), plan_no="云办字〔2026〕907号")
    preview = page.url
    page.locator("form[action$='/discard/'] button").click()
    page.wait_for_url("**/imports/")
    office.reads("读不出", "已放弃", "没有写入")
    office.look(anew=True)
    page.goto(preview)
    office.reads("这次导入已放弃", "30 天内可以恢复")
    office.look(anew=True)
    page.locator("form[action$='/restore/'] button").click()
    page.wait_for_selector(".sumline")
    page.locator("form[action$='/discard/'] button").click()


def test_without_script_the_same_form_leads_to_the_same_preview(office, browser, stack, city):
    page = new_page(browser, stack, office.faults, script=False)
    page.goto("/login/")
    page.fill("[name=username]", "city1")
    page.fill("[name=password]", stack.demo_password)
    page.click("main form button[type=submit]")
    page.goto(PLANS)
    page.select_option("[name=round]", label=NAME)
    page.fill("[name=plan_no]", "云办字〔2026〕905号")
    page.set_input_files("[name=file]", files.plan_file())
    page.click(SEND)
    page.wait_for_selector(".sumline")
    assert files.STRANGER in page.inner_text(".doubtbox")
    page.locator("form[action$='/discard/'] button").click()
    page.wait_for_url("**/imports/")
    page.context.close()


def test_the_marked_workbook_comes_back_mended_and_goes_in_clean(browser, stack, faults, city):
    desk = Office(Person(browser, stack, "desk1", faults), PETITIONS, NAME)
    desk.hand_in(files.second_petition_file())
    assert [seen.marked for seen in desk.doubts()] == ["情况复杂"]
    with desk.page.expect_download() as download:
        desk.page.click("a[href$='/marked.xlsx']")
    assert download.value.suggested_filename == "信访件第十一批（标出问题）.xlsx"
    file = files.mended(Path(download.value.path()).read_bytes(), "G4", "基本属实")
    desk.hand_in(file)
    desk.reads("没有存疑")
    desk.confirm(file, "新增 3，变更 0")
    words = "SELECT verdict FROM petitions_petition WHERE text LIKE '演示数据：餐馆油烟%%'"
    assert desk.rows(words) == [("mostly",)]
