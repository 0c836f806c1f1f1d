"""Scores the phrase readers against the sample documents, by origin and by confidence.

Run from the checkout: `.venv/bin/python bench/phrases.py [FOLDER]` (default ../shared/data).
Prints one table per kind; every wrong reading is listed with the gold beside it.
"""

import csv
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rectify.exchange.phrases.deadline import read_deadline  # noqa: E402
from rectify.exchange.phrases.outcome import COUNTS, read_outcome  # noqa: E402
from rectify.exchange.phrases.units import read_units  # noqa: E402


@dataclass
class Score:
    """One comparison: a row, a role or a cell."""

    group: str
    confidence: str
    right: bool
    note: str


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def deadlines(folder: Path) -> Iterator[Score]:
    for row in rows(folder / "deadlines.csv"):
        on = date.fromisoformat(row["context_date"]) if row["context_date"] else None
        year = int(row["context_year"]) if row["context_year"] else None
        got = read_deadline(row["phrase"], year=year, on=on)
        answer = (got.kind, got.due_on.isoformat() if got.due_on else "")
        gold = (row["gold_kind"], row["gold_date"])
        group = f"{row['origin']}, strict={row['strict']}"
        yield Score(group, got.confidence, answer == gold, f"{row['phrase']}: {answer} ≠ {gold}")


def units(folder: Path) -> Iterator[Score]:
    for row in rows(folder / "units.csv"):
        got = read_units(row["phrase"])
        for role in ("lead", "cooperating", "supervising"):
            gold = tuple(name for name in row[f"gold_{role}"].split(";") if name)
            answer = getattr(got, role)
            note = f"{row['phrase']}: {role} {answer} ≠ {gold}"
            yield Score(row["origin"], got.confidence, answer == gold, note)


def outcomes(folder: Path) -> Iterator[Score]:
    told = [(row["sentence"], row) for row in rows(folder / "outcomes.csv")]
    told += [
        (f"{row['handling']}\n{row['accountability']}", {**row, "origin": f"rows {row['origin']}"})
        for row in rows(folder / "petitions" / "rows.csv")
    ]
    for text, row in told:
        got = read_outcome(text)
        for column in COUNTS:
            gold = Decimal(row[column]) if row[column] else None
            value = getattr(got, column)
            answer = None if value is None else Decimal(value)
            note = f"{text}: {column} {answer} ≠ {gold}"
            yield Score(row["origin"].split(":")[0], got.confidence, answer == gold, note)


def report(kind: str, scores: list[Score], seconds: float) -> None:
    print(f"\n{kind}: {_share(scores)}, {seconds * 1000:.0f} ms")
    for title, key in (("origin", "group"), ("confidence", "confidence")):
        groups: dict[str, list[Score]] = defaultdict(list)
        for score in scores:
            groups[getattr(score, key)].append(score)
        for name, members in sorted(groups.items()):
            print(f"  {title:10} {name:28} {_share(members)}")
    for score in scores:
        if not score.right:
            print(f"  wrong ({score.confidence}): {score.note}")


def _share(scores: list[Score]) -> str:
    right = sum(score.right for score in scores)
    return f"{right}/{len(scores)} = {right / len(scores):.1%}"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    for kind, score in (("deadlines", deadlines), ("units", units), ("outcomes", outcomes)):
        began = time.perf_counter()
        scores = list(score(folder))
        report(kind, scores, time.perf_counter() - began)


if __name__ == "__main__":
    main()
