"""The labels, titles and dates of public sign-off notices (domain 6.5 and 13)."""

import re

from rectify.exchange.readers.columns import plan_field
from rectify.exchange.readers.labels import LabelBook
from rectify.exchange.readers.vocabulary import PLAN_WORDS

_NOTICE = {
    "整改任务": "issue", "整改问题": "issue", "问题": "issue", "任务": "issue", "事项": "issue",
    "整改事项": "issue", "目标": "goal", "整改目标": "goal", "目标任务": "goal", "时限": "deadline",
    "整改目标及达成情况": "goal", "整改要求": "goal", "情况": "progress", "整改情况": "progress",
    "完成情况": "progress", "整改完成情况": "progress", "整改措施及完成情况": "progress",
    "整改成效": "progress", "整改落实情况": "progress", "整改结果": "progress", "公示时间": "period",
    "公示期": "period", "公示期限": "period", "公示日期": "period", "公示起止时间": "period",
    "公示时限": "period", "单位": "responsible", "公示单位": "publisher", "发布单位": "publisher",
    "整改主体": "responsible", "整改实施主体": "responsible", "序号": "serial", "任务编号": "serial",
    "整改销号意见": "progress", "验收意见": "progress", "验收情况": "progress", "验收结论": "progress",
    "整改效果": "progress", "联系人": "ignored", "联系电话": "ignored", "监督电话": "ignored",
    "联系单位": "ignored", "受理单位": "ignored", "举报电话": "ignored", "电子邮箱": "ignored",
    "通讯地址": "ignored", "联系地址": "ignored", "邮编": "ignored", "邮箱": "ignored",
    "联系方式": "ignored", "附件": "ignored", "地址": "ignored", "传真": "ignored", "电话": "ignored",
}  # fmt: skip
FIELDS = frozenset(
    [
        "issue",
        "goal",
        "deadline",
        "measures",
        "progress",
        "responsible",
        "lead",
        "implementing",
        "cooperating",
        "supervising",
        "acceptance",
        "period",
        "publisher",
        "serial",
        "ignored",
        "person",
        "leader",
        "accepted_on",
        "completed_on",
        "state",
    ]
)
BOOK = LabelBook({**PLAN_WORDS, **_NOTICE}, plan_field, FIELDS)

TITLE = re.compile(r"(公示|公告|公开|说明)(表|书)?\s*([(（].{0,30}[)）])?$")
COUNT = r"(?:[一二三四五六七八九十百零〇]{1,5}|\d{1,5})"
TASK = (
    rf"(?:第\s*{COUNT}(?:\s*[、,，和及至-]\s*第?\s*{COUNT})*\s*(?:项|号|条|个|类)"
    rf"|(?:序号|编号|任务|问题|事项|清单)\s*[:：]?\s*{COUNT}(?![\d年月轮批])(?:\s*[、,，和及]\s*{COUNT}(?![\d年月轮批]))*号?"
    rf"|\d{{1,7}}(?:\s*[、,，和及]\s*\d{{1,7}})*\s*(?:号|项)|\d{{5,10}}(?:\s*[、,，和及]\s*\d{{5,10}})*"
    r"|[A-Z]{1,6}[-—]?\d{1,8}(?:[-—]\d{1,6})*)"
)
TASKS = re.compile(rf"{TASK}(?:\s*[、,，和及]\s*{TASK})*")
NOT_TASK = re.compile(
    r"\d{4}\s*年|第[一二三四五六七八九十\d]+(轮|批|次|督察组)|\d{1,2}月|\d{1,2}日"
)

A_DAY = r"(?:\d{4}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
FULL_DAY = r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
PERIOD = re.compile(
    rf"(?P<first>{FULL_DAY})\s*(?:起|开始)?\s*[,，]?\s*(?:至|到|—+|–|-+|~|～|－)\s*(?P<second>{A_DAY}|\d{{1,2}}\s*日)"
)
LENGTH = re.compile(
    r"(?:(?<=共)|(?<=[(（]))(公示期为\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*个?(?:工作日|自然日|日历日|天|日))"
    r"|((?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*个?\s*(?:工作日|自然日|日历日|天|日))(?![前起至])"
)
SIGNATURE_TAIL = re.compile(
    r"(局|委|办|厅|府|会|室|所|站|队|中心|公司|镇|乡|街道|处|社|部|院|园区|单位名称.*|领导小组|指挥部|党组|场)[)）]?$"
)
