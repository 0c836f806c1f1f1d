"""The samples: 98 % of deadlines, 95 % of roles, 97 % of cells, 99 % of what is said surely."""

from pathlib import Path

import pytest

from bench import phrases as bench

pytestmark = pytest.mark.data


def share(scores: list[bench.Score]) -> float:
    return sum(score.right for score in scores) / len(scores)


def sure(scores: list[bench.Score]) -> list[bench.Score]:
    return [score for score in scores if score.confidence == "high"]


def test_deadlines_reach_their_mark(shared_data: Path) -> None:
    scores = list(bench.deadlines(shared_data))
    assert share(scores) >= 0.98
    assert share(sure(scores)) >= 0.99


def test_units_reach_their_mark(shared_data: Path) -> None:
    scores = list(bench.units(shared_data))
    assert share(scores) >= 0.95
    assert share(sure(scores)) >= 0.99


def test_outcomes_reach_their_mark(shared_data: Path) -> None:
    scores = list(bench.outcomes(shared_data))
    assert share(scores) >= 0.97
    assert share(sure(scores)) >= 0.99
