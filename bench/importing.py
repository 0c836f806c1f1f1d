"""Times imports and exports of issues on a throwaway cluster, with the peak memory of each part.

Run from the checkout: `.venv/bin/python -m bench.importing [--rows 10000] [--plan 300]`.
A ledger workbook of `--rows` issues (every state, four measures in a cell, three units each) goes
the whole way by pages and worker (`bench.sides`), is exported, handed in again and undone; a Word
plan of `--plan` issues is received and looked at. Prints one JSON line a step:
what `bench.frame.told` measures. Then the refusals: each hostile file with its milliseconds.
"""

import argparse
import io
import json
import sys
import time
import zipfile
from typing import Any

from bench.frame import in_cluster, told
from bench.sides import Side, ask, deliver, hand_in, number_in, undone, walked

STATES = (
    ("已销号", "2022-11-18", "2022-12-06", "2022-12-12", "2022-12-23",
     "云督改〔2023〕{n}号", "2023-01-05"),
    ("已验收", "2023-06-12", "2023-07-04", "", "", "", ""),
    ("整改中", "", "", "", "", "", ""),
    ("公示中", "2023-10-09", "2023-11-02", "2023-11-16", "2023-12-04", "", ""),
    ("已完成", "2024-03-15", "", "", "", "", ""),
)  # fmt: skip
UNITS = ("青崖县人民政府", "石渡县人民政府", "州水务局", "州生态环境局", "州住建局")
MEASURES = "\n".join(f"{n}、{text}" for n, text in enumerate(
    ("拆除生产设施，清运物料。", "平整覆土，种草复绿。", "安装监控并联网。", "建立巡查制度。"), 1
))  # fmt: skip


def ledger(rows: int) -> bytes:
    """A workbook under the columns of our own ledger."""
    import xlsxwriter

    from issues.exporting.columns import LEDGER

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, [spec.heading for spec in LEDGER])
    for n in range(1, rows + 1):
        sheet.write_row(n, 0, [_cell(spec.key, n) for spec in LEDGER])
    book.close()
    return out.getvalue()


def _cell(key: str, n: int) -> str:
    state = dict(zip(
        ("state", "completed_on", "accepted_on", "notice_from", "notice_to", "filing_no",
         "filed_on"),
        STATES[n % len(STATES)], strict=True,
    ))  # fmt: skip
    cells = {
        "serial": str(n),
        "text": f"沿岸{n}家砂石料场违规占用河道，弃渣直接入河",
        "goal": "依法退出，岸线恢复",
        "measures": MEASURES,
        "deadline_text": "2027年6月底前",
        "responsible": UNITS[n % 2],
        "supervising": UNITS[2 + n % 3],
        "acceptance": UNITS[2 + n % 3],
        **state,
    }
    return cells.get(key, "").format(n=n)


def plan(issues: int) -> bytes:
    """A Word table of issues."""
    from tests.db.importing import samples

    line = samples.ROWS[0]
    return samples.word_table([(str(n), f"{line[1]}{n}", *line[2:]) for n in range(1, issues + 1)])


def hostile() -> dict[str, tuple[bytes, str]]:
    """Files that must be refused at the door, by what is wrong with them."""
    bomb, deep = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    with zipfile.ZipFile(deep, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
        archive.writestr("xl/vbaProject.bin", b"macro")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4096
    return {
        "archive bomb": (bomb.getvalue(), "a.xlsx"),
        "entities and macros": (deep.getvalue(), "a.xlsx"),
        "zero bytes": (b"", "a.xlsx"),
        "wrong ending": (b"%PDF-1.7 pretending", "a.docx"),
        "old office": (old, "a.doc"),
        "behind a password": (old + "EncryptedPackage".encode("utf-16-le"), "a.xlsx"),
        "50 MB and one": (b"a" * (50 * 1024 * 1024 + 1), "a.txt"),
        "binary": (bytes(range(256)) * 4096, "a.txt"),
    }


def inside(rows: int, issues: int) -> None:
    """All of it, each side in a process of its own."""
    from bench import world

    round = world.opened_by(who := world.cast().city1)
    _ledger(who, round, rows)
    _plan(who, "bench", issues)
    _refusals(who, "bench")


def _ledger(who: Any, round: Any, rows: int) -> None:
    from issues.models import Issue
    from rectify.exchange.models import StagedImport

    web, worker, data = Side("web"), Side("worker"), ledger(rows)
    sent = {"round": round.pk, "kind": "ledger", "plan_no": "云办字〔2022〕51号"}
    url = web.do("page: upload", hand_in, "city1", "/imports/upload/", sent, "台账.xlsx", data)
    walked(web, worker, "city1", url)
    assert Issue.objects.count() == rows
    _taken_out(who, rows)
    more = ("/imports/upload/", sent, "再.xlsx", data + b"\n")
    again = web.do("page: upload again", hand_in, "city1", *more)
    worker.do("worker: read and look again", deliver)
    web.do("page: preview again", ask, "city1", again)
    counts = StagedImport.objects.get(pk=number_in(again)).look["counts"]
    assert counts["untouched"] == rows, counts
    undone(web, worker, "city1", url)
    web.end()
    worker.end()


def _taken_out(who: Any, rows: int) -> None:
    from issues.exporting.head import Head
    from issues.exporting.tables import issue_table
    from issues.models import Issue
    from rectify.exchange.writers.workbook import write_workbook

    out, found = io.BytesIO(), Issue.objects.order_by("sort_key")
    head = Head("整改台账", "全部", total=rows)
    told("export", lambda: write_workbook(issue_table(who, found, head, "ledger"), out))


def _plan(who: Any, code: str, issues: int) -> None:
    from issues.importing import handing_in
    from issues.importing.looking import look_at
    from rectify.exchange import receiving
    from rectify.exchange.models import StagedImport
    from rectify.exchange.receiving import Upload

    target = handing_in.target_of(who, round_code=code, doc_no="云办字〔2026〕51号")
    upload = Upload(plan(issues), "方案.docx")
    staged, _new = handing_in.hand_in(who, "plan", upload, target)
    told("parse a Word plan", lambda: receiving.read(staged.pk))
    told("preview of the plan", lambda: look_at(StagedImport.objects.get(pk=staged.pk)))


def _refusals(who: Any, code: str) -> None:
    from issues.importing import handing_in
    from rectify.core.errors import Invalid
    from rectify.exchange.receiving import Upload

    target = handing_in.target_of(who, round_code=code)
    for name, (data, file_name) in hostile().items():
        began = time.perf_counter()
        try:
            handing_in.hand_in(who, "ledger", Upload(data, file_name), target)
            sentence = "TAKEN"
        except Invalid as refusal:
            sentence = refusal.message
        took = round((time.perf_counter() - began) * 1000)
        print(json.dumps({"refused": name, "ms": took, "with": sentence}, ensure_ascii=False))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--plan", type=int, default=300)
    asked = parser.parse_args()
    return in_cluster("bench.importing", lambda: inside(asked.rows, asked.plan))


if __name__ == "__main__":
    sys.exit(main())
