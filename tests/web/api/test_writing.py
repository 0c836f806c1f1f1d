"""Writing: versions, keys, second proofs, strict bodies; a refusal changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from issues.models import Evidence, Issue, PublicNotice, Round, SignOff
from issues.services import progress
from petitions.models import Petition
from rectify.journal.models import AuditEntry, Event
from rectify.signoff import presets
from rectify.signoff.workflow import STEPS
from tests import factories as make
from tests import petition_factories as petitions
from tests.watching import fingerprint

pytestmark = pytest.mark.django_db


def unchanged(answer, status, code) -> dict:
    """The answer's body, once its status and code are as said."""
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.content.decode()
    return answer.json()


def test_a_write_without_the_version_seen_is_428(cast, token_of):
    issue = make.rectifying(cast)
    caller, before = token_of("unit1"), fingerprint(["accounts_apitoken"])
    answer = caller.post(f"issues/{issue.pk}/actions/receive/")
    assert "If-Match" in unchanged(answer, 428, "precondition_required")["message"]
    assert fingerprint(["accounts_apitoken"]) == before


def test_a_stale_version_is_412_and_tells_who_did_what_since(cast, token_of):
    issue = make.received(cast)
    progress.report(cast.unit1, issue.pk, pct=40, done_text="已清运。")
    answer = token_of("unit1").post(
        f"issues/{issue.pk}/actions/report/", {"done_text": "重复", "pct": 10}, match=issue.version
    )
    detail = unchanged(answer, 412, "stale")["detail"]
    assert (detail["expected"], detail["current"]) == (issue.version, issue.version + 1)
    change = detail["changes"][0]
    assert (change["who"], change["action"]) == (cast.unit1.person, "report")
    assert change["data"]["progress_pct"] == [0, 40]
    assert make.fresh(issue).progress_pct == 40


def test_a_move_answers_with_the_object_and_its_next_version(cast, token_of):
    issue = make.rectifying(cast)
    caller = token_of("unit1")
    seen = caller.get(f"issues/{issue.pk}/")
    assert seen["ETag"] == f'"{issue.version}"'
    done = caller.post(f"issues/{issue.pk}/actions/receive/", match=seen["ETag"])
    assert (done.status_code, done["ETag"]) == (200, f'"{issue.version + 1}"')
    assert done.json()["version"] == issue.version + 1
    assert "receive" not in [action["name"] for action in done.json()["actions"]]


def test_actions_say_what_still_stands_against_them(cast, token_of):
    issue = make.received(cast)
    actions = token_of("unit1").get(f"issues/{issue.pk}/").json()["actions"]
    found = {action["name"]: action for action in actions}
    assert found["report"]["ready"] is True
    assert found["complete"]["ready"] is False
    assert found["complete"]["missing"] == [
        "还有措施没有办结，请先逐条办结。",
        "还没有佐证材料，请至少上传一份。",
    ]
    assert found["complete"]["url"] == f"/api/v1/issues/{issue.pk}/actions/complete/"


def test_what_is_missing_is_a_409_listing_it(cast, token_of):
    issue = make.received(cast)
    answer = token_of("unit1").act(f"issues/{issue.pk}/", "complete")
    assert len(unchanged(answer, 409, "needs_unmet")["detail"]["needs"]) == 2
    assert make.fresh(issue).state == "rectifying"


def test_the_same_key_gets_the_same_answer_and_acts_once(cast, session_of):
    presets.load()
    make.opened_round(cast)
    body = {"code": "r9", "name": "第九轮", "kind": "provincial"}
    caller, key = session_of("city1"), {"Idempotency-Key": "round-nine-0001"}
    first, again = (caller.post("rounds/", body, **key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert (first["ETag"], again["ETag"]) == ('"1"', '"1"')
    other = caller.post("rounds/", {**body, "name": "另一个"}, **key)
    unchanged(other, 422, "key_reused")
    assert Round.objects.filter(code="r9").count() == 1


def test_a_repeated_move_with_its_key_is_answered_though_the_version_moved_on(cast, token_of):
    issue = make.received(cast)
    caller, key = token_of("unit1"), {"Idempotency-Key": "report-0001"}
    path, body = f"issues/{issue.pk}/actions/report/", {"done_text": "已清运。", "pct": 50}
    answers = [caller.post(path, body, match=issue.version, **key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert issue.reports.count() == 1


def test_a_refusal_leaves_its_key_free(cast, token_of):
    issue = make.rectifying(cast)
    caller, key = token_of("unit1"), {"Idempotency-Key": "report-0002"}
    path, body = f"issues/{issue.pk}/actions/report/", {"done_text": "已清运。", "pct": 50}
    unchanged(caller.post(path, body, match=issue.version, **key), 409, "needs_unmet")
    caller.act(f"issues/{issue.pk}/", "receive")
    version = make.fresh(issue).version
    assert caller.post(path, body, match=version, **key).status_code == 200
    refusals = AuditEntry.objects.filter(action="issues.issue.report", result="needs_unmet")
    assert refusals.count() == 1


def test_a_token_cannot_sign(cast, token_of):
    issue = make.completed(cast)
    answer = token_of("unit1").act(f"issues/{issue.pk}/", "approve", {"opinion": "自查通过"})
    assert "不能用令牌" in unchanged(answer, 403, "step_up_required")["message"]
    assert SignOff.objects.get(issue=issue).signatures.count() == 0


def test_a_session_must_have_confirmed_before_signing(cast, session_of):
    issue = make.completed(cast)
    unsure = session_of("unit1", confirmed=False).act(f"issues/{issue.pk}/", "approve")
    unchanged(unsure, 403, "step_up_required")
    sure = session_of("unit1").act(f"issues/{issue.pk}/", "approve")
    assert (sure.status_code, sure.json()["state"]) == (200, "in_signoff")


def test_a_step_act_needs_the_version_of_its_cycle_too(cast, session_of):
    issue = make.applied(cast)
    caller, path = session_of("county1"), f"issues/{issue.pk}/"
    plain = caller.post(f"{path}actions/approve/", match=issue.version)
    assert "ETag 原样送回" in unchanged(plain, 412, "stale")["message"]
    assert make.fresh(issue).signoffs.get().position == 2
    assert caller.act(path, "approve").json()["step"] == "accept"


def test_acts_go_by_way_of_the_sign_off_as_well(cast, session_of):
    issue = make.endorsed(cast)
    cycle = issue.signoffs.get()
    path = f"signoffs/{cycle.pk}/"
    caller = session_of("acceptor1")
    refused = caller.act(path, "approve")
    assert "核对项" in unchanged(refused, 409, "needs_unmet")["message"]
    answers = {name: {"value": "yes"} for name in make.ANSWERS}
    done = caller.act(path, "approve", {"answers": answers})
    assert (done.status_code, done.json()["step"]) == (200, "notice")
    assert [s["action"] for s in done.json()["signatures"]] == ["approve"] * 3


def test_every_act_people_may_take_has_its_route():
    from issues.api.issues import Issues
    from issues.api.signoffs import SignOffs

    wanted = {row.action for row in STEPS.rows if "party" in row.roles and row.label}
    for view in (Issues, SignOffs):
        routes = {act.url_path.removeprefix("actions/") for act in view.get_extra_actions()}
        assert wanted <= routes


def test_an_ended_cycle_takes_no_acts(cast, session_of):
    issue = make.applied(cast)
    cycle = issue.signoffs.get()
    SignOff.objects.filter(pk=cycle.pk).update(state="failed", closed_at="2026-11-01T00:00Z")
    answer = session_of("county1").act(f"signoffs/{cycle.pk}/", "approve")
    unchanged(answer, 409, "wrong_state")


def test_content_changed_after_signing_voids_and_says_so(cast, session_of):
    issue = make.endorsed(cast)
    issue.measures.update(done_note="改过的话")
    answers = {name: {"value": "yes"} for name in make.ANSWERS}
    answer = session_of("acceptor1").act(f"issues/{issue.pk}/", "approve", {"answers": answers})
    unchanged(answer, 409, "approvals_voided")
    assert issue.signoffs.get().signatures.exclude(voided_at=None).count() == 1


def test_one_notice_may_cover_many_issues(cast, session_of):
    issue = make.accepted(cast)
    body = {"issues": [issue.pk], "phone": "0900-1234567"}
    answer = session_of("city1").post("public-notices/", body)
    assert answer.status_code == 201, answer.content.decode()
    assert (answer.json()["noun"], answer.json()["issues"]) == ("issue", [issue.pk])
    assert PublicNotice.objects.get().pk == answer.json()["id"]


def test_evidence_is_uploaded_fetched_and_taken_out(cast, token_of):
    issue = make.received(cast)
    caller = token_of("unit1")
    fields = {"issue": issue.pk, "kind": "photo_before", "file": make.photo(), "caption": "东岸"}
    sent = caller.form("evidence/", fields)
    assert sent.status_code == 201, sent.content.decode()
    row = sent.json()
    shown = caller.client.get(row["files"]["display"], headers=caller.headers)
    assert shown["Content-Type"] == "image/jpeg"
    assert b"".join(shown.streaming_content)[:2] == b"\xff\xd8"
    version = make.fresh(issue).version
    gone = caller.post(f"evidence/{row['id']}/actions/remove/", {"reason": "传错"}, match=version)
    assert gone.status_code == 204
    assert caller.get(f"evidence/{row['id']}/").status_code == 404


def test_a_file_that_is_not_what_it_says_is_refused_whole(cast, token_of):
    issue = make.received(cast)
    fake = SimpleUploadedFile("现场.jpg", b"MZ\x90\x00" * 100, "image/jpeg")
    answer = token_of("unit1").form(
        f"issues/{issue.pk}/actions/add_evidence/",
        {"kind": "photo_before", "file": fake},
        match=make.fresh(issue).version,
    )
    unchanged(answer, 400, "invalid")
    assert Evidence.objects.count() == 0
    assert make.fresh(issue).version == issue.version


def test_a_petition_is_handed_down_answered_and_reviewed(cast, token_of):
    petition = petitions.registered(cast)
    path = f"petitions/{petition.pk}/"
    lead = petitions.unit_of("青崖县人民政府")
    handed = token_of("desk1").act(path, "hand_down", {"division": "990121", "lead": lead})
    assert (handed.status_code, handed.json()["state"]) == (200, "handed_down")
    unit = token_of("unit1")
    unit.act(path, "receive")
    items = [{"number": n, "verdict": "true", "finding": "属实。"} for n in (1, 2)]
    answer = {"items": items, "closure": "done", "handling": "已拆除。"}
    answer["outcome"] = {"fine_yuan": "251542.71", "cases_filed": 1}
    replied = unit.act(path, "reply", answer)
    assert replied.json()["replies"][0]["state"] == "pending"
    wrong = token_of("desk1").act(path, "stage_close")
    unchanged(wrong, 409, "needs_unmet")
    closed = token_of("desk1").act(path, "close", {"note": "同意。"}).json()
    assert (closed["state"], closed["outcome"]["fine_yuan"]) == ("closed", "251542.71")
    assert Petition.objects.get().closed_on is not None


def test_what_leaves_the_sight_of_its_sender_is_answered_with_nothing(cast, token_of):
    petition = petitions.handed_down(cast)
    answer = token_of("county1").act(f"petitions/{petition.pk}/", "send_back", {"reason": "石渡县"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert petitions.fresh(petition).state == "registered"


def test_the_events_of_an_api_move_are_those_of_the_page(cast, token_of):
    issue = make.rectifying(cast)
    token_of("unit1").act(f"issues/{issue.pk}/", "receive")
    event = Event.objects.filter(noun="issues.issue", object_id=issue.pk).latest("number")
    assert (event.action, event.person, event.number) == (
        "receive",
        cast.unit1.person,
        Issue.objects.get(pk=issue.pk).version,
    )
