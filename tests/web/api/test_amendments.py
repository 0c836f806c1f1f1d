"""`amendments/`: drafted, read with both values, moved; tokens do not approve."""

import pytest

from issues.models import Amendment
from tests import amendments as amend
from tests import factories as make
from tests.watching import fingerprint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("late_2026")]
BASIS = {"basis_no": "云办字〔2026〕77号", "basis_on": "2026-10-08"}


def test_a_program_drafts_and_submits_and_reads_both_values(cast, token_of):
    issue = make.rectifying(cast)
    caller = token_of("unit1")
    body = {
        "issue": issue.pk,
        "goal": amend.GOAL,
        "deadline_text": "2027年6月底前",
        "reason": "汛期。",
    }
    made = caller.post("amendments/", body)
    assert (made.status_code, made["ETag"]) == (201, '"1"'), made.content.decode()
    found = made.json()
    assert found["facets"] == ["goal", "deadline"]
    assert found["changes"]["goal"] == {"before": "依法退出，岸线恢复。", "after": amend.GOAL}
    assert found["changes"]["deadline"]["after"]["due_on"] == "2027-06-30"
    assert [one["name"] for one in found["actions"]] == ["revise", "submit", "withdraw"]
    done = caller.act(f"amendments/{found['id']}/", "submit")
    assert (done.status_code, done.json()["state"]) == (200, "submitted")
    assert make.fresh(issue).goal == "依法退出，岸线恢复。"


def test_the_issue_offers_the_move_and_it_works(cast, token_of):
    issue = make.rectifying(cast)
    caller = token_of("unit1")
    offered = {one["name"]: one for one in caller.get(f"issues/{issue.pk}/").json()["actions"]}
    assert offered["amend"]["url"] == f"/api/v1/issues/{issue.pk}/actions/amend/"
    done = caller.act(f"issues/{issue.pk}/", "amend", {"measures": ["全部退出。"]})
    assert done.status_code == 200
    row = Amendment.objects.get()
    assert [m["text"] for m in row.changes["measures"]["after"]] == ["全部退出。"]
    again = caller.get(f"issues/{issue.pk}/").json()["actions"]
    assert [one["ready"] for one in again if one["name"] == "amend"] == [False]


def test_a_session_with_a_second_proof_approves_and_a_token_does_not(cast, token_of, session_of):
    row = amend.submitted(cast, make.rectifying(cast))
    path, before = f"amendments/{row.pk}/", fingerprint(["accounts_apitoken"])
    refused = token_of("city1").act(path, "approve", BASIS)
    assert (refused.status_code, refused.json()["code"]) == (403, "step_up_required")
    assert fingerprint(["accounts_apitoken", "journal_auditentry"]) == {
        k: v for k, v in before.items() if k != "journal_auditentry"
    }
    done = session_of("city1", confirmed=True).act(path, "approve", BASIS)
    assert (done.status_code, done.json()["state"]) == (200, "approved")
    assert make.fresh(row.issue).goal == amend.GOAL


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"state": "approved"}, "state"),
        ({"units": {"boss": ["某局"]}}, "units"),
        ({"units": {"lead": ["查无此局"]}}, "units"),
        ({"deadline_text": "尽快"}, "due_on"),
        ({"measures": "一条"}, "measures"),
        ({"goal": "x" * 20_001}, "goal"),
    ],
)
def test_a_bad_body_is_a_400_that_names_the_field(cast, token_of, body, field):
    issue = make.rectifying(cast)
    answer = token_of("unit1").post("amendments/", {"issue": issue.pk, **body})
    detail = answer.json()["detail"]
    assert (answer.status_code, field in detail.get("fields", detail)) == (400, True)
    assert not Amendment.objects.exists()


def test_lists_filter_and_the_neighbour_meets_nothing(cast, token_of):
    plan = make.issued_plan(cast, issues=2)
    first, second = plan.issues.order_by("sort_key")
    mine, other = amend.submitted(cast, first), amend.drafted(cast, second)
    office = token_of("city1")
    ids = [row["id"] for row in office.get("amendments/", state="submitted").json()["results"]]
    assert ids == [mine.pk]
    assert office.get("amendments/", issue=second.pk, count="exact").json()["count"] == 1
    stranger = token_of("county2")
    assert stranger.get("amendments/", count="exact").json()["count"] == 0
    for pk in (mine.pk, other.pk):
        assert stranger.get(f"amendments/{pk}/").status_code == 404
    assert token_of("county1").get(f"amendments/{other.pk}/").status_code == 404
    assert stranger.post("amendments/", {"issue": first.pk, "goal": "别的。"}).status_code == 404
    assert Amendment.objects.count() == 2


def test_the_same_key_drafts_once_and_a_stale_version_is_412(cast, token_of):
    issue = make.rectifying(cast)
    caller = token_of("unit1")
    body = {"issue": issue.pk, "goal": amend.GOAL, "reason": "汛期。"}
    first, second = (
        caller.post("amendments/", body, **{"Idempotency-Key": "amend-0001"}) for _ in range(2)
    )
    assert (first.status_code, second.json()) == (201, first.json())
    path = f"amendments/{first.json()['id']}/"
    assert caller.act(path, "revise", {"goal": "只退出。", "reason": "汛期。"}).status_code == 200
    assert caller.post(f"{path}actions/submit/", match=1).status_code == 412
    row = Amendment.objects.get()
    assert (row.state, row.changes["goal"]["after"]) == ("draft", "只退出。")
