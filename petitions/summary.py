"""边督边改汇总表: counts by place that add up, or the rows that do not (domain §9.5)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from petitions.models import OUTCOME, Petition, PetitionBatch
from petitions.workflow import CLOSURE_NAMES, VERDICT_NAMES

HANDED = ~Q(state="registered")
ANSWERED = HANDED & ~Q(closure="")
VERDICTS = {f"verdict_{name}": ANSWERED & Q(verdict=name) for name in VERDICT_NAMES}
CLOSURES = {
    "done": HANDED & Q(closure="done"),
    "staged": HANDED & Q(closure="staged"),
    "transferred": HANDED & Q(closure="transferred"),
    "open": HANDED & (Q(closure="") | Q(closure="not_done")),
}
"""Every petition handed down is in exactly one; without a reviewed answer it is open."""


@dataclass(frozen=True)
class Row:
    """One place, or the total; `counts` by column name, money in yuan."""

    code: str
    name: str
    counts: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.counts[name]


@dataclass(frozen=True)
class Fault:
    """A petition or a batch for which the table does not balance, and why."""

    label: str
    url: str
    why: str


@dataclass(frozen=True)
class Summary:
    """Rows in the order of their codes, the total of them, and what does not add up."""

    rows: list[Row]
    total: Row
    faults: list[Fault] = field(default_factory=list)

    @property
    def balances(self) -> bool:
        return not self.faults


def summarise(rows: QuerySet[Petition], batches: Iterable[PetitionBatch] = ()) -> Summary:
    """The table over these petitions; `batches` bring the counts their lists state."""
    counted = {
        "received": Count("pk"),
        "phone": Count("pk", filter=Q(channel="phone")),
        "letter": Count("pk", filter=Q(channel="letter")),
        "other_channel": Count("pk", filter=~Q(channel__in=["phone", "letter"])),
        "handed": Count("pk", filter=HANDED),
        "waiting": Count("pk", filter=~HANDED),
        "answered": Count("pk", filter=ANSWERED),
        "distinct": Count("pk", filter=HANDED & Q(duplicate_number="")),
        **{name: Count("pk", filter=wanted) for name, wanted in (VERDICTS | CLOSURES).items()},
        **{name: Sum(name) for name in OUTCOME},
    }
    bare = rows.order_by()
    found = bare.values("division_id", "division__name").annotate(**counted)
    lines = [_row(dict(line), counted) for line in found.order_by("division_id")]
    total = _row({**bare.aggregate(**counted), "division_id": "", "division__name": ""}, counted)
    return Summary(lines, total, [*_rows_at_fault(bare), *_batches_at_fault(batches)])


def _row(line: dict[str, Any], names: Iterable[str]) -> Row:
    counts = {name: line[name] or (Decimal(0) if name == "fine_yuan" else 0) for name in names}
    place = line["division__name"] or _("未交办到地方")
    return Row(line["division_id"] or "", place, counts)


def _rows_at_fault(rows: QuerySet[Petition]) -> list[Fault]:
    """Answered without a verdict: 属实 + … would not reach the total."""
    lacking = rows.filter(ANSWERED, verdict="").select_related("batch").order_by("pk")[:200]
    return [
        Fault(
            row.label,
            f"/petitions/{row.pk}/",
            _("已写%(closure)s，但没有是否属实。") % {"closure": _(CLOSURE_NAMES[row.closure])},
        )
        for row in lacking
    ]


def _batches_at_fault(batches: Iterable[PetitionBatch]) -> list[Fault]:
    found = []
    for batch in batches:
        have = batch.petitions.count()
        if batch.stated_count is not None and batch.stated_count != have:
            words = _("清单载明 %(stated)d 件，登记了 %(have)d 件，差 %(gap)d 件。")
            gap = abs(batch.stated_count - have)
            told = {"stated": batch.stated_count, "have": have, "gap": gap}
            found.append(Fault(str(batch), f"/petitions/?batch={batch.number}", words % told))
    return found


def sentence(summary: Summary) -> str:
    """The text of the daily report (domain §9.5), its parts adding up to the whole."""
    total = summary.total
    closed = total["done"] + total["transferred"]
    words = [
        _("调查处理 %(n)d 件") % {"n": total["handed"]},
        _("其中已办结 %(a)d 件、阶段性办结 %(b)d 件、未办结 %(c)d 件")
        % {"a": closed, "b": total["staged"], "c": total["open"]},
    ]
    for name, (word, unit) in OUTCOME.items():
        if total[name] and name not in ("detained_admin", "detained_criminal"):
            words.append(f"{_(word)} {plain(total[name])} {_(unit)}")
    return "，".join(words) + "。"


def plain(amount: Decimal | int) -> str:
    """A number without needless zeros: 251542.71, 58000."""
    if isinstance(amount, Decimal) and amount % 1:
        return f"{amount:f}".rstrip("0")
    return str(int(amount))
