"""Every list offers a file of what is on screen: as many rows as the page says."""

import io
import re
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from issues.models import Issue, Round
from tests import factories as make
from tests import petition_factories as cases
from tests.amendments import drafted
from tests.contracts.list_pages import LIST_PAGES
from tests.db.importing.conftest import Desk
from tests.doors import same_door  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_door")]
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
WITHOUT = {"inbox.html"}
"""A person's own mail is no list of the office's work."""
FILE = re.compile(r'href="([^"?]+[./]xlsx/?(?:\?[^"]*)?)"')


@pytest.fixture
def lived(cast):
    """Issues on their way and signed off; petitions waiting, answered and public."""
    make.disclosed(cast, issues=4)
    cases.published(cast, 1)
    drafted(cast, Issue.objects.get(serial="2"))
    Desk(cast, Round.objects.get(code="r3")).stage("一、问题：河道弃渣。", "")
    cases.stage_closed(cast, 2)
    cases.answering_one(cast, 3)
    cases.registered(cast, 4)
    return cast


def rows_of(data: bytes, first: str) -> list[tuple]:
    """Rows of the first sheet under its headings."""
    rows = list(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if row[0] == first)
    return [row for row in rows[start + 1 :] if row[0]]


@pytest.mark.parametrize("listed", LIST_PAGES, ids=lambda listed: f"{listed.who} {listed.url}")
def test_a_list_goes_out_with_as_many_rows_as_it_shows(lived, client_of, listed):
    client = client_of(listed.who) if listed.who else Client()
    html = client.get(listed.url).content.decode()
    offered = [unescape(url) for url in FILE.findall(html)]
    answer = client.get(offered[0])
    assert answer.status_code == 200
    shown = listed.count(html)
    assert shown > 0
    assert len(rows_of(b"".join(answer.streaming_content), listed.first)) == shown


def test_whatever_has_pages_of_rows_offers_a_file_of_them():
    paged = [path for path in TEMPLATES.rglob("*.html") if "table_foot.html" in path.read_text()]
    without = {path.name for path in paged if "components/exports.html" not in path.read_text()}
    assert without == WITHOUT
