"""/petitions/summary/: the evening table; it balances, or names the row that does not."""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from issues.models import Round
from petitions.models import Petition, PetitionBatch
from petitions.summary import Row, Summary, plain, sentence, summarise
from petitions.workflow import VERDICT_NAMES
from rectify.accounts.http import SignedRequest
from rectify.core import clock
from rectify.exchange import downloads


@require_safe
def summary(request: SignedRequest) -> HttpResponse:
    """Of one batch, of one round, or of all that is in sight."""
    return render(request, "petitions/summary.html", content(request))


def content(request: SignedRequest) -> dict[str, Any]:
    """What `petitions/summary.html` shows; a file of it is written from the same."""
    part = Part.of(request)
    found = summarise(part.rows, part.owned)
    return {
        "batches": list(part.batches.order_by("-handed_on", "-number")[:60]),
        "batch": part.batch,
        "rounds": list(part.rounds),
        "round": part.round,
        "verdicts": [_(word) for word in VERDICT_NAMES.values()],
        "lines": [_line(row) for row in found.rows],
        "total": _line(found.total),
        "faults": found.faults,
        "equations": equations(found),
        "sentence": sentence(found),
        "as_of": clock.now(),
        "exports": _exports(request),
    }


@dataclass(frozen=True)
class Part:
    """What of all in sight the table is about; `owned` are the batches this desk keeps of it."""

    batches: QuerySet[PetitionBatch]
    rounds: QuerySet[Round]
    batch: PetitionBatch | None
    round: Round | None
    rows: QuerySet[Petition]
    owned: QuerySet[PetitionBatch]

    @classmethod
    def of(cls, request: SignedRequest) -> Self:
        """A batch goes before a round; what is not in sight narrows nothing."""
        rows = Petition.objects.visible_to(request.actor.scope)
        seen = PetitionBatch.objects.visible_to(request.actor.scope)
        batches = seen.select_related("round")
        rounds = Round.objects.filter(pk__in=rows.order_by().values("round_id"))
        batch = batches.filter(pk=_number(request.GET.get("batch"))).first()
        round = rounds.filter(pk=_number(request.GET.get("round"))).first()
        owned = batches.filter(division_id=request.actor.division)
        if batch is not None:
            rows, owned = rows.filter(batch=batch), owned.filter(pk=batch.pk)
        elif round is not None:
            rows, owned = rows.filter(round=round), owned.filter(round=round)
        return cls(batches, rounds, batch, round, rows, owned)


def _exports(request: SignedRequest) -> list[dict[str, str]]:
    forms = ((_("汇总表（Excel）"), "xlsx"), (_("汇总表（Word）"), "docx"))
    files = ((label, reverse("petitions:summary_export", args=[form])) for label, form in forms)
    return downloads.menu(request.GET, *files)


def scope_words(page: dict[str, Any]) -> str:
    """What the table is about, as its page says it."""
    if page["batch"]:
        return f"{page['batch'].round.name} {page['batch']}"
    return str(page["round"].name) if page["round"] else _("全部可见的信访件")


def equations(found: Summary) -> list[dict[str, Any]]:
    """Both sums written out, and whether they hold."""
    total = found.total
    verdicts = [total[f"verdict_{name}"] for name in VERDICT_NAMES]
    parts = [total[name] for name in ("done", "transferred", "staged", "open")]
    return [
        {
            "words": _("属实、基本属实、部分属实、不属实、无法查实、不属于受理范围"),
            "sum": " + ".join(map(str, verdicts)),
            "whole": _("已审核答复 %(n)d 件") % {"n": total["answered"]},
            "holds": sum(verdicts) == total["answered"],
        },
        {
            "words": _("已办结、移送、阶段性办结、未办结"),
            "sum": " + ".join(map(str, parts)),
            "whole": _("交办 %(n)d 件") % {"n": total["handed"]},
            "holds": sum(parts) == total["handed"],
        },
    ]


def _line(row: Row) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "verdicts": [row[f"verdict_{name}"] for name in VERDICT_NAMES],
        "fine": plain(row["fine_yuan"]),
        **{name: value for name, value in row.counts.items() if not name.startswith("verdict_")},
    }


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else 0
