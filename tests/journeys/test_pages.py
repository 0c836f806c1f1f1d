"""Every standing page as its own person meets it: axe finds nothing, nothing scrolls sideways on a
phone, nothing is refused by the content policy."""

import pytest

from tests.journeys.people import Faults, Person, new_page

pytestmark = pytest.mark.browser
PAGES = {
    "city1": ("/", "/rounds/", "/issues/", "/issues/3/", "/issues/amendments/", "/figures/",
              "/imports/", "/imports/upload/", "/petitions/summary/", "/inbox/"),
    "unit1": ("/", "/issues/2/report/", "/issues/2/amend/"),
    "desk1": ("/", "/petitions/", "/petitions/desk/", "/petitions/imports/new/"),
    "leader1": ("/", "/issues/amendments/2/", "/figures/"),
    "acceptor1": ("/", "/issues/1/accept/"),
}  # fmt: skip
PUBLIC = ("/public/", "/public/notices/", "/public/signed-off/", "/public/petitions/")


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of(browser, stack, name):
    faults = Faults()
    person = Person(browser, stack, name, faults)
    for path in PAGES[name]:
        person.open(path)
    assert faults.found == []


def test_the_pages_of_everybody(browser, stack):
    faults = Faults()
    page = new_page(browser, stack, faults)
    for path in PUBLIC:
        page.goto(path)
        faults.look(page, "everybody")
    assert faults.found == []
