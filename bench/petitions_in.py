"""Times a petition table of 10 000 rows from hand-in to undo, on a throwaway cluster.

Run from the checkout: `.venv/bin/python -m bench.petitions_in [--rows 10000]`.
The table has the eleven columns of the third round and the findings and measures of a real one
(about 350 characters a row). Prints one JSON line a step; limits: check and preview together
20 s, confirming 10 s, a worker 400 MB, each export to a workbook 10 s (design §9).
"""

import argparse
import io
import sys
from typing import Any

from bench.frame import in_cluster, told

WHO = ("养猪场", "砂石料场", "废旧塑料加工点", "烧烤店", "混凝土搅拌站", "洗车场", "家具厂")
WHERE = ("青崖县", "石渡县", "东坪县")
WHAT = ("粪水直排入河，气味难闻，附近居民不敢开窗", "夜间作业扰民，扬尘大，道路泥泞",
        "无手续生产，露天焚烧塑料，黑烟扰民", "油烟直排，凌晨仍在营业")  # fmt: skip
FOUND = ("{on}联合调查组现场核实：该{who}占地{a}平方米，办有营业执照，{b}月以来断续生产，"
         "防尘设施不全，厂区东侧存有物料约{c}吨未覆盖；走访周边{d}户，{e}户反映夜间有噪声。"
         "现场监测昼间{f}分贝，未超过标准限值。")  # fmt: skip
DONE = ("县生态环境局责令该{who}限期整改，立案1家，罚款{fine}元；镇政府约谈负责人1人，"
        "{b}月{c}日前完成物料覆盖和地面硬化，安装喷淋设施{d}套，"
        "并由村级网格员每周巡查。")  # fmt: skip
TYPES = ("大气", "水", "噪声", "土壤", "生态")
ON_PAPER = 1000
VERDICTS, CLOSED = ("属实", "部分属实", "不属实"), ("已办结", "阶段性办结", "未办结")


def table(rows: int) -> bytes:
    """The workbook."""
    import xlsxwriter

    from tests.db.petitions.importing import HEADS

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("一览表")
    sheet.write(0, 0, "群众信访举报转办和边督边改公开情况一览表（第十批 2024年5月20日）")
    sheet.write_row(1, 0, HEADS)
    for n in range(1, rows + 1):
        for at, text in enumerate(_row(n)):
            sheet.write_string(n + 1, at, text)
    book.close()
    return out.getvalue()


def _row(n: int) -> tuple[str, ...]:
    told = {"who": WHO[n % 7], "on": f"5月{n % 9 + 11}日", "a": 300 + n % 900, "b": n % 6 + 6,
            "c": n % 20 + 3, "d": n % 5 + 2, "e": n % 3, "f": 48 + n % 9,
            "fine": f"{n % 40 + 1}000"}  # fmt: skip
    place = WHERE[n % 3]
    issue = f"{place}某镇第{n}号{WHO[n % 7]}{WHAT[n % 4]}。"
    return (
        str(n), f"X3YP20240511{n:05d}", issue, place, TYPES[n % 5], FOUND.format(**told),
        VERDICTS[n % 3], "消除扰民，完善手续", DONE.format(**told), CLOSED[n % 3], "无",
    )  # fmt: skip


def timed(rows: int) -> None:
    """Every step, the limits' ones first."""
    from bench import world
    from petitions.importing import services
    from petitions.importing.preview import preview
    from petitions.models import Petition
    from rectify.exchange import services as exchange
    from rectify.exchange.models import StagedImport
    from rectify.exchange.services import Upload

    people = world.cast()
    who, round = people.desk1, world.opened_by(people.city1)
    upload = Upload(table(rows), "一览表.xlsx")

    def hand_in(again: bool = False) -> int:
        target = services.target_of(who, round)
        return services.upload_petitions(who, upload, target, again=again)[0].pk

    def look(key: int) -> Any:
        return preview(StagedImport.objects.get(pk=key))

    key = told("receive", hand_in, mb=round_mb(upload.data))
    told("check", lambda: exchange.read(key))
    seen = told("preview", lambda: look(key))
    assert seen.counts["new"] == rows, seen.counts
    for doubt in seen.open:
        services.answer(who, key, doubt.id, {"keep": True})
    del seen
    told("confirm", lambda: services.confirm(who, key))
    assert Petition.objects.count() == rows
    taken_out(who)
    again = hand_in(again=True)
    told("check again", lambda: exchange.read(again))
    seen = told("preview again", lambda: look(again))
    assert seen.counts["untouched"] == rows, seen.counts
    del seen
    told("undo", lambda: services.undo(who, key, reason="基准测试"))
    assert Petition.objects.count() == 0


def taken_out(who: Any) -> None:
    """The list on screen and the official table as workbooks, a batch's worth on paper."""
    from issues.exporting.head import Head
    from petitions.exporting.tables import official_table, screen_table
    from petitions.models import Petition
    from rectify.core import clock
    from rectify.exchange.downloads import written

    seen = Petition.objects.visible_to(who.scope)
    rows, head = seen.order_by("batch__number", "position", "pk"), Head("信访件清单", "全部")

    def listed() -> int:
        return written(io.BytesIO(), "xlsx", screen_table(who, rows, head, clock.today()))

    def official(form: str, most: int) -> int:
        wanted = seen.filter(position__lte=most)
        return written(io.BytesIO(), form, official_table(who, wanted, "全部", most))

    total = seen.count()
    assert told("export list xlsx", listed) == total
    assert told("export table xlsx", lambda: official("xlsx", total)) == total
    few = min(ON_PAPER, total)
    assert told("export table docx", lambda: official("docx", few), rows=few) == few


def round_mb(data: bytes) -> float:
    return round(len(data) / 1e6, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    asked = parser.parse_args()
    return in_cluster("bench.petitions_in", lambda: timed(asked.rows))


if __name__ == "__main__":
    sys.exit(main())
