"""An office before the import pages: it hands a file in, finds, corrects, confirms, undoes."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

from rectify.supervisor.stack import Stack
from tests.journeys.people import Faults, Person, database

RECEIPT = re.compile(r"DR\d{8}-\d{5}")
TABLES = ("issues_plan", "issues_issue", "issues_measure", "petitions_petition", "journal_event")


@dataclass(frozen=True)
class Seen:
    """One doubt as the page shows it: its row, what is wrong, the words marked in the source."""

    row: str
    sentence: str
    marked: str


class Office:
    """A person who imports; `door` is the page a file is handed in at."""

    def __init__(self, person: Person, door: str, round_name: str) -> None:
        self.person, self.page, self.faults = person, person.page, person.faults
        self.stack, self.door, self.round_name = person.stack, door, round_name

    def choose(self, file: dict[str, Any], **fields: str) -> Page:
        """The upload page with the file chosen, not yet sent."""
        page = self.person.open(self.door)
        page.select_option("[name=round]", label=self.round_name)
        for name, value in fields.items():
            if page.locator(f"select[name={name}]").count():
                page.select_option(f"[name={name}]", value)
            else:
                page.fill(f"[name={name}]", value)
        page.set_input_files("[name=file]", file)
        return page

    def hand_in(self, file: dict[str, Any], **fields: str) -> None:
        """Upload; the worker reads; the page looks again by itself until there is a preview."""
        self.choose(file, **fields).click("form[data-upload] button[type=submit]")
        self.page.wait_for_selector(".sumline")
        self.look()

    def look(self, *, anew: bool = False) -> None:
        """Axe and both widths, once a kind of page; `anew` where its address shows another one."""
        if anew:
            self.faults.seen.clear()
        self.faults.look(self.page, self.person.name)

    def reads(self, *words: str) -> None:
        self.person.reads(*words)

    def doubts(self) -> list[Seen]:
        """Every doubt, walked with the J key; then back to the first with K."""
        seen = [self.doubt()]
        for key in ("j", "k"):
            while self.page.locator(f"[data-key={key}]").count():
                with self.page.expect_navigation():
                    self.page.keyboard.press(key)
                if key == "j":
                    seen.append(self.doubt())
        assert self.doubt() == seen[0]
        return seen

    def doubt(self) -> Seen:
        """The doubt under the eyes."""
        page = self.page
        mark = page.locator("mark[data-now]")
        return Seen(
            page.inner_text(".entry.now h3"),
            page.inner_text(".doubtbox .error-text"),
            mark.first.inner_text() if mark.count() else "",
        )

    def settle(self, field: str, value: str) -> None:
        """Correct the doubt under the eyes and go to the next one."""
        form = self.page.locator("form[data-doubt-form]")
        if form.locator(f"select[name={field}]").count():
            form.locator(f"select[name={field}]").select_option(label=value)
        else:
            form.locator(f"[name={field}]").fill(value)
        with self.page.expect_navigation():
            form.locator("[data-doubt-confirm]").click()

    def press_enter(self, suggested: str) -> None:
        """Take what the page suggests, by keyboard alone."""
        assert self.page.input_value("form[data-doubt-form] [name=value]") == suggested
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def confirm(self, file: dict[str, Any], counts: str) -> str:
        """Import; the receipt's number, with its counts and the file's own hash."""
        self.reads("导入后可整批撤销")
        self.page.locator("form[action$='/confirm/'] button").click()
        self.page.wait_for_url("**/receipt/", timeout=60_000)
        self.look()
        self.reads(counts, hashlib.sha256(file["buffer"]).hexdigest())
        found = RECEIPT.search(self.page.inner_text("h1"))
        assert found is not None, self.page.inner_text("h1")
        return found[0]

    def undo(self, reason: str) -> None:
        """All of it back, with a reason."""
        self.page.fill("[name=reason]", reason)
        with self.page.expect_navigation():
            self.page.locator("form[action$='/undo/'] button").click()
        self.reads("已整批撤销", "下列内容不再生效", f"理由：{reason}")
        self.look(anew=True)

    def hand_in_the_same(self, file: dict[str, Any], **fields: str) -> None:
        """The same file once more leads to its receipt and changes nothing."""
        before = self.stand()
        self.choose(file, **fields).click("form[data-upload] button[type=submit]")
        self.page.wait_for_url("**/receipt/")
        self.reads("这份文件此前已经交过，没有重复导入。")
        assert self.stand() == before

    def stand(self) -> list[Any]:
        """How much the tables of the nouns hold."""
        with database(self.stack) as rows:
            found = []
            for table in TABLES:
                rows.execute(f"SELECT count(*), max(id) FROM {table}")
                found.append(rows.fetchone())
            return found

    def rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        with database(self.stack) as rows:
            rows.execute(question, values)
            return rows.fetchall()


def opened(browser: Browser, stack: Stack, faults: Faults, name: str, code: str) -> Person:
    """City1 with a round of its own open."""
    city = Person(browser, stack, "city1", faults)
    page = city.open("/rounds/new/")
    page.select_option("[name=kind]", "provincial")
    page.fill("[name=name]", name)
    page.fill("[name=code]", code)
    city.press()
    city.reads(name)
    return city
