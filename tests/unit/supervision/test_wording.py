"""What a warning says, as people read it."""

from datetime import date

import pytest

from rectify.supervision.mornings import Told
from rectify.supervision.wording import days, notes

ON = date(2026, 11, 25)
ISSUE = Told(
    user_id=7, post_id=70, mailed=True, noun="issues.issue", object_id=12, issue_id=12, plan_id=3,
    cycle=1, due_on=date(2026, 12, 2), rung=7, serial="12", title="3座乡镇污水处理站未运行",
    part="", plan="云屏州整改方案",
)  # fmt: skip
MEASURE = ISSUE._replace(
    noun="issues.measure", object_id=50, part="2", due_on=date(2026, 11, 26), rung=1
)
STEP = ISSUE._replace(noun="issues.steprun", object_id=9, part="县级审核", due_on=ON, rung=1)


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        ("2026-12-25", "剩30天"),
        ("2026-11-26", "剩1天"),
        ("2026-11-25", "今天到期"),
        ("2026-11-24", "已超期1天"),
        ("2025-11-25", "已超期365天"),
    ],
)
def test_days_are_counted_to_the_named_day(due_on, words):
    assert days(date.fromisoformat(due_on), ON) == words


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (ISSUE, "第12项 3座乡镇污水处理站未运行：整改时限2026-12-02，剩7天"),
        (MEASURE, "第12项 3座乡镇污水处理站未运行：第2条措施时限2026-11-26，剩1天"),
        (STEP, "第12项 3座乡镇污水处理站未运行：“县级审核”办理期限2026-11-25，今天到期"),
        (
            MEASURE._replace(issue_id=None, serial="", title=""),
            "云屏州整改方案：总体措施第2条时限2026-11-26，剩1天",
        ),
    ],
)
def test_the_title_names_the_problem_the_date_and_the_days(told, title):
    (note,) = notes([told], ON)
    assert note.title == title


def test_the_dates_of_one_case_are_one_message_and_others_stand_alone():
    other = ISSUE._replace(issue_id=13, object_id=13, serial="13")
    first, second = notes([MEASURE, ISSUE, other], ON)
    assert first.body == "整改时限2026-12-02，剩7天\n《云屏州整改方案》"
    assert (first.link, second.link) == ("/issues/12/", "/issues/13/")


def test_each_reader_of_the_same_words_has_a_key_of_their_own():
    first, second = notes([ISSUE, ISSUE._replace(user_id=8, post_id=80, mailed=False)], ON)
    assert first.key == "warning:issues.issue:12:1:2026-12-02:7:7"
    assert second.key == "warning:issues.issue:12:1:2026-12-02:7:8"
    assert first.title == second.title
    assert (first.digest_on, second.digest_on) == (ON, None)


def test_a_very_long_title_leaves_room_for_the_date():
    (note,) = notes([ISSUE._replace(title="长" * 200)], ON)
    assert note.title.endswith("长…：整改时限2026-12-02，剩7天")
    assert len(note.title) < 120
