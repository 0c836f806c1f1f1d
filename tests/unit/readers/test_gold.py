"""The sample documents with gold answers: at least 97 of 100 fields of every set are right."""

import importlib.util
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[3] / "bench" / "readers.py"


@pytest.fixture(scope="module")
def bench():
    """Load the scoring of `bench/readers.py`."""
    spec = importlib.util.spec_from_file_location("bench_readers", BENCH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", ["plan", "petition", "ledger", "signoff"])
def test_the_readers_agree_with_the_gold(bench, shared_data, kind):
    marks = list(getattr(bench, f"{kind}_marks")(shared_data))

    right = sum(mark[3] for mark in marks) / len(marks)
    sure = [mark[3] for mark in marks if mark[4]]

    assert right >= 0.97
    assert sum(sure) / len(sure) >= 0.99


def test_every_row_of_the_offices_own_files_is_read(bench, shared_data):
    marks = [m for kind in ("plan", "petition", "ledger", "signoff")
             for m in getattr(bench, f"{kind}_marks")(shared_data) if m[0].startswith("office/")]  # fmt: skip

    assert {m[:3] for m in marks if not m[3]} == set()


def test_the_seed_plan_gives_its_twelve_overall_measures(shared_data):
    from rectify.exchange.readers import read

    document = read("plan", shared_data / "plans" / "seed_hanzhong_plan.txt")

    assert [row.overall for row in document.rows] == [True] * 12
    assert document.rows[6].lead_units.value == ("市生态环境局",)
    assert document.rows[6].cooperating_units.value == ("市直有关部门单位", "各县(区)", "各管委会")
    assert document.aliases["各管委会"] == (
        "汉中经济技术开发区管委会", "兴汉新区管委会", "航空智慧新城管委会",
    )  # fmt: skip
