"""Hands files to the import as a desk does, without a worker or a process of its own."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from issues.models import Round
from petitions.importing import services
from petitions.importing.preview import Preview, preview
from rectify.accounts.scope import Actor
from rectify.exchange import receiving
from rectify.exchange.models import StagedImport
from rectify.exchange.parsed import Parsed
from rectify.exchange.readers.reading import read
from rectify.exchange.receiving import Upload
from tests.cast import Cast
from tests.factories import opened_round

HEADS = (
    "序号", "受理编号", "交办问题基本情况", "行政区域", "问题类型", "调查核实情况", "是否属实",
    "办结目标", "处理和整改情况", "是否办结", "责任人被处理情况",
)  # fmt: skip
FULL = ("属实", "消除扰民", "责令整改1家，立案1家，罚款2万元。", "已办结", "无")


def workbook(rows: Sequence[Sequence[str]], heads: Sequence[str] = HEADS, title: str = "") -> bytes:
    """A small public table as a workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("一览表")
    sheet.write(0, 0, title or "群众信访举报一览表（第十批 2024年5月20日）")
    for place, head in enumerate(heads):
        sheet.write(1, place, head)
    for at, row in enumerate(rows, 2):
        for place, text in enumerate(row):
            sheet.write_string(at, place, text)
    book.close()
    return out.getvalue()


def line(n: int, text: str = "砂场夜间作业扰民", area: str = "青崖县", **cells: str) -> list[str]:
    """One answered row; `cells` replaces some by heading."""
    number = f"X3YP20240511{n:04d}"
    found = [str(n), number, text, area, "噪声", "夜间仍在作业，属实。", *FULL]
    for head, value in cells.items():
        found[HEADS.index(head)] = value
    return found


def staged(who: Actor, data: bytes, name: str = "一览表.xlsx", **target: Any) -> StagedImport:
    row = Round.objects.get(code="r3")
    upload = Upload(data, name)
    found, _new = services.upload_petitions(who, upload, services.target_of(who, row, **target))
    return receiving.read(found.pk, lambda asked: Parsed.of(read("petitions", data, name)))


def looked(cast: Cast, data: bytes, name: str = "一览表.xlsx", **target: Any) -> Preview:
    """The preview of a file in the city's round."""
    if not Round.objects.filter(code="r3").exists():
        opened_round(cast)
    return preview(staged(cast.desk1, data, name, **target))


def settled(cast: Cast, look: Preview) -> Preview:
    """Every doubt answered with what the file itself suggests, else left as it is."""
    for doubt in look.open:
        sent = {"value": doubt.value} if doubt.field == "batch" else {"keep": True}
        services.answer(cast.desk1, look.staged.pk, doubt.id, sent)
    return preview(StagedImport.objects.get(pk=look.staged.pk))


def confirmed(cast: Cast, data: bytes, name: str = "一览表.xlsx", **target: Any) -> StagedImport:
    look = settled(cast, looked(cast, data, name, **target))
    return services.confirm(cast.desk1, look.staged.pk)
