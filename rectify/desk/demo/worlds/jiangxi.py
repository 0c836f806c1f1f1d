"""赣州 and 抚州 as told at the Jiangxi press conference of 2022-12-30 (domain §15, S2)."""

from datetime import date

from rectify.desk.demo.worlds.lots import Heap, Lot
from rectify.desk.demo.worlds.world import Listed, World

AS_OF, BASE = date(2022, 12, 30), date(2021, 12, 31)
LISTED, LISTED_LATER = date(2021, 6, 30), date(2022, 3, 31)
BEFORE, SINCE = date(2021, 11, 30), date(2022, 10, 31)

GANZHOU = World(
    "3607",
    "赣州市",
    (
        Listed(
            "gz-2021",
            "赣州：历次督察反馈",
            "central",
            LISTED,
            lots=(
                # At the base day 142 of 270 were signed off (52.6 %); 50 were listed since.
                Lot(142, "signed_off", BEFORE),
                Lot(128, "signed_off", SINCE),
                Lot(24, "signed_off", SINCE, listed_on=LISTED_LATER),
                Lot(26, "in_progress", listed_on=LISTED_LATER),
                Lot(41, "long_term", due_on=None, requires_signoff=False),
            ),
            heaps=(
                Heap(
                    LISTED, (("done", 1826, BEFORE), ("done", 288, SINCE), ("not_done", 19, None))
                ),
            ),
        ),
    ),
)
FUZHOU = World(
    "3610",
    "抚州市",
    (
        Listed(
            "fz-2021",
            "抚州：历次督察反馈",
            "central",
            LISTED,
            lots=(
                Lot(211, "finished", SINCE),
                Lot(30, "in_progress"),
                Lot(61, "long_term", due_on=None),
            ),
            heaps=(Heap(LISTED, (("done", 1093, SINCE), ("not_done", 7, None))),),
        ),
    ),
)
