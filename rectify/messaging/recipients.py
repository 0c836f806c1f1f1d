"""Who holds the posts a duty belongs to, today."""

from django.db.models import Q, QuerySet

from rectify.accounts.models import Holding
from rectify.core import clock


def current() -> QuerySet[Holding]:
    """Holdings of active persons that hold today, with person and post loaded."""
    today = clock.today()
    return (
        Holding.objects.filter(starts_on__lte=today, user__is_active=True)
        .filter(Q(ends_on=None) | Q(ends_on__gte=today))
        .select_related("user", "post")
        .order_by("id")
    )


def of_unit(unit_ids: list[int]) -> QuerySet[Holding]:
    """The staff and office posts of these units."""
    return current().filter(post__unit_id__in=unit_ids, post__role__in=("staff", "office"))


def of_deciders(division_codes: list[str]) -> QuerySet[Holding]:
    """The office posts of these divisions and those who lead them."""
    posts = {"post__unit__division_id__in": division_codes, "post__role__in": ("office", "leader")}
    return current().filter(**posts)


def of_office(division_codes: list[str]) -> QuerySet[Holding]:
    """The office posts (整改办) of these divisions, not of those below them."""
    return current().filter(post__unit__division_id__in=division_codes, post__role="office")
