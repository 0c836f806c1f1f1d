"""What a stranger reads about petitions."""

import pytest
from django.test import Client

from tests import petition_factories as make

pytestmark = pytest.mark.django_db
BASE = "/public/petitions/r3/1/"


def test_a_stranger_reads_the_table_and_takes_it_home(cast, client):
    make.published(cast)
    assert "第1批" in client.get("/public/petitions/").content.decode()
    page = client.get(BASE)
    assert page.status_code == 200
    assert make.TEXT in page.content.decode()
    for form, start in (("xlsx", b"PK"), ("docx", b"PK")):
        file = client.get(f"{BASE}{form}/")
        assert b"".join(file.streaming_content).startswith(start)
        assert "attachment" in file["Content-Disposition"]
    assert client.get(f"{BASE}exe/").status_code == 404


def test_what_is_not_published_is_not_there(cast, client):
    make.closed(cast)
    assert client.get(BASE).status_code == 404
    assert make.TEXT not in client.get("/public/petitions/").content.decode()


def test_an_office_publishes_a_batch_after_a_second_proof(cast, client_of):
    petition = make.closed(cast)
    url = f"/petitions/batches/{petition.batch_id}/"
    desk = client_of("desk1", confirmed=True)
    page = desk.get(url)
    data = {"version": page.context["batch"].version, "form_key": page.context["form_key"]}
    assert [line["label"] for line in page.context["ready"]] == [petition.number]
    assert client_of("desk1").post(url, data)["Location"].startswith("/step-up/")
    assert Client().get(BASE).status_code == 404
    assert desk.post(url, data).status_code == 302
    assert Client().get(BASE).status_code == 200


@pytest.mark.parametrize("name", ["county1", "county2", "leader1"])
def test_only_the_desk_publishes_its_batch(cast, client_of, name):
    petition = make.closed(cast)
    answer = client_of(name, confirmed=True).post(f"/petitions/batches/{petition.batch_id}/")
    assert answer.status_code in (403, 404)
    assert make.fresh(petition).published_at is None
