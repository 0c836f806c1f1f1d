"""The links around a list keep the rest of its state and begin at the first page again."""

from django.http import QueryDict

from rectify.core.lists import order_link, tabs, toggle

SHOWN = QueryDict("q=砂场&state=rectifying&step=accept&page=3")


def urls(query: str) -> QueryDict:
    return QueryDict(query.removeprefix("?"))


def test_a_tab_keeps_the_search_and_drops_page_and_what_belongs_to_another_tab():
    everything, draft = tabs(SHOWN, "state", [("", "全部", 9), ("draft", "草稿", 2)], drop="step")
    assert urls(everything["url"]).dict() == {"q": "砂场"}
    assert urls(draft["url"]).dict() == {"q": "砂场", "state": "draft"}
    assert (draft["label"], draft["count"]) == ("草稿", 2)


def test_the_chosen_tab_is_the_current_one():
    shown = tabs(SHOWN, "state", [("", "全部", 9), ("rectifying", "整改中", 4)])
    assert [tab["current"] for tab in shown] == [False, True]
    assert urls(shown[0]["url"])["step"] == "accept"


def test_a_column_is_sorted_upward_first_then_downward():
    assert order_link(SHOWN, "due", "lamp")["direction"] == ""
    up = order_link(SHOWN, "due", "due")
    assert (up["direction"], urls(up["url"])["order"]) == ("ascending", "-due")
    down = order_link(SHOWN, "due", "-due")
    assert (down["direction"], urls(down["url"])["order"]) == ("descending", "due")


def test_a_filter_pressed_again_is_taken_off():
    pressed = toggle(QueryDict("lamp=red&page=2"), "lamp", "red")
    assert pressed == {"url": "?", "pressed": True}
    other = toggle(QueryDict("lamp=red&page=2"), "lamp", "orange")
    assert other == {"url": "?lamp=orange", "pressed": False}
