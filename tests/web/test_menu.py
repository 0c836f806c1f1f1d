"""The menu marks the one entry a page belongs to."""

import re

import pytest

from tests.factories import opened_round

pytestmark = pytest.mark.django_db
PAGES = [
    ("city1", "/", "我的待办"),
    ("city1", "/issues/", "督察整改"),
    ("city1", "/rounds/", "督察整改"),
    ("city1", "/imports/", "资料导入"),
    ("desk1", "/petitions/", "信访件"),
    ("desk1", "/petitions/imports/new/", "资料导入"),
    ("leader1", "/figures/", "统计报表"),
]


@pytest.mark.parametrize(("name", "path", "label"), PAGES)
def test_the_menu_marks_where_the_page_belongs(cast, client_of, name, path, label):
    opened_round(cast)
    page = client_of(name).get(path).content.decode()
    menu = page[page.index('class="menu') : page.index("</nav>", page.index('class="menu'))]
    marked = re.findall(r'aria-current="page">.*?<span>([^<]+)</span>', menu, re.S)
    assert marked == [label]
