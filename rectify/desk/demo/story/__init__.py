"""What the inspection of 云屏州 found (演示数据): texts, units, dates, how far each has come."""

from rectify.desk.demo.story.qingya import IN_QINGYA
from rectify.desk.demo.story.shidu import ELSEWHERE
from rectify.desk.demo.story.told import Told

__all__ = ["STORY", "Told"]

STORY = tuple(sorted((*IN_QINGYA, *ELSEWHERE), key=lambda told: told.number))
"""In the order of the plan."""
