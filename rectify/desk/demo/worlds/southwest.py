"""贵州, 四川, 甘孜 and 南充 (domain §§15, 21: S1, S3, V40, V44)."""

from datetime import date

from rectify.desk.demo.worlds.lots import Heap, Lot
from rectify.desk.demo.worlds.world import Listed, World

GUIZHOU_AS_OF, SICHUAN_AS_OF = date(2022, 6, 24), date(2024, 7, 31)
GUIZHOU = World(
    "52",
    "贵州省",
    (
        Listed(
            "gz-sweep",
            "贵州：生态环境突出问题从严排查",
            "strict_sweep",
            date(2020, 3, 20),
            lots=(Lot(10_245, "finished", date(2022, 5, 31)), Lot(591, "in_progress")),
        ),
        Listed(
            "gz-central",
            "贵州：中央督察（问题与子问题）",
            "central",
            date(2018, 6, 1),
            lots=(
                Lot(49, "finished", date(2021, 12, 20), subs=(245, 0)),
                Lot(23, "in_progress", date(2021, 12, 20), subs=(85, 55)),
            ),
        ),
    ),
)
COUNTIES = tuple(
    (f"5199{n:02}", f"督查演示{word}县") for n, word in enumerate("一二三四五六七八九", 21)
)
_DONE = date(2024, 6, 30)
SICHUAN = World(
    "51",
    "四川省",
    (
        Listed(
            "sc-central",
            "四川：中央督察",
            "central",
            date(2022, 6, 1),
            lots=(Lot(216, "finished", _DONE), Lot(8, "in_progress")),
        ),
        Listed(
            "sc-provincial",
            "四川：省级督察",
            "provincial",
            date(2022, 6, 2),
            lots=(Lot(9_789, "finished", _DONE), Lot(193, "in_progress")),
        ),
        Listed(
            "sc-river",
            "四川：省级河湖长制进驻式督查",
            "river_stationed",
            date(2023, 6, 1),
            shares=tuple(
                (code, (Lot(36 if n < 6 else 35, "in_progress"),))
                for n, (code, _) in enumerate(COUNTIES)
            ),
            heaps=tuple(
                Heap(date(2023, 6, 1), (("", 23 if n < 5 else 22, None),), place=code)
                for n, (code, _) in enumerate(COUNTIES)
            ),
        ),
    ),
    locals=(("5199", "河湖督查演示片区"), *COUNTIES),
)
GARZE = World(
    "5133",
    "甘孜藏族自治州",
    (
        Listed(
            "gzz-film",
            "甘孜：2022年长江经济带警示片移交",
            "warning_film",
            date(2022, 12, 1),
            lots=(
                Lot(
                    1,
                    "finished",
                    date(2023, 12, 20),
                    subs=(24, 0),
                    quantities=(
                        ("关停取缔违规项目", "24", "个"),
                        ("拆除厂房", "24", "个"),
                        ("没收设备", "11057", "台"),
                        ("立案查处企业", "10", "家"),
                        ("罚款", "314.95", "万元"),
                        ("排查保留小水电", "172", "座"),
                        ("排查保留小水电装机", "178.36", "万千瓦"),
                        ("并网小水电", "125", "座"),
                    ),
                ),
            ),
        ),
    ),
)
_SAND = (
    ("设置可采区", "30", "处"),
    ("取缔非法码头", "48", "座"),
    ("规范整治码头", "12", "座"),
    ("取缔砂石堆码场", "547", "处"),
    ("新建标准化砂石加工厂", "17", "处"),
    ("清退采砂主体", "112", "个"),
    ("削减涉砂船舶", "433", "艘"),
)
_BANKS = (
    ("排查整治“四乱”点位", "810", "个"),
    ("拆除违建", "166", "万平方米"),
    ("清退小水电站", "28", "座"),
    ("修复废弃矿山", "7348", "亩"),
    ("划定河道管理范围", "99", "条"),
    ("取缔船舶拆解点", "5", "处"),
    ("恢复岸线", "58", "公里"),
    ("复绿", "3000", "亩"),
)
_SEWAGE = (
    ("巡河", "10000", "次"),
    ("巡河发现并解决问题", "381", "个"),
    ("新建改建雨污管网", "1891", "公里"),
    ("新增污水日处理能力", "54", "万吨"),
    ("整治入河排污口", "1525", "个"),
)
NANCHONG = World(
    "5113",
    "南充市",
    (
        Listed(
            "nc-notified",
            "南充：第二轮中央督察通报",
            "central",
            date(2021, 12, 1),
            lots=(
                Lot(1, "finished", date(2023, 12, 20), measures=7, quantities=_SAND),
                Lot(1, "finished", date(2023, 12, 20), measures=6, quantities=_BANKS),
                Lot(1, "finished", date(2023, 12, 20), measures=6, quantities=_SEWAGE),
            ),
        ),
    ),
)
