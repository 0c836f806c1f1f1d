"""The offer of amendments as `issues/_amendment_offer.html` shows it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from issues.importing.offering import MOST, Offer, differing, offers_in
from issues.importing.view import View


def one_offer(view: View, key: str) -> dict[str, Any] | None:
    """Beside the open row: a button, the draft there is already, or why not now."""
    offer = view.offers.get(key)
    if offer is None:
        return None
    return {
        "key": key,
        "url": reverse("imports:amend", args=[view.look.staged.pk]),
        "row": key,
        "label": _("生成方案调整草稿"),
        "reason": offer.reason,
        "amendment": offer.amendment,
    }


def all_offers(view: View) -> dict[str, Any] | None:
    """Above the rows, where more than one is ready; of a large import while they are not many."""
    ready = sum(offer.ready for offer in _offers(view).values())
    if ready < 2:
        return None
    return {
        "key": "all",
        "url": reverse("imports:amend", args=[view.look.staged.pk]),
        "row": "",
        "label": _("为 %(n)d 项生成方案调整草稿") % {"n": ready},
        "reason": "",
        "amendment": "",
    }


def _offers(view: View) -> dict[str, Offer]:
    if not view.look.large:
        return view.offers
    keys = differing(view.look)
    return offers_in(view.look.part(keys)) if 1 < len(keys) <= MOST else {}
