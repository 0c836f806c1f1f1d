"""Chains that ship with the system (domain §6.1). A new chain is a new entry here, or a row."""

from typing import Any, TypedDict

from rectify.core.text import gettext_noop as _
from rectify.signoff.models import Chain, ChainStep, ChainVersion


class Step(TypedDict, total=False):
    kind: str
    name: str
    acting: str
    other_unit: bool
    signers: int
    joint: bool
    day_limit: int
    closing: bool


FIELDS = (
    "position", "kind", "name", "acting", "other_unit", "signers", "joint", "day_limit", "closing",
)  # fmt: skip
"""Columns of `ChainStep` a preset fills."""
SELF_CHECK: Step = {
    "kind": "self_check", "name": _("自查"), "acting": "answering", "other_unit": False,
}  # fmt: skip
COUNTY: Step = {"kind": "endorse", "name": _("县级审核"), "acting": "office:county", "day_limit": 5}
NOTICE: Step = {"kind": "notice", "name": _("公示"), "acting": "office:plan", "other_unit": False}
DECIDE: Step = {"kind": "decide", "name": _("审定销号"), "acting": "office:plan", "day_limit": 5}
FILE: Step = {
    "kind": "file", "name": _("上级备案"), "acting": "office:above", "closing": True,
    "day_limit": 5,
}  # fmt: skip
DISCLOSE: Step = {
    "kind": "disclose", "name": _("公开"), "acting": "office:plan", "other_unit": False,
    "day_limit": 5,
}  # fmt: skip

CHAINS: dict[str, tuple[str, list[Step]]] = {
    # A: a separate acceptance unit (Anhui, Huangshan, Hanzhong) [V1][V2][V3]
    "separate": (
        "独立验收",
        [
            SELF_CHECK,
            COUNTY,
            {"kind": "accept", "name": _("验收"), "acting": "acceptance", "day_limit": 15},
            NOTICE,
            DECIDE,
            FILE,
            DISCLOSE,
        ],
    ),
    # C: the lead unit verifies, signs off and files itself (Hainan 2018) [V21]
    "self_certifying": (
        "自行验收",
        [
            SELF_CHECK,
            NOTICE,
            {**DECIDE, "other_unit": False, "closing": True},
            DISCLOSE,
        ],
    ),
}


def load() -> None:
    """Write each preset that is not there yet; a changed preset becomes a new version."""
    for code, (name, steps) in CHAINS.items():
        chain, _made = Chain.objects.get_or_create(code=code, defaults={"name": name})
        latest = chain.versions.order_by("-number").first()
        if latest is None or _stored(latest) != _wanted(steps):
            number = latest.number + 1 if latest else 1
            version = ChainVersion.objects.create(chain=chain, number=number)
            ChainStep.objects.bulk_create(
                ChainStep(version=version, **row) for row in _wanted(steps)
            )


def _wanted(steps: list[Step]) -> list[dict[str, Any]]:
    blank = {"other_unit": True, "signers": 1, "joint": False, "day_limit": None, "closing": False}
    return [{**blank, **step, "position": n} for n, step in enumerate(steps, 1)]


def _stored(version: ChainVersion) -> list[dict[str, Any]]:
    return [{name: row[name] for name in FIELDS} for row in version.steps.values(*FIELDS)]
