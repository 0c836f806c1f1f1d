"""Chains made for a test: written as rows, as an office would have them."""

from typing import Any

from issues.models import Issue, Round
from rectify.signoff.models import Chain, ChainStep, ChainVersion

SELF_CHECK = {"kind": "self_check", "name": "自查", "acting": "answering", "other_unit": False}
ENDORSE = {"kind": "endorse", "name": "县级审核", "acting": "office:county"}
ACCEPT = {"kind": "accept", "name": "验收", "acting": "acceptance"}
DECIDE = {"kind": "decide", "name": "审定销号", "acting": "office:plan", "closing": True}
DISCLOSE = {"kind": "disclose", "name": "公开", "acting": "office:plan", "other_unit": False}


def chain(*steps: dict[str, Any], code: str = "of-a-test") -> Chain:
    row, _new = Chain.objects.get_or_create(code=code, defaults={"name": "试验流程"})
    version(row, *steps)
    return row


def version(row: Chain, *steps: dict[str, Any]) -> ChainVersion:
    """A further version of the chain."""
    made = ChainVersion.objects.create(chain=row, number=row.versions.count() + 1)
    for position, step in enumerate(steps, 1):
        ChainStep.objects.create(version=made, position=position, **step)
    return made


def put_on(issue: Issue, row: Chain) -> None:
    """The issue's round signs off along this chain from now on."""
    Round.objects.filter(pk=issue.round_id).update(chain=row)
