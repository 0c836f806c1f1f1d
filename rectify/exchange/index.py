"""A large import of either noun as a worker saw it: doubts, counts and a line a row, without rows.

What a page shows in full are some fifty rows: `part` loads and compares just those. Everything
that spans rows (doubles, missing numbers, names asked once) is as the worker saw it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from rectify.exchange import sql
from rectify.exchange.doubts import Choice, Doubt, open_ones
from rectify.exchange.faults import Fault
from rectify.exchange.looks import Json, Line
from rectify.exchange.models import StagedImport
from rectify.exchange.pane import Window, stored_window

OWN = ("id", "row", "raw", "place", "sentence", "value", "settled")
COMMON = ("field", "kind", "label", "message", "keep_label")


def index_json(
    *,
    lines: Iterable[Line],
    doubts: Iterable[Doubt],
    counts: Mapping[str, int],
    faults: Iterable[Fault],
    **more: Any,
) -> Json:
    """What is kept of a look; `Index` reads it back."""
    shared: dict[Any, int] = {}
    return {
        "lines": [[line.key, line.state, line.n, line.reason, line.target] for line in lines],
        "doubts": [_packed(doubt, shared) for doubt in doubts],
        "shared": list(shared),
        "counts": dict(counts),
        "faults": [list(vars(fault).values()) for fault in faults],
        **more,
    }


def _packed(doubt: Doubt, shared: dict[Any, int]) -> list[Any]:
    """Its own words, then the numbers of those many doubts share: ten thousand rows may all be
    asked the same."""
    common = (getattr(doubt, name) for name in COMMON)
    choices = tuple((choice.value, choice.label) for choice in doubt.choices)
    numbers = [shared.setdefault(words, len(shared)) for words in (*common, choices)]
    return [*(getattr(doubt, name) for name in OWN), *numbers]


class Index:
    """The kept look of `staged`, with the answers given since laid over it."""

    large = True

    def __init__(self, staged: StagedImport) -> None:
        self.staged = staged
        self.kept: Json = staged.look

    @property
    def fresh(self) -> bool:
        """Whether nothing has been answered since the worker looked."""
        return bool(self.kept["version"] == self.staged.version)

    @cached_property
    def lines(self) -> list[Line]:
        return [Line(*line) for line in self.kept["lines"]]

    @cached_property
    def by_key(self) -> dict[str, Line]:
        return {line.key: line for line in self.lines}

    @cached_property
    def doubts(self) -> list[Doubt]:
        return [self._doubt(kept) for kept in self.kept["doubts"]]

    @cached_property
    def open(self) -> list[Doubt]:
        return open_ones(self.doubts)

    @property
    def counts(self) -> dict[str, int]:
        return dict(self.kept["counts"])

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def findings(self) -> list[dict[str, str]]:
        """The remarks on the file, as they were when the worker looked."""
        return list(self.kept["findings"])

    @property
    def faults(self) -> list[Fault]:
        """What stands against it, row by row."""
        return [Fault(*fault) for fault in self.staged.faults]

    def rows(self, keys: Collection[str]) -> list[tuple[Line, Json]]:
        """The lines and readings of these rows, in file order; unknown keys are left out."""
        wanted = sorted(
            (self.by_key[key] for key in set(keys) if key in self.by_key), key=lambda line: line.n
        )
        found = sql.rows_at(self.staged.pk, [line.n for line in wanted])
        return [(line, found[line.n]) for line in wanted]

    def window(self, place: str) -> Window | None:
        """The source around a place."""
        return stored_window(self.staged.pk, place)

    @cached_property
    def choices(self) -> dict[int, tuple[Choice, ...]]:
        """The closed lists among what doubts share, by number."""
        kept = enumerate(self.kept["shared"])
        return {n: tuple(Choice(*c) for c in words) for n, words in kept if isinstance(words, list)}

    def _doubt(self, kept: Sequence[Any]) -> Doubt:
        own = dict(zip(OWN, kept, strict=False))
        *common, choices = kept[len(OWN) :]
        told = {name: self.kept["shared"][n] for name, n in zip(COMMON, common, strict=True)}
        own["settled"] = own["settled"] or own["id"] in self.staged.answers
        return Doubt(**own, **told, choices=self.choices[choices])
