"""Imports of both nouns over the API: handed in, settled, confirmed, taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from issues.models import Issue
from petitions.models import Petition
from rectify.exchange import receiving
from tests import factories as make
from tests.db.importing import samples
from tests.db.importing.conftest import parsed
from tests.db.petitions import importing as petition_files
from tests.web.api import walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast, token_of):
    make.opened_round(cast, "sj3")
    return token_of("city1")


def handed_in(office, **fields) -> dict:
    """Sent as a form, read in this process; the import as it stands then."""
    sent = office.form("imports/", {"round": "sj3", **fields})
    assert sent.status_code == 201, sent.content.decode()
    receiving.read(sent.json()["id"], parsed)
    return office.get(f"imports/{sent.json()['id']}/").json()


def workbook(content: bytes, name: str = "清单.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_plan_is_handed_in_once_however_often_it_is_sent(office):
    content = samples.workbook()
    first = handed_in(office, kind="plan", file=workbook(content))
    again = office.form("imports/", {"round": "sj3", "kind": "plan", "file": workbook(content)})
    assert (again.status_code, again.json()["id"]) == (200, first["id"])
    assert first["counts"] == {"new": 3, "changed": 0, "untouched": 0, "refused": 0}


def test_an_open_doubt_stops_the_confirmation_and_is_named(office):
    staged = handed_in(office, kind="plan", text=walk.PLAN)
    answer = office.act(f"imports/{staged['id']}/", "confirm")
    assert (answer.status_code, answer.json()["code"]) == (409, "needs_unmet")
    assert len(answer.json()["detail"]["needs"]) == 2
    assert Issue.objects.count() == 0


def test_answers_corrections_and_taking_back_show_in_the_counts_of_doubts(office):
    staged = handed_in(office, kind="plan", text=walk.PLAN)
    path = f"imports/{staged['id']}/"
    doubt = next(one for one in staged["doubts"] if one["kind"] == "date")
    settled = office.act(path, "answer", {"doubt": doubt["id"], "value": "2026-10-31"}).json()
    assert [one["settled"] for one in settled["doubts"]].count(True) == 1
    back = office.act(path, "take_back", {"answer": doubt["id"]}).json()
    assert [one["settled"] for one in back["doubts"]] == [False, False]
    wrong = office.act(path, "correct", {"row": "r1", "field": "state", "value": "closed"})
    assert wrong.status_code == 400


def test_an_import_is_taken_back_whole(office):
    staged = handed_in(office, kind="plan", file=workbook(samples.workbook()))
    path = f"imports/{staged['id']}/"
    for doubt in staged["doubts"]:
        office.act(path, "answer", {"doubt": doubt["id"], "keep": True})
    done = office.act(path, "confirm").json()
    assert (done["state"], done["summary"]["new"], Issue.objects.count()) == ("confirmed", 3, 3)
    undone = office.act(path, "undo", {"reason": "传错了文件"}).json()
    assert (undone["state"], Issue.objects.count()) == ("undone", 0)


def test_a_batch_of_petitions_is_imported_by_its_desk(cast, office, token_of):
    desk = token_of("desk1")
    content = petition_files.workbook([petition_files.line(1), petition_files.line(2)])
    staged = handed_in(
        desk, kind="petitions", batch=1, handed_on="2026-11-20", file=workbook(content)
    )
    path = f"imports/{staged['id']}/"
    for doubt in staged["doubts"]:
        desk.act(path, "answer", {"doubt": doubt["id"], "keep": True})
    done = desk.act(path, "confirm")
    assert (done.status_code, done.json()["state"]) == (200, "confirmed"), done.content.decode()
    assert Petition.objects.count() == 2
    assert office.get("imports/", kind="petitions").json()["results"][0]["id"] == staged["id"]


def test_other_posts_of_the_division_have_no_imports(office, token_of):
    staged = handed_in(office, kind="plan", text=walk.PLAN)
    for who in ("leader1", "desk1", "acceptor1"):
        assert token_of(who).get(f"imports/{staged['id']}/").status_code == 404, who
