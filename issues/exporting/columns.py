"""The columns of plan lists and ledgers: one place for template, export and header recognition.

Domain §13 (整改措施清单, 销号台账). `field` is what the readers call a column of that heading; a
test holds every heading to it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from issues.importing.ledger.history import STATES

SERIAL, ISSUE = "serial", "text"


@dataclass(frozen=True)
class Spec:
    """One column. Headings stay Chinese: they are the form's own words, whoever exports.

    `key` names the cell in a row, `width` is in Chinese characters, `note` says how to fill it in,
    `example` fills the template's one row. `several`: a cell may hold more than one of `choices`,
    so the list only suggests.
    """

    key: str
    heading: str
    field: str
    width: int
    note: object = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    needed: bool = False
    several: bool = False


STATE_WORDS = tuple(str(word) for word in ("整改中", "已完成", "已验收", "公示中", "已销号"))
"""The words of the five states, in the order of `STATES`; the reader knows all of them."""
WORD_OF = dict(zip(STATES, STATE_WORDS, strict=True))

PLAN = (
    Spec("serial", "序号", "serial", 4, _("方案里的序号，一份方案内不重复。"), "1", needed=True),
    Spec(
        "text", "反馈问题", "issue", 22, _("问题原文。"), "3座乡镇污水处理站建成后未运行",
        needed=True,
    ),
    Spec("goal", "整改目标", "goal", 16, _("达到什么程度算整改完成。"), "稳定运行，出水达标"),
    Spec(
        "measures", "整改措施", "measures", 26,
        _("逐条写，一条一行，前面写1、2、3。"),
        "1、落实运行经费\n2、安装流量计并联网",
    ),
    Spec(
        "deadline_text", "整改时限", "deadline", 10,
        _("写到日或月底，如“2026年6月30日前”；长期坚持的写“长期坚持”。"),
        "2026年6月30日前",
    ),
    Spec("lead", "牵头单位", "lead", 12, _("没有牵头单位时留空，只填责任单位。")),
    Spec("responsible", "责任单位", "responsible", 12, _("多个用顿号隔开。"), "青崖县人民政府"),
    Spec("implementing", "落实单位", "implementing", 10),
    Spec("cooperating", "配合单位", "cooperating", 12, _("多个用顿号隔开。"), "州财政局"),
    Spec("supervising", "督导单位", "supervising", 10, "", "州生态环境局"),
    Spec("acceptance", "验收单位", "acceptance", 10, "", "州生态环境局"),
    Spec("responsible_leader", "责任领导", "leader", 8, _("姓名和职务。")),
    Spec("responsible_person", "责任人", "person", 8, _("姓名和职务。")),
)  # fmt: skip
DAY_NOTE = _("写成“2026-06-30”或“2026年6月30日”，没有就留空。")
PROGRESS = (
    Spec(
        "state", "整改状态", "state", 7, _("从列表中选择。"), "已销号", STATE_WORDS, needed=True
    ),
    Spec("progress", "整改进展", "progress", 20, _("目前做到哪一步，写数字。")),
    Spec("completed_on", "完成时间", "completed_on", 8, DAY_NOTE, "2026-06-20"),
    Spec("accepted_on", "验收时间", "accepted_on", 8, DAY_NOTE, "2026-07-06"),
    Spec("notice_from", "公示开始", "notice_from", 8, DAY_NOTE, "2026-07-13"),
    Spec("notice_to", "公示结束", "notice_to", 8, DAY_NOTE, "2026-07-24"),
    Spec("filing_no", "销号文号", "filing_no", 12, "", "云督改〔2026〕9号"),
    Spec("filed_on", "销号时间", "filed_on", 8, DAY_NOTE, "2026-08-03"),
)  # fmt: skip
LEDGER = (*PLAN, *PROGRESS)
OPTIONAL = (
    *("lead", "implementing", "cooperating", "responsible_leader", "responsible_person"),
    "progress",
)
"""Left out of an export when no row has them: an empty 牵头单位 says something of 责任单位."""
SPECS = {"plan": PLAN, "ledger": LEDGER}
TITLES = {"plan": "整改措施清单", "ledger": "整改台账"}


def used(specs: tuple[Spec, ...], filled: set[str]) -> tuple[Spec, ...]:
    """The columns a table needs: all but the optional ones nobody filled."""
    return tuple(spec for spec in specs if spec.key not in OPTIONAL or spec.key in filled)
