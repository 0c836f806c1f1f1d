"""What a person must decide before an import is written, whatever its rows are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rectify.core.errors import NeedsUnmet


@dataclass(frozen=True)
class Choice:
    """One way to settle it; `value` is what the form sends."""

    value: str
    label: str


@dataclass(frozen=True)
class Doubt:
    """A question with its place and sentence.

    `kind`: date (a day or words), text (what the field should say), unit (which units a name
    means), yesno, accept (only whether it is right). `rows` are all the rows it concerns; `value`
    is what is suggested; `keep_label` names what leaving it as it is does.
    """

    id: str
    row: str
    field: str
    kind: str
    label: str
    message: str
    raw: str = ""
    place: str = ""
    sentence: str = ""
    value: str = ""
    choices: tuple[Choice, ...] = ()
    settled: bool = False
    rows: tuple[str, ...] = ()
    keep_label: str = ""

    @classmethod
    def of_all(
        cls, id: str, field: str, label: str, message: str, rows: tuple[str, ...], settled: bool
    ) -> "Doubt":
        """One question for many rows, to be accepted as it is."""
        keep = _("就这样导入")
        return cls(
            id, rows[0], field, "accept", label, message,
            settled=settled, rows=rows, keep_label=keep,
        )  # fmt: skip

    @property
    def of_file(self) -> bool:
        """Whether it is one question about many rows, shown before them."""
        return self.id.startswith("all-")


def open_ones(found: Iterable[Doubt]) -> list[Doubt]:
    """Those nobody has settled."""
    return [doubt for doubt in found if not doubt.settled]


def check_settled(waiting: Sequence[Doubt]) -> None:
    """Raises `NeedsUnmet` while doubts are open, naming how many."""
    if waiting:
        sentence = _("还有 %(n)d 处存疑没有确认，逐条确认后方可导入。") % {"n": len(waiting)}
        raise NeedsUnmet(sentence, needs=[doubt.message for doubt in waiting])
