"""The pages of petitions, as desk, county and unit use them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from petitions.models import Petition, PetitionReply
from rectify.accounts.step_up import CONFIRMED
from tests import petition_factories as make

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    return answer.content.decode()


def form_of(answer) -> dict:
    """What a browser would send of the form shown, as initial values."""
    form = answer.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def answered(answer, **changes) -> dict:
    data = form_of(answer)
    for n in (1, 2):
        data |= {f"verdict_{n}": "true", f"finding_{n}": f"第{n}项核实情况。"}
    return {**data, "handling": "已拆除。", "closure": "done", **changes}


def test_the_list_shows_states_that_add_up_and_only_what_is_seen(cast, client_of):
    make.registered(cast, 1)
    make.handed_down(cast, 2)
    desk = client_of("desk1").get("/petitions/")
    tabs = {tab["label"]: tab["count"] for tab in desk.context["tabs"]}
    assert (tabs["全部"], tabs["待交办"], tabs["待签收"]) == (2, 1, 1)
    assert sum(tabs.values()) == 4
    assert "X3YP202611230001" in words(desk)
    county = client_of("county1").get("/petitions/")
    assert county.context["total"] == 1
    assert "X3YP202611230001" not in words(county)
    assert client_of("county2").get("/petitions/").context["total"] == 0


def test_a_petition_of_another_county_reads_like_a_missing_one(cast, client_of):
    petition = make.handed_down(cast)
    client = client_of("county2")
    pages = ("", "answer/", "act/receive/", "act/review/", "evidence/1/display/")
    for page in pages:
        seen = client.get(f"/petitions/{petition.pk}/{page}")
        missing = client.get(f"/petitions/999999/{page}")
        assert (seen.status_code, missing.status_code) == (404, 404), page


def test_the_desk_hands_down_with_one_press_what_the_bench_shows(cast, client_of):
    petition = make.registered(cast)
    client = client_of("desk1")
    bench = client.get("/petitions/desk/")
    found = bench.context["now"]["suggestion"]
    assert found.division.name == "青崖县"
    assert [unit.name for unit in found.units] == ["青崖县水务局"]
    data = {"version": petition.version, "division": found.division.pk, "lead": found.units[0].pk}
    assert client.post(f"/petitions/{petition.pk}/accept/", data).status_code == 302
    petition = make.fresh(petition)
    assert (petition.state, petition.division_id) == ("handed_down", "990121")
    again = client.post(f"/petitions/{petition.pk}/accept/", data, follow=True)
    assert "有人改动过" in words(again)
    assert make.fresh(petition).version == petition.version


def test_the_bench_counts_how_often_a_spot_was_complained_about(cast, client_of):
    make.closed(cast, 1)
    make.registered(cast, 2, text="河口砂场洗砂水直排青崖河。")
    page = client_of("desk1").get("/petitions/desk/")
    assert "第2次反映此处" in words(page)
    assert [u.name for u in page.context["now"]["suggestion"].units] == ["青崖县人民政府"]
    assert page.context["clock"].handed == 1
    assert page.context["clock"].open == 1


def test_a_county_answers_item_by_item_on_one_page(cast, client_of):
    petition = make.answering_one(cast)
    client = client_of("unit1")
    page = client.get(f"/petitions/{petition.pk}/answer/")
    assert [card.text for card in page.context["form"].cards] == list(make.ITEMS)
    data = answered(page, fine_yuan="251,542.71", closure="staged")
    refused = client.post(f"/petitions/{petition.pk}/answer/", data)
    assert refused.status_code == 400
    assert "请写下一步措施" in words(refused)
    assert PetitionReply.objects.count() == 0
    data |= {"next_plan": "建成沉淀池。", "next_due_on": "2099-12-01"}
    assert client.post(f"/petitions/{petition.pk}/answer/", data).status_code == 302
    reply = petition.replies.get()
    assert str(reply.fine_yuan) == "251542.71"
    assert make.fresh(petition).state == "replied"


def test_a_double_click_answers_once(cast, client_of):
    petition = make.answering_one(cast)
    client = client_of("unit1")
    data = answered(client.get(f"/petitions/{petition.pk}/answer/"))
    answers = [client.post(f"/petitions/{petition.pk}/answer/", data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[1]["Location"] == answers[0]["Location"]
    assert petition.replies.count() == 1
    assert make.fresh(petition).version == petition.version + 1


def test_the_desk_returns_with_a_reason_and_then_lets_it_stand(cast, client_of):
    petition = make.replied(cast)
    client = client_of("desk1")
    page = client.get(f"/petitions/{petition.pk}/act/return_reply/")
    empty = client.post(f"/petitions/{petition.pk}/act/return_reply/", form_of(page))
    assert empty.status_code == 400
    data = {**form_of(page), "reason": "第1项缺监测数据。"}
    assert client.post(f"/petitions/{petition.pk}/act/return_reply/", data).status_code == 302
    assert make.fresh(petition).state == "answering"
    assert "第1项缺监测数据" in words(client_of("unit1").get("/"))


def test_publishing_asks_for_a_second_proof(cast, client_of):
    petition = make.closed(cast)
    client = client_of("desk1")
    url = f"/petitions/{petition.pk}/act/publish/"
    data = form_of(client.get(url))
    away = client.post(url, data)
    assert away.status_code == 302
    assert make.fresh(petition).published_at is None
    sure = client_of("desk1", confirmed=True)
    assert CONFIRMED in sure.session
    assert sure.post(url, data).status_code == 302
    assert make.fresh(petition).published_at is not None


def test_the_same_number_of_queries_for_one_row_and_for_many(cast, client_of):
    make.handed_down(cast, 1)
    client = client_of("desk1")
    counts = []
    for serial in range(2, 5):
        for path in ("/petitions/?size=100", "/petitions/desk/", "/petitions/summary/"):
            client.get(path)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(path).status_code == 200
            counts.append((path, len(queries)))
        make.handed_down(cast, serial)
        make.registered(cast, serial + 10)
    by_path = {path: {n for name, n in counts[3:] if name == path} for path, _n in counts}
    assert all(len(found) == 1 for found in by_path.values()), by_path
    assert max(n for found in by_path.values() for n in found) <= 25
    assert Petition.objects.count() == 7


def test_the_page_of_a_petition_tells_its_story(cast, client_of):
    petition = make.stage_closed(cast)
    page = client_of("county1").get(f"/petitions/{petition.pk}/")
    text = words(page)
    for told in ("阶段性办结", "建成沉淀池", "罚款金额 50000 元", "审核通过，阶段性办结", "签收"):
        assert told in text, told
    moves = {action["label"] for action in page.context["actions"]}
    assert moves == {"分派单位", "答复"}


def test_the_search_box_knows_the_number_of_a_petition(cast, client_of):
    petition = make.handed_down(cast)
    desk = client_of("desk1")
    assert desk.get("/search/?q=x3yp202611230001*")["Location"] == f"/petitions/{petition.pk}/"
    assert desk.get("/search/?q=X3YP2026")["Location"] == "/petitions/?q=X3YP2026"
    elsewhere = client_of("county2").get("/search/?q=X3YP202611230001")
    assert elsewhere["Location"] == "/petitions/?q=X3YP202611230001"
