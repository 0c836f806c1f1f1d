"""演示数据: one provincial round of 云屏州 with issues and petitions in every state.

Nothing here describes a real place or case. Every step goes through the services, on the day it
is told to have happened, so that histories, seals and deadlines are what a real office would see.
"""

from issues.models import Round
from rectify.desk.demo.amending import amend
from rectify.desk.demo.drafting import CODE, issued_plan, opened_round
from rectify.desk.demo.life import Life
from rectify.desk.demo.post import deliver
from rectify.desk.demo.story import STORY
from rectify.desk.demo.telling import Present


def load() -> None:
    """Tell the whole story once; a database that knows the round is left alone."""
    if Round.objects.filter(code=CODE).exists():
        return
    present = Present.of_today()
    row = opened_round(present)
    plan = issued_plan(present, row)
    for told in STORY:
        Life(present, plan.issues.get(serial=str(told.number)), told).live()
    amend(present, plan)
    deliver(present, row)
