"""Every page that lists something, in one place: what it says it shows, and where its file begins.

A new list page gets a line here, and with it the test that it goes out as it stands on screen.
"""

import re
from dataclasses import dataclass

FOOT = r'class="grid-foot"><span>(?:共 )?(\d+)'
DUTIES = r'id="h-mine">[^<]*?(\d+) 件'
PUBLIC = r"共 (\d+) [项件]"
LINES = r'<tr><th scope="row">'
PLANS = r'<li><svg[^>]*>.*?</svg><div><a href="/plans/'
DEFINED = r'class="why">(?!<a)'
"""A figure on screen is one definition; quantities have a link there."""


@dataclass(frozen=True)
class ListPage:
    """`shown` finds the count the page states, or (without a group) each thing it lists; `first` is
    the first heading of the file the page offers first; `who` looks, nobody is signed in for ""."""

    url: str
    shown: str
    first: str
    who: str = "city1"

    def count(self, html: str) -> int:
        """How many rows the page says or shows."""
        found = re.findall(self.shown, html)
        counted = re.compile(self.shown).groups
        return int(found[0]) if counted else len(found)


LIST_PAGES = (
    ListPage("/", DUTIES, "缓急"),
    ListPage("/", DUTIES, "缓急", "unit1"),
    ListPage("/issues/", FOOT, "序号"),
    ListPage("/issues/?state=rectifying&hide=unit", FOOT, "序号"),
    ListPage("/rounds/", PLANS, "轮次"),
    ListPage("/issues/amendments/", FOOT, "序号"),
    ListPage("/imports/", FOOT, "文件"),
    ListPage("/petitions/", FOOT, "受理编号"),
    ListPage("/petitions/?state=closed", FOOT, "受理编号", "county1"),
    ListPage("/petitions/summary/", LINES, "地区"),
    ListPage("/figures/", DEFINED, "类别"),
    ListPage("/figures/rows/?code=issues_listed&order=-due", FOOT, "序号"),
    ListPage("/figures/rows/?code=petitions_handed", FOOT, "受理编号"),
    ListPage("/public/signed-off/", PUBLIC, "序号", ""),
    ListPage("/public/petitions/r3/1/", PUBLIC, "序号", ""),
)
