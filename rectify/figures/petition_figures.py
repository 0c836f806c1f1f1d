"""Figures of petitions (domain §§9.3, 15): handed over, found true, closed, decided."""

from django.utils.translation import gettext_lazy as _

from petitions.models import OUTCOME
from petitions.workflow import VERDICT_NAMES
from rectify.figures.figure import Figure, Wants, wants

PETITIONS, OUTCOMES = "petitions", "outcomes"
EACH: Wants = ()


def _share(code: str, name: object, words: object, part: Wants, decimals: int = 1) -> Figure:
    return Figure(code, name, words, "petition", PETITIONS, part, EACH, decimals=decimals)


def _count(code: str, name: object, words: object, part: Wants) -> Figure:
    return Figure(code, name, words, "petition", PETITIONS, part, unit=_("件"))


PETITIONS_SIGNED = _share(
    "petition_signoff_rate",
    _("信访件销号率"),
    _("经审核办结、予以销号的信访件 ÷ 交办的信访件；阶段性办结不算。"),
    wants(closing="closed"),
)
VERDICT_SHOWN = ("true", "mostly", "partial", "false")
_PETITIONS = (
    _count("petitions_handed", _("交办"), _("交办的信访件；有自己编号的重复件也计。"), EACH),
    _count(
        "petitions_distinct", _("不重复问题"), _("去掉重复件以后的信访件。"), wants("is_distinct")
    ),
    _count("petitions_starred", _("重点件"), _("加星的重点信访件。"), wants("is_starred")),
    _count(
        "petitions_closed", _("已办结"), _("经审核办结或移送的信访件。"), wants(closing="closed")
    ),
    _count(
        "petitions_staged",
        _("阶段性办结"),
        _("阶段性办结的信访件，仍须办到底。"),
        wants(closing="staged"),
    ),
    _count("petitions_open", _("未办结"), _("其余尚未办结的信访件。"), wants(closing="open")),
    *(
        _count(
            f"petitions_{name}",
            _(VERDICT_NAMES[name]),
            _("核查结论为此的信访件。"),
            wants(found=name),
        )
        for name in VERDICT_SHOWN
    ),
    _share(
        "closure_strict",
        _("办结率（不含阶段性办结）"),
        _("已办结的信访件 ÷ 交办的信访件；阶段性办结不算办结。"),
        wants(closing="closed"),
    ),
    _share(
        "closure_broad",
        _("办结率（含阶段性办结）"),
        _("已办结和阶段性办结的信访件 ÷ 交办的信访件。"),
        wants(closing=("closed", "staged")),
    ),
    _share(
        "petition_resolve_rate",
        _("信访件解决率"),
        _("问题已解决的信访件 ÷ 交办的信访件；移送、阶段性办结不算。"),
        wants("is_resolved"),
    ),
    PETITIONS_SIGNED,
    _share(
        "truth_rate",
        _("属实率"),
        _("属实、基本属实和部分属实的信访件 ÷ 交办的信访件。"),
        wants(found=("true", "mostly", "partial")),
    ),
    _share(
        "untrue_rate",
        _("不属实率"),
        _("不属实的信访件 ÷ 交办的信访件，保留两位小数。"),
        wants(found="false"),
        2,
    ),
)
_OUTCOMES = tuple(
    Figure(
        f"sum_{column}", _(word), _("各信访件处理结果中载明的数量相加；没有载明的不计。"),
        "petition", OUTCOMES, EACH, unit=_(unit), column=column,
        decimals=2 if column == "fine_yuan" else 0,
    )
    for column, (word, unit) in OUTCOME.items()
)  # fmt: skip
PETITION_FIGURES = (*_PETITIONS, *_OUTCOMES)
