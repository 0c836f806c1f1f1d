"""The labels, titles and dates of public sign-off notices (domain 6.5 and 13)."""

import re

from rectify.exchange.readers.columns import plan_field
from rectify.exchange.readers.labels import LabelBook
from rectify.exchange.readers.vocabulary import PLAN_WORDS, by_word

_NOTICE = {
    "issue": "整改任务 整改问题 问题 任务 事项 整改事项",
    "goal": "目标 整改目标 目标任务 整改目标及达成情况",
    "deadline": "时限",
    "progress": (
        "情况 整改情况 完成情况 整改完成情况 整改措施及完成情况 整改成效 整改落实情况 "
        "成效 效果 过程 整改过程 整改结果 整改销号意见 验收意见 验收情况 验收结论 整改效果"
    ),
    "period": "公示时间 公示期 公示期限 公示日期 公示起止时间 公示时限",
    "measures": "做法 整改做法",
    "responsible": "单位 整改主体 整改实施主体",
    "publisher": "公示单位 发布单位",
    "serial": "序号 任务编号",
    "ignored": (
        "联系人 联系电话 监督电话 联系单位 受理单位 举报电话 电子邮箱 通讯地址 "
        "联系地址 邮编 邮箱 联系方式 附件 地址 传真 电话"
    ),
}
_LEDGER_ONLY = frozenset(
    ["area", "notice_from", "notice_to", "notice_period", "filing_no", "filed_on"]
)
FIELDS = frozenset(PLAN_WORDS.values()) - _LEDGER_ONLY | {"period", "publisher"}
SPOKEN = re.compile(
    r"(督察|反馈|需?要?达到|规定|要求|采取|取得|整改|具体|主要|存在|落实|涉及).{0,6}"
    r"(问题|目标|时限|期限|措施|做法|成效|效果|情况|单位|主体)"
)
BOOK = LabelBook({**PLAN_WORDS, **by_word(_NOTICE)}, plan_field, FIELDS, SPOKEN)

TITLE = re.compile(r"(公示|公告|公开|说明)(表|书)?\s*([(（].{0,30}[)）])?$")
COUNT = r"(?:[一二三四五六七八九十百零〇]{1,5}|\d{1,5})"
NO_DATE = r"(?![\d年月轮批览些])"


def _listed(one: str) -> str:
    """One or several of a kind: 3、5和7."""
    return rf"{one}(?:\s*[、,，和及]\s*{one})*"


_CALLED = r"(?:序号|编号|任务|问题|事项|清单)\s*[:：]?\s*"
_SHAPES = (
    # 第三项, 第3至5号, 第3(1)项
    rf"第\s*{COUNT}(?:\s*[、,，和及至-]\s*第?\s*{COUNT})*\s*(?:[(（]\d{{1,2}}[)）]\s*)?(?:项|号|条|个|类|点)",
    rf"{_CALLED}\d{{1,4}}[-—]\d{{1,4}}号?",  # 序号：3-12号
    r"[Nn][Oo][.．]?\s*\d{1,5}",  # No.15
    rf"{_CALLED}{_listed(COUNT + NO_DATE)}号?",  # 任务三、五
    r"[一二三四五六七八九十百]{1,4}号(?=问题|整改|任务)",  # 三十二号问题
    _listed(r"\d{1,7}") + r"\s*(?:号|项)",  # 3、5项
    _listed(r"\d{5,10}"),  # 2023015
    r"\d{4}[-—]\d{1,5}\s*号",  # 2023-15号
    r"[DX]\d?[A-Z]{0,3}\d{8,}[*＊]?",  # a complaint's own number
    rf"(?:{_CALLED})?[A-Z]{{1,6}}[-—]?\d{{1,8}}(?:[-—]\d{{1,6}})*号?",  # 清单GS-2023-15号
)
TASK = f"(?:{'|'.join(_SHAPES)})"
TASKS = re.compile(rf"{TASK}(?:\s*[、,，和及]\s*{TASK})*")
NOT_TASK = re.compile(
    r"\d{4}\s*年|第[一二三四五六七八九十\d]+(轮|批|次|督察组)|\d{1,2}月|\d{1,2}日"
)

A_DAY = r"(?:\d{4}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
FULL_DAY = r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
UNTIL = r"\s*(?:起|开始)?\s*[,，]?\s*(?:至|到|—+|–|-+|~|～|－)\s*"
HOUR = r"(?:[上下]午)?(?:\d{1,2}[:：时点](?:\d{1,2}分?)?)?"
PERIOD = re.compile(rf"(?P<first>{FULL_DAY}){HOUR}{UNTIL}(?P<second>{A_DAY}|\d{{1,2}}\s*日)")
YEARLESS = re.compile(r"(\d{1,2}月\d{1,2}日)" + UNTIL + r"(\d{1,2}月)?\d{1,2}日")
DAYS = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*个?\s*(?:工作日|自然日|日历日|天|日)"
LENGTH = re.compile(
    rf"(?:(?<=共)|(?<=[(（]))((?:公示(?:时间|期限|期)?(?:为期|为|共)?|为期)?\s*{DAYS})|({DAYS})(?![前起至])"
)
COUNTED = re.compile(
    r"[(（][^()（）]{0,30}｜[^()（）]{0,4}共([^()（）,，。；;｜]{0,10}[日天周][^()（）,，。；;｜]?)[)）]"
)
SIGNATURE_TAIL = re.compile(
    r"(局|委|办|厅|府|会|室|所|站|队|中心|公司|镇|乡|街道|处|社|部|院|园区|单位名称.*|领导小组|指挥部|党组|场)[)）]?$"
)
