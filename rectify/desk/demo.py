"""演示数据: one round in every state, made by walking the services as its people would."""

from datetime import date

from issues.models import Round
from issues.services.rounds import open_round
from rectify.accounts.models import Holding
from rectify.accounts.scope import Actor, actor_of


def actor(username: str) -> Actor:
    """The acting person of the cast."""
    holding = Holding.objects.select_related("user", "post__unit").get(user__username=username)
    return actor_of(holding)


def load() -> None:
    """Open the demonstration's round where it is not there yet."""
    if Round.objects.filter(code="demo-prov-3").exists():
        return
    open_round(
        actor("city1"),
        code="demo-prov-3",
        name="第三轮省级督察（演示数据）",
        kind_code="provincial",
        stationed_from=date(2026, 3, 2),
        stationed_to=date(2026, 3, 31),
        feedback_on=date(2026, 5, 8),
    )
