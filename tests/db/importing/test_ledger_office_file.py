"""The sample ledger comes in whole, and `import_ledger` answers as the design says."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from issues.importing.ledger.stored import known_histories
from issues.models import Issue, Plan
from rectify.core import clock
from tests.db.importing import ledgers

pytestmark = pytest.mark.django_db
DATES = ("completed_on", "accepted_on", "notice_from", "notice_to", "filed_on")


@pytest.mark.data
def test_every_row_of_the_office_ledger_comes_in_as_the_gold_says(desk, shared_data):
    data = (shared_data / "office" / "ledger_history.xlsx").read_bytes()
    gold = json.loads((shared_data / "ledger_history.gold.json").read_text(encoding="utf-8"))
    done = desk.take_in(data, "ledger_history.xlsx", kind="ledger", doc_no="云办字〔2022〕51号")
    assert done.summary == {"new": len(gold), "changed": 0, "untouched": 0, "refused": 0}
    known = known_histories(Plan.objects.get())
    for row in gold:
        told = known[row["number"]].history.as_json()
        issue = Issue.objects.get(serial=row["number"])
        assert (issue.text, issue.goal) == (row["issue"], row["goal"])
        assert (issue.due_on and issue.due_on.isoformat()) == row["deadline_iso"]
        assert (told["state"], told["filing_no"]) == (row["state"], row["filing_no"] or "")
        assert [told[name] for name in DATES] == [row[name] for name in DATES]


@pytest.fixture
def run(desk, tmp_path, capsys):
    """Run the command on rows; (exit code, JSON)."""
    file = tmp_path / "台账.xlsx"

    def make(rows, *options):
        file.write_bytes(ledgers.ledger(rows))
        code = 0
        try:
            call_command("import_ledger", str(file), "--round", "sj3", *options)
        except SystemExit as end:
            code = end.code
        out, _words = capsys.readouterr()
        return code, json.loads(out) if out else None

    return make


def test_the_command_takes_a_ledger_in_and_again_changes_nothing(run):
    with clock.at(date(2026, 11, 23)):
        options = ("--plan", ledgers.DOC_NO, "--as", "city1", "--commit")
        code, found = run(ledgers.ROWS, *options)
        assert (code, found["new"], found["doubts"]) == (0, 5, [])
        code, again = run(ledgers.ROWS, *options)
    assert (code, again["new"], again["changed"], again["untouched"]) == (0, 0, 0, 5)
    assert Issue.objects.filter(imported=True).count() == 5


def test_without_a_plan_the_command_asks_and_writes_nothing(run):
    code, found = run(ledgers.ROWS[2:3], "--as", "city1", "--commit")
    assert (code, found["receipt"]) == (1, None)
    assert [doubt["id"] for doubt in found["doubts"]] == ["all-plan_no"]
    assert not Issue.objects.exists()
