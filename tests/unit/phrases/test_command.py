"""`manage.py phrase`: one answer per line, in order, without a database."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def answers(kind: str, file: Path, *lines: str) -> list[dict[str, Any]]:
    file.write_text("\n".join(lines), encoding="utf-8")
    out = io.StringIO()
    call_command("phrase", kind, file=file, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_answers_keep_the_order_and_echo_the_id(tmp_path: Path) -> None:
    lines = ('{"id":7,"text":"2024年底前"}', '{"text":"9月底前","year":2023}')
    first, second = answers("deadline", tmp_path / "in.jsonl", *lines)
    assert (first["id"], first["due_on"]) == (7, "2024-12-31")
    assert (second["due_on"], "id" in second) == ("2023-09-30", False)


def test_terms_count_from_the_given_day(tmp_path: Path) -> None:
    line = '{"text":"10个工作日内","on":"2024-09-26"}'
    (answer,) = answers("deadline", tmp_path / "in.jsonl", line)
    assert answer["due_on"] == "2024-10-15"


@pytest.mark.parametrize(
    "line",
    ["不是JSON", "[1]", '{"id":1}', '{"text":5}', '{"text":"","year":"2024"}',
     '{"text":"","on":"2024-02-30"}', "[" * 100_000],
)  # fmt: skip
def test_a_bad_line_is_answered_and_the_run_goes_on(line: str, tmp_path: Path) -> None:
    bad, good = answers("units", tmp_path / "in.jsonl", line, '{"text":"甲局牵头"}')
    assert bad["error"].endswith("。")
    assert good["lead"] == ["甲局"]


def test_a_lone_surrogate_is_answered_in_ascii(tmp_path: Path) -> None:
    line = '{"id":"\\ud800","text":"罚款1万元"}'
    (answer,) = answers("outcome", tmp_path / "in.jsonl", line)
    assert (answer["id"], answer["fine_yuan"]) == ("\ud800", 10_000)


def test_petition_numbers_have_their_own_kind(tmp_path: Path) -> None:
    (answer,) = answers("petition-number", tmp_path / "in.jsonl", '{"text":"X2GD202109130057*"}')
    assert (answer["channel"], answer["round"], answer["key"]) == ("letter", 2, True)


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="打不开文件") as caught:
        call_command("phrase", "units", file=tmp_path / "none.jsonl")
    assert caught.value.returncode == 2


def test_the_standard_input_is_read_without_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    source = io.TextIOWrapper(io.BytesIO('\ufeff{"text":"甲局督导"}\n\n'.encode()))
    monkeypatch.setattr("sys.stdin", source)
    out = io.StringIO()
    call_command("phrase", "units", stdout=out)
    assert json.loads(out.getvalue())["supervising"] == ["甲局"]
