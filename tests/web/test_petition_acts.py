"""The acts on a petition: a second click, a colleague who was quicker, a refusal in the form."""

import re

import pytest

from petitions.services import handing
from rectify.journal.models import Event
from tests import petition_factories as make
from tests.people import colleague
from tests.watching import AUDIT, fingerprint

pytestmark = pytest.mark.django_db
ACTS = [
    # stage, who, act, what is typed, where the person goes on
    (make.registered, "desk1", "hand_down", {"lead": ""}, "/petitions/{pk}/"),
    (make.handed_down, "county1", "receive", {}, "/petitions/{pk}/"),
    (make.handed_down, "county1", "send_back", {"reason": "不在本县。"}, "/petitions/"),
    (make.answering_one, "county1", "split", {"items": "一\n二"}, "/petitions/{pk}/"),
    (make.replied, "desk1", "return_reply", {"reason": "缺监测数据。"}, "/petitions/{pk}/"),
    (make.replied, "desk1", "review", {}, "/petitions/{pk}/"),
    (make.closed, "desk1", "publish", {}, "/petitions/{pk}/"),
]


def form_of(client, url):
    """What a browser would send of the form shown."""
    form = client.get(url).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


@pytest.mark.parametrize(("stage", "who", "act", "typed", "on"), ACTS, ids=[a[2] for a in ACTS])
def test_the_second_click_changes_nothing_and_is_no_refusal(
    cast, client_of, stage, who, act, typed, on
):
    petition, client = stage(cast), client_of(who, confirmed=True)
    url = f"/petitions/{petition.pk}/act/{act}/"
    sent = {**form_of(client, url), **typed}
    first = client.post(url, sent)
    assert (first.status_code, first["Location"]) == (302, on.format(pk=petition.pk))
    before = fingerprint()
    second = client.post(url, sent)
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert fingerprint() == before


def test_an_act_a_colleague_has_taken_says_who_did_what(cast, client_of):
    petition, client = make.handed_down(cast), client_of("county1")
    url = f"/petitions/{petition.pk}/act/receive/"
    sent = form_of(client, url)
    handing.receive(colleague(cast, "county1", "贺某某"), petition.pk)
    before = fingerprint([AUDIT])
    page = client.post(url, sent)
    assert page.status_code == 412
    assert re.search(r"贺某某 于 [\d: -]+ 已签收。", page.content.decode())
    assert fingerprint([AUDIT]) == before


def test_a_page_opened_too_late_says_that_it_is_done(cast, client_of):
    petition = make.answering_one(cast)
    page = client_of("county1").get(f"/petitions/{petition.pk}/act/receive/")
    assert page.status_code == 409
    sentence = f"{petition.label} 现在不需要您办理这一步，可能刚刚有人办过，请看历史。"
    assert sentence in page.content.decode()


def test_a_refusal_stands_at_the_field_it_is_about(cast, client_of):
    petition, client = make.answering_one(cast), client_of("desk1")
    url = f"/petitions/{petition.pk}/act/mark_duplicate/"
    before = Event.objects.count()
    page = client.post(url, {**form_of(client, url), "of": petition.number})
    assert page.status_code == 400
    assert page.context["form"].errors == {"of": ["不能与自己重复，请填写另一件的编号。"]}
    assert (Event.objects.count(), make.fresh(petition).duplicate_number) == (before, "")
