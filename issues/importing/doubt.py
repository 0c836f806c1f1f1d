"""The shape of one doubt, and what doubts depend on besides the rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from issues.importing.drafts import Json
from issues.importing.known import Known
from rectify.regions.matching import Match


@dataclass(frozen=True)
class Around:
    """All that doubts depend on besides the rows."""

    answers: Mapping[str, Json] = field(default_factory=dict)
    matches: Mapping[str, Match] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    needs: frozenset[str] = frozenset()


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
