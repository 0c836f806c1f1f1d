"""The words of one issue, sorted by field, before anything is read out of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from rectify.exchange.readers.items import Item

NEAR = 64
"""How far back the same words count as repeated; an issue may have thousands of rows."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words with their place; `day` where the cell is a true date.

    `answer`: the words were made of 是 or 否 and the heading above.
    """

    text: str
    place: str = ""
    day: date | None = None
    answer: bool = False


@dataclass(slots=True)
class RawMeasure:
    """A measure with the words that belong to it alone."""

    item: Item
    own: dict[str, list[Span]] = field(default_factory=dict)


@dataclass(slots=True)
class RawIssue:
    """One issue's words by field; measures keep their own."""

    spans: dict[str, list[Span]] = field(default_factory=dict)
    measures: list[RawMeasure] = field(default_factory=list)
    section: str = ""
    place: str = ""
    overall: bool = False
    verbatim: bool = False  # the number stays as written

    def add(self, name: str, span: Span) -> None:
        """Keep a span; the same words from a merged cell or a line repeated nearby only once."""
        if not span.text.strip():
            return
        known = self.spans.setdefault(name, [])
        if all(span.text != other.text for other in known[-NEAR:]):
            known.append(span)

    def text(self, name: str, joint: str = "\n") -> str:
        """Return a field's words, several spans joined."""
        return joint.join(span.text.strip() for span in self.spans.get(name, ()))

    def first(self, name: str) -> Span:
        """Return a field's first span, or an empty one."""
        return next(self.each(name), Span("", self.place))

    def each(self, name: str) -> Iterator[Span]:
        """Yield a field's spans."""
        yield from self.spans.get(name, ())
