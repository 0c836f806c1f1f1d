"""`manage.py sweep`: JSON on stdout, a sentence and a code for what it cannot read."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from rectify.messaging.models import Message

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("sweep", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_it_prints_the_counts(desk):
    desk.issue(date(2026, 12, 2))
    assert run("--on", "2026-11-25") == {
        "on": "2026-11-25",
        "dry_run": False,
        "sent": {"30": 0, "15": 0, "7": 2, "3": 0, "1": 0, "-1": 0},
        "recipients": 2,
        "messages": 2,
        "superseded": 4,
        "cancelled": 0,
    }
    assert run("--on", "2026-11-25")["messages"] == 0


def test_a_dry_run_says_so_and_writes_nothing(desk):
    desk.issue(date(2026, 12, 2))
    assert run("--on", "2026-11-25", "--dry-run")["dry_run"] is True
    assert not Message.objects.exists()


@pytest.mark.parametrize("text", ["2026-02-30", "明天", "25/11/2026"])
def test_a_date_it_cannot_read_is_refused_with_an_example(desk, text):
    with pytest.raises(CommandError, match="请写成 2026-11-23 这样"):
        run("--on", text)
    assert not Message.objects.exists()
