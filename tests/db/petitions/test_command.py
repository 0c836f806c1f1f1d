"""`manage.py import_petitions`: JSON out, doubts stop a commit, answers settle them."""

import json

import pytest
from django.core.management import call_command

from petitions.models import Petition
from rectify.exchange import models
from rectify.exchange.models import StagedImport
from rectify.journal import outbox
from tests.db.petitions.importing import line, workbook
from tests.factories import opened_round

pytestmark = pytest.mark.django_db


def run(capsys, *words: str) -> tuple[int, dict]:
    try:
        call_command("import_petitions", *words)
        code = 0
    except SystemExit as left:
        code = int(left.code or 0)
    out = capsys.readouterr().out
    return code, json.loads(out) if out.strip() else {}


def test_a_clean_file_is_committed_and_again_changes_nothing(cast, capsys, tmp_path):
    opened_round(cast)
    file = tmp_path / "一览表.xlsx"
    file.write_bytes(workbook([line(1), line(2)]))
    assert run(capsys, str(file), "--round", "r3")[1]["new"] == 2
    assert Petition.objects.count() == 0
    code, done = run(capsys, str(file), "--round", "r3", "--as", "desk1", "--commit")
    assert (code, done["new"], done["doubts"]) == (0, 2, [])
    assert done["receipt"].startswith("DR")
    code, again = run(capsys, str(file), "--round", "r3", "--commit")
    assert (code, again["new"], again["untouched"]) == (0, 0, 2)


def test_open_doubts_stop_the_commit_until_they_are_answered(cast, capsys, tmp_path):
    opened_round(cast)
    file, answers = tmp_path / "表.xlsx", tmp_path / "a.json"
    file.write_bytes(workbook([line(1)], title="办理情况"))
    code, found = run(capsys, str(file), "--round", "r3", "--commit")
    assert (code, [doubt["id"] for doubt in found["doubts"]]) == (1, ["all-batch"])
    assert Petition.objects.count() == 0
    answers.write_text('{"all-batch": "8"}')
    code, done = run(capsys, str(file), "--round", "r3", "--answers", str(answers), "--commit")
    assert (code, done["new"]) == (0, 1)
    assert Petition.objects.get().batch.number == 8


@pytest.mark.parametrize(
    "words",
    [("--round", "nowhere"), ("--round", "r3", "--as", "county1"), ("--round", "r3", "--as", "x")],
)
def test_bad_orders_are_refused_with_a_sentence(cast, capsys, tmp_path, words):
    opened_round(cast)
    file = tmp_path / "表.xlsx"
    file.write_bytes(workbook([line(1)]))
    code, out = run(capsys, str(file), *words, "--commit")
    assert (code, out) == (1, {})
    assert Petition.objects.count() == 0


def test_a_large_file_is_written_by_the_command_itself(
    cast, capsys, tmp_path, monkeypatch, tasks_loaded
):
    monkeypatch.setattr(models, "LARGE", 2)
    opened_round(cast)
    file, answers = tmp_path / "表.xlsx", tmp_path / "a.json"
    file.write_bytes(workbook([line(1), line(2, 是否属实="说不清")]))
    code, found = run(capsys, str(file), "--round", "r3", "--commit")
    assert (code, [doubt["id"] for doubt in found["doubts"]]) == (1, ["r2-verdict"])
    assert Petition.objects.count() == 0
    answers.write_text('{"r2-verdict": "属实"}')
    code, done = run(capsys, str(file), "--round", "r3", "--answers", str(answers), "--commit")
    assert (code, done["new"], Petition.objects.count()) == (0, 2, 2)
    assert outbox.deliver_due() >= 1
    assert StagedImport.objects.get().state == "confirmed"
