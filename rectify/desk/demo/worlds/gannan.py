"""甘南州: every count of the review of January 2020 (domain §15, S4)."""

from datetime import date

from rectify.desk.demo.worlds.lots import Heap, Lot
from rectify.desk.demo.worlds.world import Listed, World

AS_OF = date(2020, 1, 11)
DONE = date(2019, 12, 20)
FIRST, PROVINCIAL, SECOND = date(2018, 1, 10), date(2019, 1, 10), date(2019, 8, 1)

GANNAN = World(
    "6230",
    "甘南藏族自治州",
    (
        Listed(
            "gn-central-1",
            "甘南：第一轮中央督察",
            "central",
            FIRST,
            lots=(
                Lot(14, "finished", DONE),
                Lot(2, "on_schedule"),
                Lot(2, "on_schedule", self_found=True),
                Lot(1, "in_progress"),
            ),
            heaps=(Heap(FIRST, (("done", 23, DONE), ("not_done", 2, None))),),
        ),
        Listed(
            "gn-provincial",
            "甘南：省级督察",
            "provincial",
            PROVINCIAL,
            lots=(Lot(6, "finished", DONE), Lot(8, "on_schedule"), Lot(1, "in_progress")),
            heaps=(Heap(PROVINCIAL, (("done", 30, DONE),)),),
        ),
        Listed(
            "gn-central-2",
            "甘南：第二轮中央督察",
            "central",
            SECOND,
            heaps=(Heap(SECOND, (("done", 26, DONE), ("staged", 5, None))),),
        ),
        Listed(
            "gn-reserves",
            "甘南：自然保护区自查摸排",
            "self_check",
            FIRST,
            lots=(Lot(252, "finished", DONE), Lot(24, "in_progress")),
        ),
        Listed(
            "gn-sweep",
            "甘南：州级环境保护督察",
            "self_check",
            PROVINCIAL,
            lots=(Lot(136, "finished", DONE), Lot(21, "in_progress")),
        ),
        Listed(
            "gn-notified",
            "甘南：部委通报矿产开发问题",
            "ministry_notice",
            date(2019, 9, 5),
            lots=(Lot(16, "finished", DONE), Lot(7, "on_schedule")),
        ),
        Listed(
            "gn-law",
            "甘南：2017年以来信访与执法",
            "special",
            FIRST,
            heaps=(
                Heap(
                    FIRST,
                    (("done", 303, DONE),),
                    sums={"cases_filed": 364, "fine_yuan": 12_900_000, "accountable": 101},
                ),
            ),
        ),
    ),
)
