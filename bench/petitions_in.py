"""Times a petition table of 10 000 rows from hand-in to undo, on a throwaway cluster.

Run from the checkout: `.venv/bin/python -m bench.petitions_in [--rows 10000]`.
The table has the eleven columns of the third round and the findings and measures of a real one
(about 350 characters a row) and goes by pages and worker (`bench.sides`). Prints one JSON line a
step; limits: check and preview together 20 s, confirming 10 s, a worker 400 MB, the web process
250 MB, each export to a workbook 10 s (design §9).
"""

import argparse
import io
import sys
from typing import Any

from bench.frame import in_cluster, told
from bench.sides import Side, ask, deliver, hand_in, number_in, undone, walked

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
TAIL = b"\n"
"""Behind the end of an archive: the same table in another file."""
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
    from petitions.models import Petition

    people = world.cast()
    who, round = people.desk1, world.opened_by(people.city1)
    data = table(rows)
    web, worker = Side("web"), Side("worker")
    upload = ("desk1", "/petitions/imports/new/", {"round": round.pk}, "一览表.xlsx", data)
    url = web.do("page: upload", hand_in, *upload)
    walked(web, worker, "desk1", url)
    assert Petition.objects.count() == rows
    taken_out(who)
    again = web.do("page: upload again", hand_in, *upload[:3], "再.xlsx", data + TAIL)
    web.do("page: waiting", ask, "desk1", again)
    worker.do("worker: read and look again", deliver)
    assert unchanged(again) == rows
    web.do("page: preview again", ask, "desk1", again)
    undone(web, worker, "desk1", url)
    assert Petition.objects.count() == 0
    web.end()
    worker.end()


def unchanged(url: str) -> int:
    """How many rows of a preview are as they are on record."""
    from rectify.exchange.models import StagedImport

    found: int = StagedImport.objects.get(pk=number_in(url)).look["counts"]["untouched"]
    return found


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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    asked = parser.parse_args()
    return in_cluster("bench.petitions_in", lambda: timed(asked.rows))


if __name__ == "__main__":
    sys.exit(main())
