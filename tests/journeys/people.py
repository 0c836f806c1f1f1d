"""People before a real browser: each with a window of their own, looked over by axe."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from PIL import Image
from playwright.sync_api import Browser, Page

from rectify.supervisor.stack import CHECKOUT, Stack

AXE = Path(CHECKOUT, "var/vendor/axe.min.js")
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 780}
PRIMARY = "main form button.btn-primary[type=submit], .dock form button.btn-primary[type=submit]"
WAIT = 20_000


class Person:
    """A signed-in person's window. `faults` collects what axe and the console complain of."""

    def __init__(self, browser: Browser, stack: Stack, name: str, faults: "Faults") -> None:
        self.stack, self.name, self.faults = stack, name, faults
        self.page = new_page(browser, stack, faults, phone=name.startswith("unit"))
        self.open("/login/")
        self.page.fill("[name=username]", name)
        self.page.fill("[name=password]", stack.demo_password)
        self.page.click("main form button[type=submit]")
        self.page.wait_for_url("**/")

    def open(self, path: str) -> Page:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, (self.name, path, answer.status)
        self.faults.look(self.page, self.name)
        return self.page

    def press(self, *, twice: bool = False) -> Page:
        """The page's one main button; then wherever it leads."""
        button = self.page.locator(PRIMARY).first
        with self.page.expect_navigation():
            button.dblclick() if twice else button.click()
        self.page.wait_for_load_state("networkidle" if twice else "load")
        return self.page

    def sign(self) -> Page:
        """Press, prove to be there when asked, and send the waiting form on."""
        page = self.press()
        if "/step-up/" in page.url:
            self.faults.look(page, self.name)
            page.fill("[name=password]", self.stack.demo_password)
            self.press()
            self.faults.look(page, self.name)
            self.press()
        return page

    def reads(self, *words: str) -> None:
        text = self.page.inner_text("body")
        for word in words:
            assert word in text, (self.name, self.page.url, word, text[:1500])


def new_page(
    browser: Browser, stack: Stack, faults: "Faults", *, phone: bool = False, script: bool = True
) -> Page:
    context = browser.new_context(
        base_url=stack.url,
        locale="zh-CN",
        viewport=PHONE if phone else DESK,
        java_script_enabled=script,
    )
    context.set_default_timeout(WAIT)
    page = context.new_page()
    page.on("console", lambda said: faults.console(said.type, said.text))
    page.on("pageerror", lambda error: faults.found.append(f"script: {error}"))
    return page


class Faults:
    """Each kind of page is looked at once, in both widths."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.seen: set[str] = set()
        self.axe = AXE.read_text(encoding="utf-8")

    def console(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:
            self.found.append(f"console: {text}")

    def look(self, page: Page, name: str) -> None:
        """Run axe at 1366 and at 360, unless this kind of page was seen before."""
        kind = re.sub(r"\d+", "N", re.sub(r"^https?://[^/]+", "", page.url))
        if kind in self.seen:
            return
        self.seen.add(kind)
        before = page.viewport_size
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            self.found += [f"{name} {kind} {size['width']}: {fault}" for fault in self._axe(page)]
            self._fits(page, kind, size["width"])
        page.set_viewport_size(before or DESK)

    def _axe(self, page: Page) -> list[str]:
        page.evaluate(self.axe)
        result: dict[str, Any] = page.evaluate("axe.run({resultTypes: ['violations']})")
        assert len(result["passes"]) > 5, "axe looked at nothing"
        return [
            f"{rule['id']} {node['target']} {node['failureSummary']}"
            for rule in result["violations"]
            for node in rule["nodes"]
        ]

    def _fits(self, page: Page, kind: str, width: int) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            self.found.append(f"{kind} {width}: the page is {wide} wide and scrolls sideways")


def photo(colour: str) -> dict[str, Any]:
    """A small real JPEG, as a phone would hand it in."""
    content = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(content, "JPEG")
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


@contextmanager
def database(stack: Stack) -> Iterator[psycopg.Cursor[Any]]:
    """The stack's own PostgreSQL, as the owner of the tables."""
    with psycopg.connect(stack.environment["DATABASE_URL"]) as line, line.cursor() as cursor:
        yield cursor
