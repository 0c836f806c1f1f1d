"""The road of one plan as people walk it: opened, read in, chased, accepted, published, filed."""

import re
import time
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Browser

from rectify.core import clock
from rectify.supervisor.stack import Stack
from tests.db.importing.samples import word_table
from tests.journeys.people import Faults, Person, database, new_page, photo

HEAD = (
    "序号",
    "反馈问题",
    "整改目标",
    "整改措施",
    "整改时限",
    "责任单位",
    "配合单位",
    "督导单位",
    "验收单位",
)
COUNTY, WATER = "青崖县人民政府", "云屏州水务局"
SOON = clock.today() + timedelta(days=3)
ROWS = (
    (
        *("1", "清水河沿岸砂石料场占用河道", "岸线恢复。", "1.拆除设备。\n2.覆土复绿。"),
        *("2027年供暖季前", COUNTY, "州环保督查中心", WATER, WATER),
    ),
    (
        *("2", "县城3座污水泵站停运", "泵站稳定运行。", "1.修复泵站。"),
        *(f"{SOON.year}年{SOON.month}月{SOON.day}日前", COUNTY, "", WATER, WATER),
    ),
)
"""The first has a date that is none and a unit nobody knows; the second is due in three days."""
QUESTIONS = 10
LOADED = """() => {
  const shown = [...document.querySelectorAll("[data-pair]:not([hidden]) img.photo")];
  return shown.length === 2 && shown.every((photo) => photo.complete && photo.naturalWidth > 0);
}"""
"""Before and after of the pair in view, both really there."""
NAME, CODE, DOC_NO = "走查专项督察", "journey-1", "云办字〔2027〕7号"


class Road:
    """One plan and its first issue; every step is a person doing what the page offers."""

    def __init__(self, browser: Browser, stack: Stack) -> None:
        self.browser, self.stack, self.faults = browser, stack, Faults()
        self.people: dict[str, Person] = {}
        self.plan = self.issue = self.notice = 0

    def __getattr__(self, name: str) -> Person:
        """`road.city1`: signed in when first needed."""
        if not name[-1].isdecimal():
            raise AttributeError(name)
        if name not in self.people:
            self.people[name] = Person(self.browser, self.stack, name, self.faults)
        return self.people[name]

    def open_a_round(self) -> None:
        """Of a kind whose notice lasts one calendar day."""
        with database(self.stack) as rows:
            rows.execute(
                "UPDATE issues_roundkind SET notice_days = 1, notice_unit = 'calendar'"
                " WHERE code = 'special'"
            )
        page = self.city1.open("/rounds/new/")
        page.select_option("[name=kind]", "special")
        page.fill("[name=name]", NAME)
        page.fill("[name=code]", CODE)
        self.city1.press(twice=True)
        self.city1.reads(NAME, "轮次已建立")

    def hand_in(self) -> None:
        """The worker reads the file; the page looks again by itself until it has."""
        page = self.city1.open("/imports/upload/")
        page.select_option("[name=round]", label=NAME)
        table = {"name": "整改清单.docx", "mimeType": "application/octet-stream",
                 "buffer": word_table(ROWS, HEAD, "云屏州专项督察整改方案")}  # fmt: skip
        page.set_input_files("[name=file]", table)
        self.city1.press()
        page.wait_for_selector("form[data-doubt-form]")
        self.faults.look(page, "city1")

    def settle_doubts(self) -> None:
        """Each doubt stands beside its sentence; a date is corrected, a unit mapped for good."""
        page, settled = self.city1.page, []
        while "处未确认" in page.inner_text("body"):
            form = page.locator("form[data-doubt-form]").first
            settled.append(
                page.inner_text("mark[data-now]") if page.query_selector("mark[data-now]") else ""
            )
            if form.locator("input[type=date]").count():
                form.locator("input[type=date]").fill("2027-10-31")
            elif form.locator("[name=typed]").count():
                form.locator("[name=typed]").fill("云屏州生态环境局")
                form.locator("[name=remember]").check()
            with page.expect_navigation():
                form.locator("[data-doubt-confirm]").click()
            assert len(settled) < 9, settled
        assert "2027年供暖季前" in settled
        assert "州环保督查中心" in settled

    def confirm(self) -> None:
        page = self.city1.page
        page.locator("form[action$='/confirm/'] button").click()
        page.wait_for_url("**/receipt/")
        self.faults.look(page, "city1")
        self.city1.reads("已导入")
        with database(self.stack) as rows:
            rows.execute(
                "SELECT i.plan_id, i.id, i.due_on::text FROM issues_issue i JOIN issues_round r"
                " ON r.id = i.round_id WHERE r.code = %s AND i.serial = '1'", [CODE],
            )  # fmt: skip
            self.plan, self.issue, due_on = rows.fetchone()
        assert due_on == "2027-10-31"

    def approve_and_issue(self) -> None:
        page = self.city1.open(f"/plans/{self.plan}/approve/")
        page.fill("[name=approved_by]", "云屏州委、州政府")
        page.fill("[name=approved_on]", clock.today().isoformat())
        self.city1.press()
        page = self.city1.open(f"/plans/{self.plan}/issue/")
        page.fill("[name=doc_no]", DOC_NO)
        self.city1.sign()
        self.city1.open(f"/plans/{self.plan}/")
        self.city1.reads(DOC_NO, "已印发")

    def receive(self) -> None:
        """On the phone, from the duty on the first page; a double click signs once."""
        page = self.unit1.open("/?all=1")
        self.unit1.reads("清水河沿岸砂石料场占用河道")
        page.locator(f"a[href='/issues/{self.issue}/act/receive/']").first.click()
        self.unit1.press(twice=True)
        self.unit1.reads("已办理：签收")

    def report(self) -> None:
        """Words, quantity, per cent, measures done and a pair of photos, filed at once."""
        page = self.unit1.open(f"/issues/{self.issue}/report/")
        page.fill("[name=text]", "拆除料场6家，岸线复绿。")
        page.locator("[name=quantity_name]").first.fill("复绿")
        page.locator("[name=quantity_amount]").first.fill("4.31")
        page.locator("[name=quantity_unit]").first.fill("公顷")
        page.fill("[name=percent]", "100")
        for box in page.locator("[name=measure]").all():
            box.check()
        page.set_input_files("[name=before]", photo("grey"))
        page.set_input_files("[name=after]", photo("green"))
        self.unit1.press(twice=True)
        self.unit1.reads("进展已填报", "100")
        with database(self.stack) as rows:
            rows.execute(
                "SELECT count(*) FROM issues_progressreport WHERE issue_id = %s", [self.issue]
            )
            assert rows.fetchone() == (1,)

    def complete_and_apply(self) -> None:
        self.unit1.open(f"/issues/{self.issue}/act/complete/")
        self.unit1.press()
        self.apply()

    def apply(self) -> None:
        self.unit1.open(f"/issues/{self.issue}/step/approve/")
        self.unit1.sign()
        self.unit1.reads("已办理：自查通过，申请销号")

    def endorse(self) -> None:
        self.county1.open("/?all=1")
        self.county1.open(f"/issues/{self.issue}/step/approve/")
        self.county1.page.fill("[name=opinion]", "资料齐全，同意提请验收。")
        self.county1.sign()
        self.county1.reads("已办理")

    def return_once(self) -> None:
        page = self.acceptor1.open(f"/issues/{self.issue}/accept/")
        page.locator("[name=verdict][value=return]").check()
        page.fill("[name=opinion]", "复绿照片不是同一点位，请补拍。")
        self._conclude()
        self.unit1.open("/?show=returned")
        self.unit1.reads("被退回", "复绿照片不是同一点位，请补拍。")

    def add_what_was_missing(self) -> None:
        page = self.unit1.open(f"/issues/{self.issue}/evidence/")
        page.set_input_files("[name=before]", photo("brown"))
        page.set_input_files("[name=after]", photo("lime"))
        self.unit1.press()
        self.unit1.reads("佐证材料已上传")

    def accept(self) -> None:
        """Before and after side by side; every question answered."""
        page = self.acceptor1.open(f"/issues/{self.issue}/accept/")
        for _pair in range(2):
            page.wait_for_function(LOADED)
            page.locator("[data-pair-step='1']").click()
        answers = page.locator("input[type=radio][value=yes]:not([name=verdict])")
        assert answers.count() == QUESTIONS
        for answer in answers.all():
            answer.check()
        page.locator("[name=verdict][value=approve]").check()
        self._conclude()
        self.acceptor1.reads("同意验收")

    def _conclude(self) -> None:
        page = self.acceptor1.page
        with page.expect_navigation():
            page.locator("[data-sign]").click()
        if "/step-up/" in page.url:
            page.fill("[name=password]", self.stack.demo_password)
            self.acceptor1.press()
            self.acceptor1.press()
        page.wait_for_url(f"**/issues/{self.issue}/")

    def publish(self) -> None:
        page = self.city1.open(f"/issues/{self.issue}/step/publish/")
        page.fill("[name=phone]", "0900-1234567")
        self.city1.sign()
        with database(self.stack) as rows:
            rows.execute(
                "SELECT l.notice_id FROM issues_noticeline l JOIN issues_signoff s"
                " ON s.id = l.sign_off_id WHERE s.issue_id = %s", [self.issue],
            )  # fmt: skip
            (self.notice,) = rows.fetchone()

    def the_public_reads(self) -> None:
        """Nobody signs in, and no script runs."""
        page = new_page(self.browser, self.stack, self.faults, script=False)
        page.goto("/public/")
        page.locator(f"a[href='/public/notices/{self.notice}/']").first.click()
        words = page.inner_text("body")
        for word in ("清水河沿岸砂石料场占用河道", "拆除料场6家", "0900-1234567"):
            assert word in words, (word, words)
        photos = (
            page.eval_on_selector_all("img", "all => all.map(i => i.naturalWidth)") if False else []
        )
        assert all(photos)
        page.context.close()

    def the_period_ends(self) -> None:
        """Its last day is moved to yesterday; the timer's own task closes it in the worker."""
        with database(self.stack) as rows:
            rows.execute(
                "UPDATE issues_publicnotice SET opens_on = opens_on - 2, closes_on = closes_on - 2"
                " WHERE id = %s", [self.notice],
            )  # fmt: skip
        self.stack.manage("shell", "-c", "from issues.tasks import close_notices as t; t.delay()")
        self.until("SELECT state = 'ended' FROM issues_publicnotice WHERE id = %s", self.notice)

    def decide_file_disclose(self) -> None:
        self.city1.open(f"/issues/{self.issue}/step/approve/")
        self.city1.page.fill("[name=opinion]", "公示无异议，同意销号。")
        self.city1.sign()
        self.province1.open(f"/issues/{self.issue}/step/file/")
        self.province1.sign()
        self.city1.open(f"/issues/{self.issue}/step/disclose/")
        self.city1.sign()

    def the_public_list_shows_it(self) -> None:
        page = new_page(self.browser, self.stack, self.faults)
        page.goto("/public/signed-off/")
        self.faults.look(page, "nobody")
        words = page.inner_text("body")
        assert "清水河沿岸砂石料场占用河道" in words
        assert re.search(r"示例省销备〔\d{4}〕\d+号", words)
        page.context.close()

    def the_sweep_warns(self) -> None:
        """The second issue is due in three days and nobody has reported: it stands in the inbox."""
        self.stack.manage("sweep")
        self.unit1.open("/inbox/")
        self.unit1.reads("县城3座污水泵站停运")

    def history_tells(self) -> None:
        """Newest first, from the public list back to the plan that was read in."""
        self.city1.open(f"/issues/{self.issue}/?tab=history")
        self.city1.reads("列入公开清单", "备案", "审定同意销号", "公示期满", "发布公示", "同意验收")
        self.city1.reads("验收退回补正", "审核同意", "自查通过，申请销号")
        self.city1.page.locator("a[rel=next]").click()
        self.city1.page.wait_for_url("**page=2**")
        self.city1.reads("完成整改", "办结措施", "填报进展", "签收", "印发下达", "导入")

    def until(self, question: str, *values: object, seconds: float = 60) -> None:
        """Ask the database until it says yes."""
        self._wait(lambda: self._answer(question, values), seconds, question)

    def _answer(self, question: str, values: tuple[object, ...]) -> bool:
        with database(self.stack) as rows:
            rows.execute(question, values)
            return bool((rows.fetchone() or (False,))[0])

    @staticmethod
    def _wait(done: Callable[[], bool], seconds: float, what: str) -> None:
        patience = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < patience, what
            time.sleep(0.2)
