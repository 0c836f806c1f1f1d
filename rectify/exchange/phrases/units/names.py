"""Writes out the words units of one list share, heads and tails, each in one step."""

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units import heads, tails
from rectify.exchange.phrases.units.part import Part

MOST = 200
"""No cell names more; beyond it nothing is written out."""
_STEPS = (
    tails.counted,
    tails.levels,
    tails.bare_places,
    tails.twins,
    heads.stems,
    heads.two_masters,
    tails.bodies_of_many,
    tails.tails,
    heads.branches,
    heads.collective_pairs,
    heads.bare_bodies,
    heads.place_heads,
    heads.department_heads,
)


def expand(parts: list[Part], doubts: list[str]) -> list[Part]:
    """The parts of one role list with shared tails and heads written out."""
    if len(parts) > MOST:
        doubts.append(_("单位过多，共用的前后缀没有补全"))
        return parts
    for step in _STEPS:
        parts = step(parts, doubts)
    return parts
