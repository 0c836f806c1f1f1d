"""/issues/: tabs, lamps and counts equal the rows behind them; the URL carries everything."""

from datetime import timedelta

import pytest

from issues.models import Issue, StepRun
from issues.services import progress
from rectify.core import clock
from tests import factories as make

pytestmark = pytest.mark.django_db


def listed(client, **params):
    """Serials on the page, in order."""
    return [row["number"] for row in client.get("/issues/", params).context["rows"]]


@pytest.fixture
def stages(cast):
    """One issue in every state a list shows, each in a round of its own."""
    found = {
        "rectifying": make.rectifying(cast, code="a"),
        "completed": make.completed(cast, code="b"),
        "in_signoff": make.endorsed(cast, code="c"),
        "signed_off": make.filed(cast, code="d"),
        "draft": make.drafted_plan(cast, code="e").issues.get(),
    }
    for number, issue in enumerate(found.values(), 11):
        Issue.objects.filter(pk=issue.pk).update(serial=str(number))
    return {state: make.fresh(issue) for state, issue in found.items()}


def test_every_tab_counts_what_it_lists(stages, client_of):
    client = client_of("city1")
    tabs = client.get("/issues/").context["tabs"]
    counts = {tab["label"]: tab["count"] for tab in tabs}
    assert counts == {
        "全部": 5, "草拟": 1, "整改中": 1, "已完成": 1, "销号中": 1, "已销号": 1, "已中止": 0,
    }  # fmt: skip
    for tab in tabs:
        assert client.get(f"/issues/{tab['url']}").context["total"] == tab["count"], tab["label"]


def test_drafts_have_a_tab_only_where_they_are_drafted(stages, client_of):
    labels = [tab["label"] for tab in client_of("county1").get("/issues/").context["tabs"]]
    assert "草拟" not in labels
    assert client_of("county1").get("/issues/").context["total"] == 4


def due_in(issues, *days):
    """The issues' dates, relative to today; an amendment has moved them."""
    for issue, n in zip(issues, days, strict=True):
        row = Issue.objects.filter(pk=issue.pk)
        row.update(due_on=clock.today() + timedelta(days=n), facets_version=1)


@pytest.fixture
def six(cast):
    """Due yesterday, today, on the last orange day, the day after, far off, and yesterday."""
    issues = list(make.issued_plan(cast, issues=6).issues.order_by("sort_key"))
    due_in(issues, -1, 0, 15, 16, 90, -1)
    Issue.objects.filter(pk=issues[5].pk).update(long_term=True, facets_version=2)
    return issues


def test_lamps_stand_as_the_days_say_and_count_what_they_filter(six, client_of):
    page = client_of("city1").get("/issues/", {"order": "number"})
    lamps = [(row["lamp"].kind, row["lamp"].days) for row in page.context["rows"]]
    assert lamps == [
        ("red", -1), ("orange", 0), ("orange", 15), ("green", 16), ("green", 90), ("long", None),
    ]  # fmt: skip
    shown = {f["lamp"].kind: f["count"] for f in page.context["filters"]}
    assert shown == {"orange": 2, "red": 1}
    assert listed(client_of("city1"), lamp="red") == ["1"]
    assert sorted(listed(client_of("city1"), lamp="orange")) == ["2", "3"]


def test_a_completed_issue_is_no_longer_overdue(cast, client_of):
    issue = make.completed(cast)
    due_in([issue], -5)
    page = client_of("city1").get("/issues/")
    assert page.context["rows"][0]["lamp"].kind == "green"
    assert {f["lamp"].kind: f["count"] for f in page.context["filters"]} == {"orange": 0, "red": 0}


def test_once_the_clock_has_stopped_lamps_follow_the_step_and_count_and_sort_by_it(cast, client_of):
    """Steps over by two days, due in three, in four, and without a limit, beside a red issue."""
    issues = [make.applied(cast, code=f"s{n}") for n in range(4)]
    open_one = make.issued_plan(cast, code="s9").issues.get()
    due_in([open_one], -1)
    for issue, days in zip(issues, (-2, 3, 4, None), strict=True):
        due = None if days is None else clock.today() + timedelta(days=days)
        StepRun.objects.filter(sign_off__issue=issue, left_at=None).update(due_on=due)
    page = client_of("city1").get("/issues/", {"order": "lamp"})
    lamps = [(row["lamp"].kind, row["lamp"].days) for row in page.context["rows"]]
    assert lamps == [("red", -2), ("red", -1), ("orange", 3), ("green", 4), ("green", None)]
    shown = {f["lamp"].kind: f["count"] for f in page.context["filters"]}
    assert shown == {"orange": 1, "red": 2}
    for kind, count in shown.items():
        rows = client_of("city1").get("/issues/", {"lamp": kind}).context["rows"]
        assert [row["lamp"].kind for row in rows] == [kind] * count


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"q": "2家"}, ["2"]),
        ({"q": "第3项"}, ["3"]),
        ({"q": "砂石 4家"}, ["4"]),
        ({"q": "没有这句话"}, []),
        ({"unit": "青崖县人民"}, ["1", "2", "3", "4", "5", "6"]),
        ({"unit": "石渡"}, []),
        ({"due_from": "+16"}, ["4", "5"]),
        ({"due_to": "-1"}, ["1", "6"]),
        ({"due_from": "0", "due_to": "+15"}, ["2", "3"]),
        ({"due_from": "no date"}, ["1", "2", "3", "4", "5", "6"]),
        ({"round": "999999"}, ["1", "2", "3", "4", "5", "6"]),
        ({"state": "closed"}, ["1", "2", "3", "4", "5", "6"]),
        ({"page": "²"}, ["1", "2", "3", "4", "5", "6"]),
    ],
    ids=str,
)
def test_filters_narrow_and_nonsense_filters_nothing(six, client_of, params, expected):
    for name in ("due_from", "due_to"):
        if params.get(name, "x").lstrip("+-").isdecimal():
            day = clock.today() + timedelta(days=int(params[name]))
            params = {**params, name: day.isoformat()}
    assert listed(client_of("city1"), order="number", **params) == expected


def test_a_place_lists_what_is_answered_for_there(cast, client_of):
    make.rectifying(cast, code="a")
    make.rectifying(cast, code="b", units={**make.UNITS, "responsible": ["石渡县人民政府"]})
    by_place = {code: len(listed(client_of("city1"), division=code)) for code in ("990121", "9901")}
    assert by_place == {"990121": 1, "9901": 2}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("number", ["1", "2", "3", "4", "5", "6"]),
        ("-number", ["6", "5", "4", "3", "2", "1"]),
        ("due", ["1", "6", "2", "3", "4", "5"]),
        ("-due", ["5", "4", "3", "2", "1", "6"]),
        ("nonsense", ["1", "6", "2", "3", "4", "5"]),
    ],
)
def test_columns_sort(six, client_of, order, expected):
    assert listed(client_of("city1"), order=order) == expected


def test_a_step_lists_the_issues_that_stand_there(stages, client_of):
    client = client_of("city1")
    assert listed(client, state="in_signoff", step="accept") == ["13"]
    assert listed(client, state="in_signoff", step="notice") == []


def test_hidden_columns_are_gone_and_come_back_by_a_link(six, client_of):
    client = client_of("city1")
    page = client.get("/issues/", {"hide": "unit,nothing"})
    columns = {column["key"]: column for column in page.context["columns"]}
    assert [key for key, column in columns.items() if not column["on"]] == ["unit"]
    back = client.get(f"/issues/{columns['unit']['url']}")
    assert all(column["on"] for column in back.context["columns"])


def test_the_pager_walks_every_row_once(cast, client_of):
    make.issued_plan(cast, issues=23)
    client, seen = client_of("city1"), []
    page = client.get("/issues/", {"size": "10", "order": "number"})
    while True:
        seen += [row["number"] for row in page.context["rows"]]
        pager = page.context["pager"]
        if not pager.next_url:
            break
        page = client.get(f"/issues/{pager.next_url}")
    assert seen == [str(n) for n in range(1, 24)]
    assert (pager.total, pager.first, pager.last) == (23, 21, 23)


def test_a_page_beyond_the_last_is_the_last(cast, client_of):
    make.issued_plan(cast, issues=23)
    page = client_of("city1").get("/issues/", {"size": "10", "page": "99"})
    assert (page.context["pager"].first, page.context["pager"].last) == (21, 23)


def test_a_unit_lists_what_names_it_and_nothing_of_a_neighbour(cast, client_of):
    make.rectifying(cast, code="a")
    make.rectifying(cast, code="b", units={**make.UNITS, "responsible": ["石渡县人民政府"]})
    assert client_of("unit1").get("/issues/").context["total"] == 1
    assert client_of("unit2").get("/issues/").context["total"] == 1
    assert client_of("acceptor1").get("/issues/").context["total"] == 2


def test_a_row_says_its_step_pace_and_units(cast, client_of):
    make.endorsed(cast)
    row = client_of("city1").get("/issues/").context["rows"][0]
    assert (row["step"], row["state"], row["percent"]) == ("第3步 验收", "销号中", 100)
    assert (row["lead"], row["pace"]) == ("青崖县人民政府", {"word": "已完成", "late": False})


def test_a_row_of_a_late_issue_says_so(six, cast, client_of):
    progress.receive(cast.unit1, six[0].pk)
    row = client_of("city1").get("/issues/", {"order": "due"}).context["rows"][0]
    assert (row["pace"]["word"], row["pace"]["late"]) == ("逾期", True)
