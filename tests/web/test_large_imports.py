"""Pages of large imports: asked for, waited for, then the receipt or the reason why not."""

import pytest

from issues.models import Issue, Plan, Round
from petitions.models import Petition
from rectify.core import clock
from rectify.exchange import models
from rectify.exchange.models import StagedImport
from rectify.journal import outbox
from rectify.journal.models import OutboxItem
from tests import factories as make
from tests.db.petitions import importing as petition_files
from tests.db.petitions.importing import line
from tests.web import test_petition_imports as petitions
from tests.web.test_imports import hand_in

pytestmark = pytest.mark.django_db
CLEAN = "\n".join(
    f"{n}. 沿岸{n}家砂石料场违规占用河道。\n整改目标：岸线恢复\n整改时限：2026年6月底前\n"
    f"责任单位：青崖县人民政府\n整改措施：\n1. 拆除生产设施。"
    for n in (1, 2, 3)
)


@pytest.fixture(autouse=True)
def large(monkeypatch, tasks_loaded):
    """Two rows are a large import here."""
    monkeypatch.setattr(models, "LARGE", 2)


@pytest.fixture
def desk(client_of, cast):
    make.opened_round(cast, "r3")
    return client_of("desk1")


def fresh() -> StagedImport:
    return StagedImport.objects.get()


def post_confirm(client, url):
    return client.post(f"{url}confirm/", {"version": fresh().version})


def batch(desk, *rows) -> str:
    """A petition table in the desk's preview, looked at by the worker."""
    url = petitions.hand_in(desk, Round.objects.get(), rows or (line(1), line(2)))
    outbox.deliver_due()
    return url


def test_a_confirmed_one_waits_and_then_shows_the_receipt(desk):
    url = batch(desk)
    answer = post_confirm(desk, url)
    assert (answer.status_code, answer.url) == (302, url)
    waiting = desk.get(url)
    assert "正在写入，请稍候" in waiting.content.decode()
    assert (waiting["Refresh"], Petition.objects.count()) == ("2", 0)
    assert outbox.deliver_due() == 1
    done = desk.get(url)
    assert (done.status_code, done.url) == (302, f"{url}receipt/")
    assert fresh().receipt in desk.get(done.url).content.decode()
    assert Petition.objects.count() == 2


def test_one_taken_back_waits_and_then_says_by_whom(desk):
    url = batch(desk)
    post_confirm(desk, url)
    outbox.deliver_due()
    answer = desk.post(f"{url}undo/", {"reason": "传错了文件"})
    assert "正在整批撤销，请稍候" in desk.get(answer.url).content.decode()
    assert desk.get(f"{url}receipt/").url == url
    outbox.deliver_due()
    page = desk.get(f"{url}receipt/").content.decode()
    assert "整批撤销，下列内容不再生效" in page
    assert "理由：传错了文件" in page
    assert Petition.objects.count() == 0


def test_open_doubts_are_said_at_once(desk):
    url = batch(desk, line(1), line(2, 是否属实="说不清"))
    before = fresh().version
    assert "还有 1 处存疑没有确认" in desk.get(post_confirm(desk, url).url).content.decode()
    assert (fresh().state, fresh().version, Petition.objects.count()) == ("preview", before, 0)


def test_a_refusal_of_the_worker_stands_on_the_preview(desk):
    url = batch(desk)
    post_confirm(desk, url)
    StagedImport.objects.update(asked={**fresh().asked, "post_id": 0})
    outbox.deliver_due()
    page = desk.get(url).content.decode()
    assert "提出这次办理的人已不在原岗位" in page
    assert (fresh().state, Petition.objects.count()) == ("preview", 0)


def test_an_undo_that_is_refused_stands_on_the_receipt(desk):
    url = batch(desk)
    post_confirm(desk, url)
    outbox.deliver_due()
    desk.post(f"{url}undo/", {"reason": "传错了文件"})
    Petition.objects.first().save_version(area="石渡县")
    outbox.deliver_due()
    assert "已有人办理" in desk.get(f"{url}receipt/").content.decode()
    assert (fresh().state, Petition.objects.count()) == ("confirmed", 2)


def test_a_plan_goes_the_same_way(office, round_):
    url = hand_in(office, round_, CLEAN)
    outbox.deliver_due()
    for key in [d["id"] for d in doubts(office, url)]:
        office.post(f"{url}answer/{key}/", {"action": "keep"})
    outbox.deliver_due()
    assert post_confirm(office, url).url == url
    assert "再核对一遍，全部写入或全不写入" in office.get(url).content.decode()
    outbox.deliver_due()
    assert office.get(url).url == f"{url}receipt/"
    assert (Plan.objects.count(), Issue.objects.count()) == (1, 3)


def doubts(client, url) -> list[dict]:
    found = client.get(f"/api/v1{url}").json()["doubts"]
    return [doubt for doubt in found if not doubt["settled"]]


def test_who_has_waited_long_may_take_back_what_he_asked(desk):
    url = batch(desk)
    post_confirm(desk, url)
    assert "不等了，收回" not in desk.get(url).content.decode()
    OutboxItem.objects.filter(done_at=None).update(quarantined_at=clock.now())
    early = {**fresh().asked, "at": "2026-01-01T00:00:00+00:00"}
    StagedImport.objects.update(asked=early)
    assert f'action="{url}recall/"' in desk.get(url).content.decode()
    assert desk.post(f"{url}recall/").url == url
    assert (fresh().state, Petition.objects.count()) == ("preview", 0)


def test_doubts_are_walked_through_without_waiting_for_the_worker(desk):
    rows = [line(n, 是否属实="说不清") for n in (1, 2, 3)]
    url = batch(desk, *rows)
    page = desk.get(url).content.decode()
    assert f'href="{url}?doubt=r2-verdict" data-key="j"' in page
    answer = desk.post(f"{url}answer/r1-verdict/", {"value": "属实"})
    assert answer.url == f"{url}?doubt=r2-verdict"
    page = desk.get(answer.url).content.decode()
    assert "正在重新核对" in page
    assert f'href="{url}?doubt=r1-verdict" data-key="k"' in page
    assert "存疑 3 处，已确认 1" in page
    outbox.deliver_due()
    assert "正在重新核对" not in desk.get(url).content.decode()


def test_rows_are_shown_fifty_a_page(desk):
    url = batch(desk, *(line(n) for n in range(1, 121)))
    page = desk.get(f"{url}?show=all&page=3&row=-").content.decode()
    assert page.count("砂场夜间作业扰民") == 20
    assert "X3YP202405110101" in page
    assert "X3YP202405110100" not in page


def test_a_wrong_answer_is_said_at_its_doubt(desk):
    url = batch(desk, line(1), line(2, 是否属实="说不清"))
    answer = desk.post(f"{url}answer/r2-verdict/", {"value": "也许"})
    assert answer.status_code == 400
    assert "没有认出“也许”" in answer.content.decode()
    assert fresh().answers == {}


def test_a_wrong_correction_is_said_at_its_field(desk):
    url = batch(desk)
    sent = {"field": "verdict", "value": "也许", "action": "edit"}
    answer = desk.post(f"{url}answer/r2/", sent)
    assert answer.status_code == 400
    assert "没有认出“也许”" in answer.content.decode()
    assert desk.post(f"{url}answer/r99/", sent | {"value": "属实"}).status_code == 404


def test_the_own_workbook_comes_back_with_its_faults_marked(desk):
    url = batch(desk, line(1), line(2, 是否属实="说不清"))
    sheet = petitions.sheet_of(desk.get(f"{url}marked.xlsx"))
    assert [sheet.cell(row, 12).value is None for row in (3, 4)] == [True, False]
    assert "请确认是否属实" in sheet.cell(4, 12).value


def test_one_given_up_is_taken_up_again(desk):
    url = batch(desk)
    desk.post(f"{url}discard/", {"version": fresh().version})
    assert fresh().state == "discarded"
    desk.post(f"{url}restore/")
    assert fresh().state == "preview"
    outbox.deliver_due()
    assert "导入 2 件" in desk.get(url).content.decode()


def test_what_changed_meanwhile_shows_when_the_person_asks_for_a_new_look(desk):
    url = batch(desk)
    other = batch(desk, line(1), line(2), line(3))
    post = desk.post(f"{other}confirm/", {})
    assert post.status_code == 302
    outbox.deliver_due()
    assert "导入 2 件" in desk.get(url).content.decode()
    assert f'action="{url}again/"' in desk.get(url).content.decode()
    assert desk.post(f"{url}again/").url == url
    assert "正在重新核对" in desk.get(url).content.decode()
    outbox.deliver_due()
    assert "导入 0 件" in desk.get(url).content.decode()


def test_the_same_file_handed_in_again_is_looked_at_again(desk, monkeypatch):
    data = petition_files.workbook([line(1), line(2)])
    monkeypatch.setattr(petitions, "workbook", lambda *_given: data)
    url = batch(desk)
    before = fresh().version
    assert batch(desk) == url
    assert (fresh().state, fresh().version) == ("preview", before + 1)
    assert fresh().look["version"] == before + 1
