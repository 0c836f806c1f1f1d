from pathlib import Path

import pytest

from rectify.supervisor import sizes


def module(lines: int) -> str:
    return "x = 1\n" * lines


def function(lines: int) -> str:
    return "def f():\n" + "    x = 1\n" * (lines - 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (module(200), []),
        (module(201), [(201, False)]),
        (module(300), [(300, False)]),
        (module(301), [(301, True)]),
        (function(25), []),
        (function(26), [(26, False)]),
        (function(50), [(50, False)]),
        (function(51), [(51, True)]),
    ],
)
def test_a_limit_itself_is_allowed_one_line_more_is_not(text, found):
    assert [(f.lines, f.fails) for f in sizes.in_module(Path("m.py"), text)] == found


def test_migrations_are_left_out_and_one_failure_fails_the_check(tmp_path, capsys):
    (tmp_path / "issues/migrations").mkdir(parents=True)
    (tmp_path / "issues/migrations/0001.py").write_text(module(400))
    assert sizes.check(tmp_path) == 0
    (tmp_path / "issues/views.py").write_text(module(400))
    assert sizes.check(tmp_path) == 1
    assert capsys.readouterr().out == "issues/views.py：400 行，超过 300 行，必须拆分\n"
