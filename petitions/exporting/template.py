"""The blank table of petitions: the columns of round 3 (domain §9.5), read back by the import."""

from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from issues.exporting.columns import Spec
from issues.exporting.template import write_blank
from issues.importing.drafts import EXAMPLE
from petitions.workflow import CLOSURE_NAMES, TYPES, VERDICT_NAMES

KIND = "petitions"
TITLE = "群众信访举报转办和边督边改公开情况一览表"
PETITIONS = (
    Spec("serial", "序号", "serial", 4, _("从1开始编号。"), EXAMPLE, needed=True),
    Spec(
        "number", "受理编号", "number", 11,
        _("督察组给的编号，一件一号，不重复。"), "X3YP202405110001", needed=True,
    ),
    Spec(
        "problem", "交办问题基本情况", "complaint", 20,
        _("原文照录；多个事项写1、2、3。不写举报人姓名、电话、住址。"),
        "1、砂石料场夜间作业噪声扰民；2、进出车辆带泥上路。", needed=True,
    ),
    Spec(
        "area", "行政区域", "area", 8, _("承办的县（市、区），写全称。"), "青崖县", needed=True
    ),
    Spec(
        "types", "问题类型", "pollution_types_text", 6, _("从列表中选择；几类都有的用顿号隔开。"),
        "噪声、大气", TYPES, several=True,
    ),
    Spec(
        "finding", "调查核实情况", "finding", 22,
        _("还没有办理的，从这一栏起都留空。多个事项逐项写是否属实。"),
        "1、料场22时后仍在作业，属实；2、路面有积尘，属实。",
    ),
    Spec("verdict", "是否属实", "verdict_text", 6, _("从列表中选择。"), "属实",
         tuple(VERDICT_NAMES.values())),
    Spec("target", "办结目标", "closure_target", 10, "", "夜间停止作业，噪声达标。"),
    Spec(
        "handling", "处理和整改情况", "handling", 24,
        _("写明措施和数字，如“责令整改1家，立案1家，罚款5万元”；没有办结的写明下一步和时间。"),
        "责令整改1家，立案1家，罚款5万元。",
    ),
    Spec("closure", "是否办结", "closure_text", 7, _("从列表中选择；填了办理情况就要填。"),
         "已办结", tuple(CLOSURE_NAMES.values())),
    Spec("accountability", "责任人被处理情况", "accountability", 10,
         _("没有的写“无”。"), "无"),
)  # fmt: skip
"""Every heading is one the readers know as `field`; a test holds them to it."""


def write_template(out: BinaryIO) -> None:
    """Write the blank table into `out`; its example row is left out by the import."""
    write_blank(KIND, TITLE, PETITIONS, out)
