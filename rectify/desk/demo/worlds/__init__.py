"""Statistical worlds (演示数据): places whose published figures must come out of the rows.

Only the counts are real. Every row is invented and says so; each is loaded as imported history.
"""

from django.db import connection

from rectify.accounts.models import Post
from rectify.desk.demo.worlds.elsewhere import ELSEWHERE
from rectify.desk.demo.worlds.gannan import GANNAN
from rectify.desk.demo.worlds.jiangxi import FUZHOU, GANZHOU
from rectify.desk.demo.worlds.loading import let_see, load_world
from rectify.desk.demo.worlds.southwest import GARZE, GUIZHOU, NANCHONG, SICHUAN
from rectify.desk.demo.worlds.world import World

WORLDS: tuple[World, ...] = (
    GANNAN,
    GANZHOU,
    FUZHOU,
    GUIZHOU,
    SICHUAN,
    GARZE,
    NANCHONG,
    *ELSEWHERE,
)

__all__ = ["WORLDS", "load"]


def load(worlds: tuple[World, ...] = WORLDS) -> None:
    """All places, once; the inspector of the demonstration may see each of them."""
    post = Post.objects.filter(holdings__user__username="inspector1", role="inspector").first()
    for world in worlds:
        load_world(world)
        if post is not None:
            let_see(post, world)
    with connection.cursor() as cursor:  # so many rows at once: the planner must not guess
        cursor.execute("ANALYZE issues_issue, issues_measure, petitions_petition, journal_event")
