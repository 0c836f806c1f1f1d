"""Every figure of domain §15, one registered definition each; its sentence is printed under it.

Where denominators differ, codes differ: all listed, with a deadline, needing sign-off, due so far.
"""

from django.utils.translation import gettext_lazy as _

from rectify.figures.figure import Figure
from rectify.figures.issue_figures import COMPLETION, ISSUE_FIGURES, ISSUES, SIGNED, SIGNOFF, TIME
from rectify.figures.petition_figures import (
    OUTCOMES,
    PETITION_FIGURES,
    PETITIONS,
    PETITIONS_SIGNED,
)

CHANGES = "changes"
GROUPS = {
    ISSUES: _("整改完成"),
    TIME: _("时序进度"),
    SIGNOFF: _("验收销号"),
    PETITIONS: _("信访件办理"),
    OUTCOMES: _("信访件处理结果"),
    CHANGES: _("与基期相比"),
}


def _change(code: str, name: object, words: object, of: Figure) -> Figure:
    return Figure(
        code, name, words, of.noun, CHANGES, of.numerator, of.denominator,
        unit=_("个百分点"), of=of.code,
    )  # fmt: skip


_CHANGES = (
    _change(
        "completion_mom_change",
        _("整改完成率较基期"),
        _("截至日的整改完成率减基期日的整改完成率，单位是百分点。"),
        COMPLETION,
    ),
    _change(
        "mom_change",
        _("销号率较基期"),
        _("截至日的销号率减基期日的销号率，单位是百分点。"),
        SIGNED,
    ),
    _change(
        "petition_mom_change",
        _("信访件销号率较基期"),
        _("截至日的信访件销号率减基期日的信访件销号率，单位是百分点。"),
        PETITIONS_SIGNED,
    ),
)
FIGURES: dict[str, Figure] = {
    figure.code: figure for figure in (*ISSUE_FIGURES, *PETITION_FIGURES, *_CHANGES)
}
"""Code → definition, in the order they are shown."""
