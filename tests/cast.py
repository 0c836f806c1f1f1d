"""The cast of the tests: fourteen people with known posts (`rectify.accounts.demo.CAST`).

`cast.county1` is an `Actor`; `login(client, "county1")` signs a client in as that person.
"""

from dataclasses import dataclass

from django.test import Client

from rectify.accounts import sessions, step_up
from rectify.accounts.demo import CAST, make_accounts
from rectify.accounts.models import Holding, User
from rectify.accounts.scope import Actor, actor_of, ready_to_act
from rectify.core import clock
from rectify.regions import demo

PASSWORD = "Cedar-Kettle-42"
ADDRESS = "127.0.0.1"
NAMES = tuple(part.username for part in CAST)


@dataclass(frozen=True)
class Cast:
    """The people by user name: `cast.county1` acts, `cast.holdings["county1"]` are the rows."""

    actors: dict[str, Actor]
    holdings: dict[str, Holding]

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.actors[name]
        except KeyError:
            raise AttributeError(name) from None

    def user(self, name: str) -> User:
        return self.holdings[name].user


def build() -> None:
    """Invented places and people; what is there stays."""
    demo.load()
    make_accounts(PASSWORD)


def load() -> Cast:
    """The cast as the database has it; built anew after a transactional test emptied the tables."""
    if User.objects.filter(username__in=NAMES).count() < len(NAMES):
        build()
    held = ready_to_act(Holding.objects.filter(user__username__in=NAMES), clock.today())
    holdings = {holding.user.username: holding for holding in held}
    actors = {name: actor_of(holding, ADDRESS) for name, holding in holdings.items()}
    return Cast(actors, holdings)


def login(client: Client, name: str, *, confirmed: bool = False) -> Client:
    """Sign the client in at the person's one post; `confirmed` adds a fresh second proof."""
    user = User.objects.get(username=name)
    client.force_login(user)
    session, now = client.session, clock.now().isoformat()
    session.update({sessions.BEGAN: now, sessions.SEEN: now, sessions.MARK: user.session_mark})
    if confirmed:
        session[step_up.CONFIRMED] = now
    session.save()
    return client
