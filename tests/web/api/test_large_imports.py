"""Large imports over the API: 202, then read until it is done, or why it was not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from issues.models import Issue
from petitions.models import Petition
from rectify.exchange import models, receiving
from rectify.exchange.models import StagedImport
from rectify.journal import outbox
from tests import factories as make
from tests.db.importing import samples
from tests.db.importing.conftest import parsed
from tests.db.petitions import importing as petition_files
from tests.db.petitions.importing import line

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def large(monkeypatch, tasks_loaded):
    """Two rows are a large import here."""
    monkeypatch.setattr(models, "LARGE", 2)


def test_a_program_gets_202_and_reads_until_it_is_done(cast, token_of):
    make.opened_round(cast, "sj3")
    desk = token_of("desk1")
    file = SimpleUploadedFile("一览表.xlsx", petition_files.workbook([line(1), line(2)]))
    sent = desk.form("imports/", {"round": "sj3", "kind": "petitions", "batch": 10, "file": file})
    path = f"imports/{sent.json()['id']}/"
    receiving.read(sent.json()["id"], parsed)
    outbox.deliver_due()
    asked = desk.act(path, "confirm", **{"Idempotency-Key": "large-confirm-1"})
    assert (asked.status_code, asked.json()["state"]) == (202, "writing"), asked.content
    outbox.deliver_due()
    done = desk.get(path).json()
    assert (done["state"], done["summary"]["new"], done["turned_back"]) == ("confirmed", 2, "")
    undone = desk.act(path, "undo", {"reason": "传错了文件"})
    assert (undone.status_code, undone.json()["state"]) == (202, "undoing")
    outbox.deliver_due()
    assert (desk.get(path).json()["state"], Petition.objects.count()) == ("undone", 0)


def test_open_doubts_are_refused_at_once(cast, token_of):
    make.opened_round(cast, "sj3")
    office = token_of("city1")
    sent = office.post("imports/", {"round": "sj3", "kind": "plan", "text": samples.TEXT})
    path = f"imports/{sent.json()['id']}/"
    receiving.read(sent.json()["id"], parsed)
    outbox.deliver_due()
    waiting = len(office.get(path).json()["doubts"])
    answer = office.act(path, "confirm")
    assert (answer.status_code, answer.json()["code"]) == (409, "needs_unmet")
    assert f"还有 {waiting} 处存疑没有确认" in answer.content.decode()
    found = office.get(path).json()
    assert (found["state"], found["turned_back"]) == ("preview", "")
    assert (Issue.objects.count(), outbox.deliver_due()) == (0, 0)


def test_a_program_reads_why_a_worker_refused(cast, token_of):
    make.opened_round(cast, "sj3")
    desk = token_of("desk1")
    file = SimpleUploadedFile("一览表.xlsx", petition_files.workbook([line(1), line(2)]))
    sent = desk.form("imports/", {"round": "sj3", "kind": "petitions", "batch": 10, "file": file})
    path = f"imports/{sent.json()['id']}/"
    receiving.read(sent.json()["id"], parsed)
    outbox.deliver_due()
    assert desk.act(path, "confirm").status_code == 202
    row = StagedImport.objects.get()
    StagedImport.objects.update(asked={**row.asked, "post_id": 0})
    outbox.deliver_due()
    found = desk.get(path).json()
    assert (found["state"], Petition.objects.count()) == ("preview", 0)
    assert "已不在原岗位" in found["turned_back"]
