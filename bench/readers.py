"""Scores the readers against the sample documents with gold answers, and times a big plan.

    .venv/bin/python bench/readers.py [FOLDER]

Prints, per set and per origin, the share of fields read as the gold has them, of the readings
marked high-confidence the share that is right, then time and peak memory of a 300-issue plan.
"""

import csv
import json
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rectify.exchange.readers import read  # noqa: E402
from rectify.exchange.readers.asjson import row_json  # noqa: E402
from rectify.exchange.readers.readings import units  # noqa: E402

COUNTS = [
    "cases_filed",
    "fine_yuan",
    "ordered_rectify",
    "talked_to",
    "accountable",
    "detained",
    "closed_down",
    "sealed",
    "suspended",
    "criminal_cases",
    "transferred",
    "done",
    "staged_done",
    "not_done",
]
CELLS = [
    "number",
    "issue",
    "area",
    "pollution_types_text",
    "finding",
    "verdict_text",
    "closure_target",
    "handling",
    "closure_text",
    "accountability",
]
SIGNOFF = [
    "task_no",
    "notice_from",
    "notice_to",
    "stated_period",
    "working_days_in_period",
    "issue",
    "goal",
    "unit",
    "deadline_text",
    "gold_deadline",
    "period_agrees",
]

Mark = tuple[str, str, str, bool, bool]
"""Set, origin, field, right?, marked high?"""


def plain(value: Any) -> str:
    """Compare without blanks; a list as its names."""
    if isinstance(value, list | tuple):
        return ";".join(sorted(plain(item) for item in value))
    return re.sub(r"\s+", "", "" if value is None else str(value)).rstrip("。")


def plan_marks(data: Path) -> Iterator[Mark]:
    """Every plan file that holds gold items: pasted text and the office's own files."""
    lines = (data / "plan_items.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    first = {str(g["number"]): g for g in gold if g["source"].endswith("modelled_A.txt")}
    second = {str(g["number"]): g for g in gold if g["source"].endswith("modelled_B.txt")}
    files = (
        ("plans/modelled_A.txt", first), ("plans/modelled_B.txt", second),
        ("office/plan_narrative.docx", first), ("office/ledger_flat.xlsx", first),
        ("office/plan_table.docx", second), ("office/ledger_merged.xlsx", second),
    )  # fmt: skip
    for name, items in files:
        document = read("plan", data / name)
        found = {str(row.number.value): row for row in document.rows}
        for number, item in items.items():
            yield from _plan_row(name, item, found.get(number))


def _plan_row(name: str, item: dict[str, Any], row: Any) -> Iterator[Mark]:
    told = row_json(row) if row else {}
    high = row is not None and row.deadline.confidence == "high"
    dated = name.startswith("office/ledger") and told.get("deadline_kind") == "fixed_date"
    wanted = {
        "number": item["number"], "goal": item["goal"], "deadline_iso": item["deadline_iso"],
        "deadline_kind": "fixed_date" if dated else item["deadline_kind"],
        "measures": item["measures"],
        "lead_units": units(item["lead_units"]).lead,
        "cooperating_units": (*units(item["lead_units"]).cooperating,
                              *units(item["cooperating_units"]).lead),
        "supervising_units": units(item["supervising_units"]).lead,
    }  # fmt: skip
    if not dated:
        wanted["deadline_text"] = item["deadline_text"]
    for field, value in wanted.items():
        mine = told.get(field)
        mine = len(mine or ()) if field == "measures" else mine
        sure = high if field.startswith("deadline") else _sure(row, field)
        yield name, item["origin"], field, plain(mine) == plain(value), sure
    begins = plain(told.get("issue")).startswith(plain(item["issue_start"]))
    yield name, item["origin"], "issue", begins, _sure(row, "issue")


def _sure(row: Any, field: str) -> bool:
    reading = getattr(row, field, None)
    return getattr(reading, "confidence", "high") == "high"


def petition_marks(data: Path) -> Iterator[Mark]:
    """Every published table and every office file of complaints."""
    gold: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (data / "petitions/rows.csv").open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            gold[line["source"]].append(line)
    files = {f"petitions/{source}.txt": source for source in gold if source != "modelled"}
    files |= dict.fromkeys(
        ("petitions/modelled_batch.txt", "office/petitions.xlsx",
         "office/petitions_two_tables.docx"), "modelled")  # fmt: skip
    for name, source in files.items():
        rows = read("petitions", data / name).rows
        for index, item in enumerate(gold[source]):
            row: Any = rows[index] if index < len(rows) else None
            yield from _petition_row(name, item, row)


def _petition_row(name: str, item: dict[str, str], row: Any) -> Iterator[Mark]:
    told = row_json(row) if row else {}
    for field in CELLS:
        sure = row is not None and row.cells[field].confidence == "high"
        yield name, item["origin"], field, plain(told.get(field)) == plain(item[field]), sure
    for field in ("verdict", "closure"):
        right = plain(told.get(field)) == item[f"gold_{field}"]
        yield name, item["origin"], field, right, _sure(row, field)
    for field in COUNTS:
        mine = (told.get("outcome") or {}).get(field)
        wanted = float(item[field]) if item[field] else None
        right = (float(mine) if mine is not None else None) == wanted
        yield name, item["origin"], f"outcome.{field}", right, _sure(row, "outcome")


def ledger_marks(data: Path) -> Iterator[Mark]:
    """The office's own ledger."""
    gold = json.loads((data / "ledger_history.gold.json").read_text(encoding="utf-8"))
    rows = read("ledger", data / "office/ledger_history.xlsx").rows
    for item, row in zip(gold, rows, strict=True):
        told = row_json(row)
        for field, value in item.items():
            wanted = units(value).lead if field.endswith("_units") else value
            yield ("office/ledger_history.xlsx", "modelled", field,
                   plain(told[field]) == plain(wanted), _sure(row, field))  # fmt: skip


def signoff_marks(data: Path) -> Iterator[Mark]:
    """Every published notice, and the office file with four of them."""
    with (data / "signoff/notices.csv").open(encoding="utf-8-sig", newline="") as file:
        gold = list(csv.DictReader(file))
    for item in gold:
        rows = read("signoff", data / item["file"]).rows
        yield from _signoff_row(item["file"], item, rows[0] if rows else None)
    office = [g for g in gold if re.search(r"modelled_(08|09|10|11)", g["file"])]
    rows = read("signoff", data / "office/signoff.docx").rows
    for item, row in zip(office, rows, strict=True):
        yield from _signoff_row("office/signoff.docx", item, row)


def _signoff_row(name: str, item: dict[str, str], row: Any) -> Iterator[Mark]:
    told = row_json(row) if row else {}
    for field in SIGNOFF:
        sure = row is not None and row.cells[field].confidence == "high"
        yield name, item["origin"], field, plain(told.get(field)) == plain(item[field]), sure


def report(title: str, marks: list[Mark]) -> None:
    """Print shares by set, by origin and of the high-confidence readings; list what is wrong."""
    print(f"\n{title}")
    for label, position in (("set", 0), ("origin", 1)):
        groups: dict[str, list[bool]] = defaultdict(list)
        for mark in marks:
            groups[str(mark[position])].append(mark[3])
        for name, right in sorted(groups.items()):
            print(f"  {label:6} {name:34} {sum(right):5}/{len(right):5} {_share(right)}")
    sure = [mark[3] for mark in marks if mark[4]]
    print(f"  high-confidence right {sum(sure)}/{len(sure)} {_share(sure)}")
    wrong: dict[tuple[str, str], int] = defaultdict(int)
    for name, _origin, field, right, _high in marks:
        wrong[name, field] += not right
    for (name, field), count in sorted(wrong.items()):
        if count:
            print(f"    wrong: {name} {field} ×{count}")


def _share(right: list[bool]) -> str:
    return f"{100 * sum(right) / len(right):6.2f} %" if right else "   –"


def big_plan(issues: int) -> bytes:
    """Return a narrative Word plan of so many issues."""
    import docx

    document = docx.Document()
    document.add_paragraph("云屏州督察整改方案（生成）")
    for number in range(1, issues + 1):
        document.add_paragraph(f"{number}.第{number}处河道垃圾未清理，群众反映强烈。")
        due = f"202{number % 5 + 3}年{number % 12 + 1}月底前"
        for line in ("整改目标：清理到位。", f"整改时限：{due}",
                     "责任单位：石渡县人民政府、东坪县人民政府", "配合单位：州水务局",
                     "督导单位：省水利厅", "整改措施：", f"（1）清运垃圾{number}吨。",
                     "（2）落实河长巡查。（州水务局牵头，2024年6月底前完成）"):  # fmt: skip
            document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def speed() -> None:
    """Time the reading of a 300-issue Word plan, its CPU and the peak of memory."""
    data = big_plan(300)
    before = time.perf_counter()
    rows = read("plan", data, "plan.docx").rows
    seconds = time.perf_counter() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n300-issue Word plan: {len(rows)} rows in {seconds:.2f} s; peak memory {peak:.0f} MB")


def main() -> None:
    """Score everything under the folder of sample documents."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    if data.is_dir():
        report("plans", list(plan_marks(data)))
        report("petitions", list(petition_marks(data)))
        report("ledger", list(ledger_marks(data)))
        report("sign-off notices", list(signoff_marks(data)))
    else:
        print(f"no sample documents at {data}")
    speed()


if __name__ == "__main__":
    main()
