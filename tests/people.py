"""More people than the fourteen: colleagues at the same post, and second posts."""

from rectify.accounts.models import Holding, Post, User
from rectify.accounts.scope import Actor, actor_of
from tests.cast import ADDRESS, Cast

SINCE = "2024-01-01"


def colleague(cast: Cast, of: str, name: str = "何某某") -> Actor:
    """Another person at the very post of `of`."""
    post = cast.holdings[of].post
    user = User.objects.create(username=f"{of}-{User.objects.count()}", name=name)
    return _acting(user, post)


def second_post(cast: Cast, of: str, at: str) -> Actor:
    """The same person, acting from a second post like that of `at`."""
    post = cast.holdings[at].post
    made = Post.objects.create(unit=post.unit, role=post.role, name="另一岗位")
    return _acting(cast.user(of), made)


def _acting(user: User, post: Post) -> Actor:
    return actor_of(Holding.objects.create(user=user, post=post, starts_on=SINCE), ADDRESS)
