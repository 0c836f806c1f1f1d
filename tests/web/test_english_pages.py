"""In English nothing on a page is Chinese but data: names, plans, notices, what people wrote."""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from issues import kinds
from issues.models import Issue, Plan, PublicNotice
from petitions.models import Petition
from rectify.core import clock
from rectify.desk import demo
from rectify.signoff import presets

pytestmark = pytest.mark.django_db
HAN = re.compile("[㐀-鿿]")
SHOWN = ("title", "aria-label", "placeholder", "alt", "data-h", "data-confirm")
OURS = ("issues", "petitions", "rectify")
STATIC = ("/", "/?all=1", "/issues/", "/inbox/?tab=all", "/imports/", "/imports/upload/")
STATIC += ("/petitions/", "/petitions/desk/", "/rounds/", "/rounds/new/", "/figures/", "/password/")
ACTS = ("report/", "accept/", "evidence/", "act/receive/", "act/complete/", "act/look_back/")
ACTS += ("step/approve/", "step/return/", "step/publish/", "step/file/", "step/disclose/")
TABS = ("", "progress", "evidence", "signoff", "notices", "warnings", "dossier", "history")


class Shown(HTMLParser):
    """Every text and label of a page that is not marked as another language's."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag in ("script", "style") or (tag != "html" and known.get("lang") == "zh-Hans"):
            self.skipped.append(tag)
        elif not self.skipped:
            self.found += [known[name] or "" for name in SHOWN if name in known]

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and self.skipped[-1] == tag:
            self.skipped.pop()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.found.append(data)


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from leaves(name)
            yield from leaves(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from leaves(each)
    elif isinstance(value, str):
        yield from (line.strip() for line in value.splitlines())


def all_data() -> list[str]:
    """What the tables hold, longest first; labels of choices are not in tables."""
    kinds_of_text = (models.CharField, models.TextField, models.JSONField)
    found: set[str] = set()
    for model in apps.get_models():
        if not model.__module__.startswith(OURS):
            continue
        names = [f.attname for f in model._meta.concrete_fields if isinstance(f, kinds_of_text)]
        for row in model._base_manager.values_list(*names) if names else ():
            found |= {text for text in leaves(row) if HAN.search(text)}
    return sorted(found, key=len, reverse=True)


def left_over(page: str, data: list[str]) -> list[str]:
    shown = Shown()
    shown.feed(page)
    odd = []
    for text in dict.fromkeys(" ".join(part.split()) for part in shown.found):
        rest = text
        for known in data if HAN.search(text) else ():
            # One character is data only where it stands alone (水): in a word it proves nothing.
            rest = rest.replace(known, "") if len(known) > 1 or known == text else rest
            if not HAN.search(rest):
                break
        if HAN.search(rest) and not cut_off(text, data):
            odd.append(text)
    return odd


def cut_off(text: str, data: list[str]) -> bool:
    """A beginning of some data, shortened for want of room."""
    start = text.rstrip("… ")
    return len(start) > 7 and any(start in known for known in data)


@pytest.fixture
def told(cast):
    presets.load()
    kinds.load()
    with clock.at(date(2026, 11, 22)):
        demo.load()
        yield all_data()


def english(browser: Client) -> Client:
    browser.post("/language/", {"language": "en", "next": "/"})
    return browser


def pages_of(issue: Issue) -> list[str]:
    return [f"/issues/{issue.pk}/" + (f"?tab={tab}" if tab else "") for tab in TABS]


def addresses() -> list[str]:
    found = list(STATIC)
    for issue in Issue.objects.order_by("pk"):
        found += [f"/issues/{issue.pk}/{act}" for act in ("", *ACTS)]
    found += pages_of(Issue.objects.filter(signoffs__isnull=False).order_by("pk")[0])
    found += [f"/plans/{plan.pk}/" for plan in Plan.objects.all()[:2]]
    return found + [f"/petitions/{row.pk}/" for row in Petition.objects.all()[:2]]


@pytest.mark.parametrize("name", ["county1", "city1", "unit1"])
def test_pages_of_the_desk_hold_no_chinese_but_data(told, client_of, name: str):
    browser = english(client_of(name))
    pages = {address: browser.get(address) for address in addresses()}
    opened = {a: p.content.decode() for a, p in pages.items() if p.status_code == 200}

    assert len(opened) > 10
    assert [(a, x) for a, page in opened.items() for x in left_over(page, told)] == []


def test_public_pages_hold_no_chinese_but_data(told):
    browser = english(Client())
    notices = [f"/public/notices/{row.pk}/" for row in PublicNotice.objects.all()]
    addresses = ["/login/", "/public/", "/public/notices/", "/public/signed-off/", *notices]
    pages = {address: browser.get(address) for address in addresses}
    opened = {a: p.content.decode() for a, p in pages.items() if p.status_code == 200}

    assert len(opened) > 2
    assert [(a, x) for a, page in opened.items() for x in left_over(page, told)] == []
