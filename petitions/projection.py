"""Fills the public table of petitions: eleven columns in words, field by field (domain §9.5)."""

from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _

from petitions.models import Petition, PetitionBatch, PublishedPetition
from petitions.publication import Leak, leaks
from petitions.workflow import CLOSURE_NAMES, VERDICT_NAMES
from rectify.core import clock

NOBODY = "无"
WHOLE_COUNTRY = "中央生态环境保护督察"


def columns(petition: Petition) -> dict[str, str]:
    """The words of one row as the public reads them; the names are those of the projection."""
    return {
        "number": petition.number or petition.label,
        "problem": petition.text,
        "area": petition.area or (petition.division.name if petition.division else ""),
        "types": "、".join(petition.pollution_types),
        "finding": petition.finding,
        "verdict": VERDICT_NAMES.get(petition.verdict, ""),
        "target": petition.closure_target,
        "handling": petition.handling,
        "closure": CLOSURE_NAMES.get(petition.closure, ""),
        "accountability": petition.accountability or NOBODY,
    }


COLUMN_WORDS = {
    "number": "受理编号",
    "problem": "交办问题基本情况",
    "area": "行政区域",
    "types": "问题类型",
    "finding": "调查核实情况",
    "verdict": "是否属实",
    "target": "办结目标",
    "handling": "处理和整改情况",
    "closure": "是否办结",
    "accountability": "责任人被处理情况",
}
"""Columns of round 3 in their order; 序号 stands before them."""
HEADINGS = ("序号", *COLUMN_WORDS.values())


def personal(petition: Petition) -> list[Leak]:
    """What stands against publishing this row: words that would tell who complained."""
    found = leaks({name: text for name, text in columns(petition).items() if name != "number"})
    return [Leak(COLUMN_WORDS[leak.column], _(leak.kind), leak.hint) for leak in found]


def title_of(batch: PetitionBatch) -> str:
    """群众信访举报转办和边督边改公开情况一览表 with its inspection, batch and the day it was first
    published; before that, today's."""
    rows = PublishedPetition.objects.filter(round_code=batch.round.code, batch_number=batch.number)
    first = rows.aggregate(at=Min("published_at"))["at"]
    day = clock.day_of(first) if first else clock.today()
    name = WHOLE_COUNTRY if batch.round.kind_id == "central" else batch.round.name
    return (
        f"{name}群众信访举报转办和边督边改公开情况一览表"
        f"（第{batch.number}批 {day.year}年{day.month}月{day.day}日）"
    )


def project(petition: Petition, publisher: str) -> PublishedPetition:
    """Write the row; an earlier one of the same petition is renewed and shows when."""
    now = clock.now()
    batch = petition.batch
    values: dict[str, Any] = {
        **columns(petition),
        "round_code": petition.round.code,
        "round_name": petition.round.name,
        "batch_number": batch.number,
        "batch_on": batch.handed_on,
        "title": title_of(batch),
        "publisher": publisher,
        "serial": petition.position,
        "updated_at": now,
        "is_demo": petition.owner.is_demo,
    }
    row, _new = PublishedPetition.objects.update_or_create(
        petition_id=petition.pk,
        defaults=values,
        create_defaults={**values, "published_at": now},
    )
    return row
