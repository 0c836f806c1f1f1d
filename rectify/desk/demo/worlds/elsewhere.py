"""汉中, 海南, 湖南, 安徽, 黄山, 温州 and the daily reports of three places (domain §15)."""

from datetime import date

from rectify.desk.demo.worlds.lots import Heap, Lot
from rectify.desk.demo.worlds.world import Listed, World

OVERALL = (
    "组织各级干部学习生态文明思想，把绿色发展贯穿决策和执行。",
    "压实党政同责，主要领导牵头抓总，分管领导逐项推动整改。",
    "按季节和区域细化大气治理任务，强化网格化监测和重污染应对。",
    "排查水环境风险，推进管网改造和备用水源建设，守住出境断面水质。",
    "管控污染地块和受污染耕地，减少重金属排放，保障土壤安全。",
    "严格保护山地和自然保护地，完成小水电退出并修复生态。",
    "对转办的317件信访件逐件办理，已办结的逐件回头看。",
    "围绕群众反映集中的难点开展排查，建台账、列清单、销号管理。",
    "在产矿山边采边治，历史遗留矿山分区分类恢复。",
    "项目审批坚持生态优先，不符合产业和环保政策的一律不批。",
    "开展重点领域专项执法，集中整治与日常检查结合。",
    "完善许可、监测、监管和公开平台，畅通监督举报渠道。",
)
HANZHONG = World(
    "6107",
    "汉中市",
    (
        Listed(
            "hz-provincial-2",
            "汉中：第二轮省级督察",
            "provincial",
            date(2021, 9, 30),
            lots=(Lot(42, "finished", date(2022, 11, 30)), Lot(3, "in_progress")),
            heaps=(Heap(date(2021, 6, 6), (("", 317, None),)),),
            overall=OVERALL,
        ),
    ),
)
HAINAN = World(
    "46",
    "海南省",
    (
        Listed(
            "hn-petitions",
            "海南：中央督察边督边改",
            "central",
            date(2019, 7, 14),
            heaps=(
                Heap(
                    date(2019, 7, 14),
                    (
                        ("done", 492, date(2019, 8, 10)),
                        ("staged", 291, None),
                        ("not_done", 644, None),
                    ),
                    (("true", 440), ("partial", 779), ("mostly", 108), ("false", 100)),
                ),
            ),
        ),
    ),
)
_DUE = date(2022, 12, 31)
HUNAN = World(
    "43",
    "湖南省",
    (
        Listed(
            "hun-central",
            "湖南：第二轮中央督察",
            "central",
            date(2021, 12, 31),
            lots=(
                Lot(25, "finished", date(2022, 12, 20), due_on=_DUE),
                Lot(1, "behind", due_on=_DUE, override="behind"),
                Lot(1, "behind"),
                Lot(26, "on_schedule"),
            ),
            heaps=(
                Heap(
                    date(2021, 5, 10),
                    (
                        ("done", 3177, date(2022, 12, 20)),
                        ("staged", 121, None),
                        ("not_done", 23, None),
                    ),
                ),
            ),
        ),
    ),
)
_ANHUI, _DONE = date(2023, 3, 1), date(2023, 11, 30)
ANHUI = World(
    "34",
    "安徽省",
    (
        Listed(
            "ah-central", "安徽：中央督察", "central", _ANHUI,
            lots=(Lot(322, "finished", _DONE), Lot(54, "in_progress")),
        ),
        Listed(
            "ah-provincial", "安徽：省级督察", "provincial", _ANHUI,
            lots=(Lot(3_036, "finished", _DONE), Lot(575, "in_progress")),
        ),
        Listed(
            "ah-self", "安徽：自查问题", "self_check", _ANHUI,
            lots=(Lot(12_003, "finished", _DONE), Lot(2_895, "in_progress")),
        ),
    ),
)  # fmt: skip
HUANGSHAN = World(
    "3410",
    "黄山市",
    (
        Listed(
            "hs-list", "黄山：督察整改清单", "central", date(2021, 6, 1),
            lots=(
                Lot(17, "signed_off", date(2022, 9, 30)),
                Lot(7, "accepted", date(2022, 9, 30)),
                Lot(8, "on_schedule"),
            ),
        ),
    ),
)  # fmt: skip
WENZHOU = World(
    "3303",
    "温州市",
    (
        Listed(
            "wz-list", "温州：督察整改清单", "central", date(2021, 6, 1),
            lots=(
                Lot(3, "signed_off", date(2022, 9, 30)),
                Lot(8, "finished", date(2022, 9, 30)),
                Lot(3, "in_progress"),
            ),
        ),
    ),
)  # fmt: skip


def _daily(
    code: str,
    name: str,
    day: date,
    closures: tuple[tuple[str, int, date | None], ...],
    **sums: object,
) -> Listed:
    return Listed(code, name, "central", day, heaps=(Heap(day, closures, sums=sums),))


_MONGOLIA, _CHIFENG, _GUANGXI = date(2025, 6, 17), date(2025, 6, 23), date(2018, 6, 16)
NORTH = World(
    "15",
    "内蒙古自治区",
    (
        _daily(
            "nmg-11", "内蒙古：前十一批信访件", _MONGOLIA,
            (("done", 151, _MONGOLIA), ("staged", 209, None), ("not_done", 35, None)),
            cases_filed=46, fine_yuan="251542.71", ordered_rectify=88, criminal_cases=18,
            detained_criminal=3, talked_to=5, accountable=8,
        ),
    ),
)  # fmt: skip
CHIFENG = World(
    "1504",
    "赤峰市",
    (
        _daily(
            "cf-17", "赤峰：前十七批信访件", _CHIFENG,
            (("done", 40, _CHIFENG), ("staged", 54, None), ("not_done", 4, None)),
            cases_filed=15, fine_yuan="9360", ordered_rectify=8,
        ),
    ),
)  # fmt: skip
GUANGXI = World(
    "45",
    "广西壮族自治区",
    (
        _daily(
            "gx-1", "广西：首批信访件", _GUANGXI, (("done", 69, _GUANGXI),),
            cases_filed=7, fine_yuan="560000", suspended=16, sealed=2, closed_down=2,
        ),
    ),
)  # fmt: skip
ELSEWHERE = (HANZHONG, HAINAN, HUNAN, ANHUI, HUANGSHAN, WENZHOU, NORTH, CHIFENG, GUANGXI)
