"""One page for every act of a move table: what will happen, the fields it asks for, one button."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, NoReturn, TypeVar

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rectify.accounts import step_up
from rectify.accounts.http import SignedRequest
from rectify.accounts.scope import Actor
from rectify.accounts.sending import form_page, sent
from rectify.core.errors import Missing
from rectify.core.forms import VersionedForm
from rectify.core.offered import Offered
from rectify.journal.idempotency import form_key, repeated

Row = TypeVar("Row", bound=Model)
Do = Callable[[SignedRequest, int, dict[str, Any]], Any]


def calls(service: Callable[..., Any], *fields: str) -> Do:
    """The act of a service that takes these fields of the form by their own names."""

    def do(request: SignedRequest, pk: int, data: dict[str, Any]) -> Any:
        typed = {name: data[name] for name in fields}
        return service(request.actor, pk, **typed, expected=data["version"])

    return do


@dataclass(frozen=True)
class ActPage:
    """A row of a noun's table of acts: what the page asks, says and does.

    Without a `title` it bears the words of its button. `signs` asks for a second proof first;
    `leaves` is where the person goes on when the act takes the object out of sight.
    """

    form: type[VersionedForm]
    title: Any
    effects: tuple[Any, ...]
    do: Do
    signs: bool = False
    leaves: str = ""


@dataclass(frozen=True)
class Press(Generic[Row]):
    """One press of a button: who, on what, which act, and what the move table says of it."""

    request: SignedRequest
    row: Row
    page: ActPage
    offered: Offered

    @property
    def words(self) -> str:
        """What the act is called."""
        return str(self.page.title) or self.offered.label


class ActPages(ABC, Generic[Row]):
    """The acts of one noun, shown and taken in the same way for all.

    The noun says where its objects and buttons come from and how its pages name them.
    """

    pages: ClassVar[Mapping[str, ActPage]]
    template: ClassVar[str]

    def answer(self, request: SignedRequest, pk: int, name: str) -> HttpResponse:
        """Show and take one act; what cannot be done now is said with its reasons."""
        page = self.pages.get(name)
        if page is None:
            raise Missing()
        after = page.leaves or self.url(pk)
        if repeated(request.actor, request) is not None:
            return redirect(after)
        row = self.seen(request.actor, pk)
        press = Press(request, row, page, self._offered(request, row, name))
        form = self.form(press, {"version": press.offered.version, "form_key": form_key()})
        done = sent(request, form, lambda: self._take(press, form.cleaned_data))
        if done is None:
            return form_page(request, self.template, form, self._context(press))
        self.say(press, done)
        return redirect(after)

    def _offered(self, request: SignedRequest, row: Row, name: str) -> Offered:
        """The button that leads here."""
        found = (one for one in self.offers(request.actor, row) if one.url == request.path)
        offered = next(found, None)
        if offered is None:
            self.refuse(request, row, name)
        return offered

    def _take(self, press: Press[Row], data: dict[str, Any]) -> bool:
        """Do it, after a second proof where it signs; `False` when the service had to hold back."""
        if press.page.signs:
            effects = [str(effect) for effect in press.page.effects]
            about = self.about(press.row)
            step_up.require(press.request, press.words, about=about, effects=effects)
        return press.page.do(press.request, press.row.pk, data) not in (None, False)

    def _context(self, press: Press[Row]) -> dict[str, Any]:
        reason = press.offered.reason
        return {
            "act": {
                "title": self.title(press),
                "verb": press.offered.label,
                "effects": press.page.effects,
                "signs": press.page.signs,
            },
            "blocked": [reason] if reason else [],
            "cancel_url": self.url(press.row.pk),
            **self.shown(press),
        }

    @abstractmethod
    def seen(self, who: Actor, pk: int) -> Row:
        """The object, in sight of this person; raises `Missing`."""

    @abstractmethod
    def offers(self, who: Actor, row: Row) -> Sequence[Offered]:
        """The buttons this person has on it now."""

    @abstractmethod
    def refuse(self, request: SignedRequest, row: Row, name: str) -> NoReturn:
        """Say why this person has no such button, or no longer."""

    @abstractmethod
    def url(self, pk: int) -> str:
        """The object's own page."""

    @abstractmethod
    def about(self, row: Row) -> str:
        """The object in words, for whoever proves to be there."""

    @abstractmethod
    def shown(self, press: Press[Row]) -> dict[str, Any]:
        """The head of the page, and in `shown` the facts the person decides on."""

    def title(self, press: Press[Row]) -> str:
        return press.words

    def form(self, press: Press[Row], initial: dict[str, Any]) -> VersionedForm:
        """The form as it was sent, or filled with what is known."""
        return press.page.form(press.request.POST or None, initial=initial)

    def say(self, press: Press[Row], done: bool) -> None:
        """Tell what happened."""
        messages.success(press.request, _("已办理：%(act)s") % {"act": press.offered.label})
