"""`manage.py read`: JSON on stdout, a sentence on stderr, exit 1 for a file that cannot be read."""

import contextlib
import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.unit.readers.makers import make_xlsx


def run(*arguments: str) -> tuple[dict[str, object], str]:
    """Return what the command printed on stdout and stderr."""
    out, err = StringIO(), StringIO()
    with contextlib.suppress(SystemExit):
        call_command("read", *arguments, stdout=out, stderr=err)
    return json.loads(out.getvalue()), err.getvalue()


def test_a_file_that_cannot_be_read_ends_with_1(tmp_path):
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"")

    with pytest.raises(SystemExit) as stopped:
        call_command("read", "plan", str(path), stdout=StringIO(), stderr=StringIO())

    assert stopped.value.code == 1


def test_a_plan_is_printed_by_the_keys_of_the_interface(tmp_path):
    path = tmp_path / "清单.xlsx"
    path.write_bytes(make_xlsx([["序号", "反馈问题", "整改措施", "整改时限", "责任单位"],
                                ["3、", "甲", "1.做一\n2.做二", "9月底前", "县住建局"]]))  # fmt: skip

    answer, err = run("plan", str(path), "--year", "2025")

    (row,) = answer["rows"]
    assert (answer["kind"], answer["problems"], err) == ("plan", [], "")
    assert row.pop("place") == "Sheet1!2行"
    assert row == {
        "number": "3", "issue": "甲", "goal": "", "deadline_text": "9月底前",
        "deadline_kind": "month_end", "deadline_iso": "2025-09-30",
        "measures": [{"text": "做一"}, {"text": "做二"}], "lead_units": ["县住建局"],
        "cooperating_units": [], "supervising_units": [], "acceptance_units": [],
        "responsible_leader": "", "responsible_person": "",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["plan", "ledger", "petitions", "signoff"])
def test_a_file_that_cannot_be_read_is_an_answer_too(tmp_path, kind):
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"PK\x03\x04 damaged")

    answer, err = run(kind, str(path))

    assert answer["kind"] == kind
    assert answer["rows"] == []
    assert answer["problems"] == [{"place": "", "message": err.strip()}]
    assert "文件已损坏" in err


def test_a_relative_term_counts_from_the_day_given(tmp_path):
    path = tmp_path / "清单.txt"
    path.write_text("序号\t反馈问题\t整改措施\t整改时限\n1\t甲\t做\t20日内", encoding="utf-8")

    answer, _err = run("plan", str(path), "--on", "2018-06-13")

    assert answer["rows"][0]["deadline_iso"] == "2018-07-03"
