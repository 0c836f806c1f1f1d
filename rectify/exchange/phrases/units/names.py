"""Writes out the words units of one list share, heads and tails, each in one step."""

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units import bodies, heads, offices, tails
from rectify.exchange.phrases.units.part import Part

MOST = 200
"""No cell names more; beyond it nothing is written out."""
_STEPS = (
    tails.counted,
    tails.levels,
    tails.bare_places,
    tails.twins,
    offices.stems,
    bodies.two_masters,
    tails.bodies_of_many,
    tails.tails,
    offices.branches,
    bodies.collective_pairs,
    bodies.bare_bodies,
    heads.place_heads,
    offices.department_heads,
)


def expand(parts: list[Part], doubts: list[str]) -> list[Part]:
    """The parts of one role list with shared tails and heads written out."""
    if len(parts) > MOST:
        doubts.append(_("单位过多，共用的前后缀没有补全"))
        return parts
    for step in _STEPS:
        parts = step(parts, doubts)
    return parts
