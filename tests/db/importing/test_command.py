"""`manage.py import_plan`: the same services, JSON out, exit codes."""

import json

import pytest
from django.core.management import call_command

from issues.models import Issue, Plan
from rectify.journal.models import Event
from tests.db.importing import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(desk, tmp_path, capsys):
    """Run the command on a text; (exit code, JSON or nothing, words)."""

    def make(text, *options, answers=None):
        file = tmp_path / "方案.txt"
        file.write_text(text, encoding="utf-8")
        if answers is not None:
            given = tmp_path / "答复.json"
            given.write_text(json.dumps(answers), encoding="utf-8")
            options = (*options, "--answers", str(given))
        code = 0
        try:
            call_command("import_plan", str(file), "--round", "sj3", *options)
        except SystemExit as end:
            code = end.code
        out, words = capsys.readouterr()
        return code, json.loads(out) if out else None, words

    return make


def test_a_preview_counts_lists_its_doubts_and_writes_no_plan(run):
    code, found, words = run(samples.TEXT)
    assert (code, words) == (0, "")
    assert list(found) == ["receipt", "new", "changed", "untouched", "refused", "doubts"]
    assert (found["receipt"], found["new"]) == (None, 2)
    assert [doubt["raw"] for doubt in found["doubts"]] == ["州环保督查中心", "2026年供暖季前"]
    assert Plan.objects.count() == 0


def test_open_doubts_refuse_the_commit(run):
    code, found, words = run(samples.TEXT, "--commit")
    assert (code, found["receipt"], len(found["doubts"])) == (1, None, 2)
    assert "州环保督查中心" in words
    assert Plan.objects.count() == 0


def test_answers_by_name_and_by_id_let_it_through_and_again_changes_nothing(run):
    answers = {"州环保督查中心": "州水务局", "r2-deadline": "2026-10-31", "r1-goal": "达标运行"}
    code, found, _words = run(samples.TEXT, "--commit", answers=answers)
    assert (code, found["new"], found["doubts"]) == (0, 2, [])
    assert found["receipt"].startswith("DR")
    assert Issue.objects.get(serial="1").goal == "达标运行"
    code, again, _words = run(samples.TEXT, "--commit", answers={"r1-goal": "达标运行"})
    assert (code, again["new"], again["changed"], again["untouched"]) == (0, 0, 0, 2)


def test_the_named_user_is_who_did_it(run, desk):
    options = ("--as", "city1", "--plan", "云办字〔2026〕51号", "--commit")
    code, _found, _words = run(samples.OVERALL, *options, answers={"各管委会": "keep"})
    assert code == 0
    plan = Plan.objects.get()
    assert plan.doc_no == "云办字〔2026〕51号"
    event = Event.objects.get(noun="issues.plan", object_id=plan.pk)
    assert (event.person, event.post_id) == ("李某某", desk.cast.city1.post_id)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--as", "unit1"), "没有这个地区整改办的岗位"),
        (("--as", "county2"), "没有这个轮次"),
        (("--as", "city1", "--division", "990121"), "没有这个地区整改办的岗位"),
    ],
)
def test_who_may_not_import_is_refused(run, options, words):
    code, found, said = run(samples.TEXT, *options)
    assert (code, found) == (1, None)
    assert words in said


def test_bad_answers_and_unreadable_files_exit_with_one(run):
    code, _found, words = run(samples.TEXT, answers={"r9-goal": "x"})
    assert (code, "对不上任何一处存疑" in words) == (1, True)
    code, _found, words = run("")
    assert code == 1
    assert words.strip()
