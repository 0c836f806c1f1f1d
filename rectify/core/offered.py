"""A move as a page offers it: buttons come from the same tables as services."""

from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from rectify.core.moves import Offer
from rectify.core.told import in_line


@dataclass(frozen=True)
class Offered:
    """One button: where it leads, or why not now. `version` is the one its form must carry."""

    name: str
    label: str
    url: str
    version: int
    missing: tuple[str, ...] = ()
    primary: bool = False

    @classmethod
    def of(cls, offer: Offer, url: str, version: int, **known: Any) -> Self:
        """The button of a move of the table, in the reader's language; `known` goes before it."""
        told = {"name": offer.move.action, "label": _(offer.move.label), **known}
        return cls(
            url=url, version=version, missing=tuple(_(word) for word in offer.missing), **told
        )

    @property
    def reason(self) -> str:
        """What is still missing, in one line; empty when nothing is."""
        return in_line(self.missing)

    @property
    def button(self) -> dict[str, Any]:
        """As the pages draw it."""
        return {
            "label": self.label,
            "url": self.url,
            "primary": self.primary,
            "reason": self.reason,
        }
