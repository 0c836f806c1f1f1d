"""What the next county holds cannot be noticed here: pages are equal with and without it (S-06)."""

import re

import pytest

from tests import factories as make
from tests import petition_factories as petitions

pytestmark = pytest.mark.django_db
PAGES = (
    *("/", "/?all=1", "/issues/", "/issues/?state=in_signoff", "/issues/?q=砂石", "/rounds/"),
    *("/rounds/new/", "/search/?q=1", "/inbox/", "/inbox/?tab=all", "/imports/", "/petitions/"),
    *("/petitions/summary/", "/figures/", "/api/v1/issues/?count=exact", "/api/v1/rounds/"),
    *("/api/v1/signoffs/", "/api/v1/public-notices/", "/api/v1/figures/", "/api/v1/evidence/"),
    *("/api/v1/petitions/?count=exact", "/api/v1/responsibilities/", "/api/v1/warnings/"),
)
DIFFERS = [
    r'name="csrfmiddlewaretoken" value="\w+"',
    r'name="form_key" value="\w+"',
    r"\b[0-9a-f]{32}\b",
    r"\d\d:\d\d(:\d\d)?",
    r'"as_of":"[^"]*"',
]
THEIRS = {**make.UNITS, "responsible": ["石渡县人民政府"]}


def recorded(client, issue):
    pages = [*PAGES, f"/issues/{issue.pk}/", f"/issues/{issue.pk}/?tab=history"]
    return {url: _plain(client.get(url)) for url in pages}


def _plain(answer):
    text = answer.headers.get("Location", "") + answer.content.decode()
    for pattern in DIFFERS:
        text = re.sub(pattern, "", text)
    return answer.status_code, text


def fill_the_next_county(cast):
    """Issues in three stages, a draft, a notice and petitions, all of 石渡县 or of nobody yet."""
    for n, stage in enumerate((make.rectifying, make.rectifying, make.drafted_plan)):
        stage(cast, code=f"b{n}", units=THEIRS, title="石渡河砂石码头")
    issue = make.rectifying(cast, code="b9", units=THEIRS)
    make.progress.receive(cast.unit2, issue.pk)
    make.progress.report(cast.unit2, issue.pk, pct=50, done_text="码头已清。")
    petitions.registered(cast, 7, area="石渡县")


@pytest.mark.parametrize("name", ["county1", "unit1"])
def test_the_neighbours_data_changes_nothing_on_any_page(cast, client_of, name):
    issue, client = make.endorsed(cast, code="a"), client_of(name)
    recorded(client, issue)  # the first look also marks the session
    before = recorded(client, issue)
    fill_the_next_county(cast)
    after = recorded(client, issue)
    assert [url for url in before if before[url] != after[url]] == []


def test_a_filter_by_a_neighbours_round_tells_nothing(cast, client_of):
    make.rectifying(cast, code="a")
    theirs = make.rectifying(cast, code="b", units=THEIRS)
    client = client_of("county1")
    known = _plain(client.get(f"/issues/?round={theirs.round_id}&size=10"))
    unknown = _plain(client.get("/issues/?round=999999&size=10"))
    assert known[0] == unknown[0] == 200
    assert re.sub(r"round=\d+", "", known[1]) == re.sub(r"round=\d+", "", unknown[1])


def test_the_code_of_a_neighbours_round_is_refused_without_a_name(cast, client_of):
    """Codes are one name space of the installation: the sentence tells no more than that."""
    make.rectifying(cast, code="theirs", units=THEIRS)
    given = {"kind": "central", "name": "本县自查", "code": "theirs"}
    words = client_of("county1").post("/rounds/new/", given).content.decode()
    assert "轮次代码“theirs”已被使用，请换一个。" in words
    assert "第三轮省级督察" not in words
