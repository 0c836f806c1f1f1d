"""The inbox: one's own messages at one's own post, unread first, read when opened."""

from datetime import UTC, datetime

import pytest

from rectify.accounts.models import Holding, Post
from rectify.core.errors import Missing
from rectify.journal.models import AuditEntry
from rectify.messaging import services
from rectify.messaging.models import Message
from rectify.messaging.querysets import unread

pytestmark = pytest.mark.django_db


def tell(cast, name="unit1", key="k", title="第5项：整改时限2026-12-02，剩7天", **fields):
    services.tell([cast.holdings[name]], key=key, kind="deadline", title=title, **fields)
    return Message.objects.filter(key__startswith=f"{key}:").get()


def test_the_same_key_tells_once(cast):
    holding = cast.holdings["unit1"]
    assert services.tell([holding], key="k", kind="step", title="请办理") == 1
    assert services.tell([holding], key="k", kind="step", title="请办理") == 0
    assert Message.objects.count() == 1


def test_a_long_title_shows_that_it_was_cut(cast):
    assert tell(cast, title="长" * 300).title == "长" * 199 + "…"


def test_unread_counts_this_person_at_this_post(cast):
    tell(cast)
    other = Post.objects.create(unit_id=cast.unit2.unit_id, role="staff", name="兼任")
    held = Holding.objects.create(
        user=cast.user("unit1"), post=other, starts_on=datetime(2026, 1, 1, tzinfo=UTC).date()
    )
    services.tell([held], key="other", kind="step", title="另一岗位的事")
    assert (unread(cast.unit1), unread(cast.unit2)) == (1, 0)


def test_the_inbox_shows_unread_first_and_newest_on_top(cast, client_of):
    tell(cast, key="a", title="先到的")
    tell(cast, key="b", title="后到的")
    seen = tell(cast, key="c", title="看过的")
    services.mark_read(cast.unit1, seen.pk)
    html = client_of("unit1").get("/inbox/").content.decode()
    assert html.index("后到的") < html.index("先到的")
    assert "看过的" not in html
    assert "看过的" in client_of("unit1").get("/inbox/?tab=all").content.decode()


def test_nobody_sees_the_messages_of_others(cast, client_of):
    tell(cast, title="青崖的事")
    for name in ("unit2", "county1", "city1", "province1", "system1"):
        assert "青崖的事" not in client_of(name).get("/inbox/?tab=all").content.decode()


def test_opening_marks_it_read_and_goes_to_its_page(cast, client_of):
    message = tell(cast, link="/issues/7/")
    answer = client_of("unit1").post(f"/inbox/{message.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/issues/7/")
    message.refresh_from_db()
    first = message.read_at
    client_of("unit1").post(f"/inbox/{message.pk}/")
    message.refresh_from_db()
    assert first is not None
    assert message.read_at == first


def test_a_look_by_get_changes_nothing(cast, client_of):
    message = tell(cast)
    assert client_of("unit1").get(f"/inbox/{message.pk}/").status_code == 405
    message.refresh_from_db()
    assert message.read_at is None


def test_another_persons_message_is_not_there(cast, client_of):
    message = tell(cast)
    for name in ("unit2", "county1", "city1"):
        assert client_of(name).post(f"/inbox/{message.pk}/").status_code == 404
    with pytest.raises(Missing):
        services.mark_read(cast.unit2, message.pk)
    message.refresh_from_db()
    assert message.read_at is None
    assert AuditEntry.objects.filter(action="message.read", result="not_found").count() == 4


def test_a_message_without_a_page_leads_back_to_the_inbox(cast, client_of):
    message = tell(cast, link="https://elsewhere.example/")
    assert client_of("unit1").post(f"/inbox/{message.pk}/")["Location"] == "/inbox/?tab=all"


def test_mark_all_reads_ones_own_and_nothing_else(cast, client_of):
    tell(cast, key="mine")
    tell(cast, "unit2", key="theirs")
    assert client_of("unit1").post("/inbox/read/")["Location"] == "/inbox/"
    assert (unread(cast.unit1), unread(cast.unit2)) == (0, 1)


def test_an_empty_inbox_says_what_will_come(client_of):
    html = client_of("unit1").get("/inbox/").content.decode()
    assert "没有未读消息" in html
    assert "没有消息" in client_of("unit1").get("/inbox/?tab=all").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_messages(
    cast, client_of, django_assert_num_queries
):
    client = client_of("unit1")
    client.get("/inbox/")
    for size in (1, 50):
        for n in range(size):
            tell(cast, key=f"{size}-{n}")
        with django_assert_num_queries(6):
            client.get("/inbox/?size=50")


def test_a_kind_without_a_name_is_called_a_notice(cast, client_of):
    services.tell([cast.holdings["unit1"]], key="n", kind="unheard-of", title="新的一类")
    html = client_of("unit1").get("/inbox/").content.decode()
    assert "unheard-of" not in html
    assert "通知" in html
