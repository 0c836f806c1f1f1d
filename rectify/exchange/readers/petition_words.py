"""The labels of complaints and the lines that open one in running text."""

import re

from rectify.exchange.readers.columns import petition_field
from rectify.exchange.readers.labels import LabelBook
from rectify.exchange.readers.vocabulary import PETITION_WORDS, by_word

CELLS = ("number", "issue", "area", "pollution_types_text", "finding", "verdict_text",
         "closure_target", "handling", "closure_text", "accountability")  # fmt: skip
FIELDS = frozenset(PETITION_WORDS.values())
_RUNNING = by_word(
    {
        "finding": "核实 核实情况 调查 调查处理情况",
        "handling": "处理 整改 处理情况 办理情况 查处情况 整改处理情况 处理与整改 处理整改",
        "verdict_text": "结论",
        "ignored": (
            "符合办结条件 办结条件 下一步工作 区域分布 交办时间 交办日期 转办时间 转办日期 "
            "受理时间 受理日期 举报时间 举报日期 接件时间 接收时间 办理时限 办结时限 办结时间 "
            "办结日期 反馈时间 上报时间 交办批次 批次 督察批次 协办单位 配合单位 督办领导 "
            "包案领导 责任领导 办理人 承办人 填表日期 填报日期"
        ),
        "complaint": "问题 反映 举报 群众诉求",
        "unit": "主办单位 牵头单位",
        "remark": "重点件 是否重点",
    }
)
"""What replies without a table name instead of the columns of the official form."""
VALUES = frozenset(["办结", "完成", "问责", "类型", "区域", "单位", "来源"])  # answers, not labels
BOOK = LabelBook(
    {word: name for word, name in {**PETITION_WORDS, **_RUNNING}.items() if word not in VALUES},
    petition_field,
    FIELDS,
)

COUNTED = r"(\d{1,5}|[一二三四五六七八九十百]{1,4})"
SERIAL_LINE = re.compile(
    rf"(?:序号|编号)\s*[:：]?\s*{COUNTED}\s*[、.。]?|[【\[(（]?\s*第\s*{COUNTED}\s*[件宗][】\])）]?[:：]?"
    rf"|[【\[(（]?\s*(?:案件|案例|信访|举报|信访件|举报件|交办件|转办件|信访案件|举报案件)\s*{COUNTED}\s*[】\])）]?[:：]?"
)
"""序号：3, 【第三件】, 信访件3: a line that only counts complaints."""
FOOTER = re.compile(
    r"[(（【\[]?\s*(?:主办|承办|主管|技术支持|责任?编辑?|责编|编辑|审核|校对|来源|值班主编|经办人|一审|二审|三审"
    r"|上一[篇条]|下一[篇条])[^:：。]{0,4}[:：].{0,40}|附件\s*[:：\d].*"
    r"|[(（]?(?:本报|特约)?(?:记者|通讯员)[^。；;，,：:]{1,20}[)）]?|.*(?:ICP备|公网安备|网站标识码).*|版权所有.*"
)
"""编辑：…, 附件：…, 记者…: lines of the page, not of the complaint."""
SIGNED_ON = re.compile(r"\s*(?:二[〇○零][一-龥〇○]{2}|20\d{2})\s*年[^。；;，,]{2,8}日\s*")
"""二〇二四年五月六日: the day a report was signed."""
SIGNER = re.compile(
    r"[^。；;：:]{2,30}(?:政府|局|委员会|委|办公室|办|组|厅|部|中心|公司|农场|大队|管委会|街道办事处|分局)"
    r"(?:[(（][^()（）]{1,6}[)）])?"
)
"""青崖县人民政府办公室: who signs a report."""
NOBODY = re.compile(
    r"[/／\-—－]*|(?:暂|目前)?(?:无|不涉及|无需|无须|不需|未|没有|尚未)"
    r"(?:相关|予以|进行|被)?(?:人员|责任人)?(?:被)?(?:问责|追责|处理|处分|追究|涉及)?(?:情况|情形|人员)?"
)
"""无, 不涉及, 暂未问责人员: a cell that names nobody."""
BARE_SERIAL = re.compile(
    r"(?:[（(]\s*([一二三四五六七八九十\d]{1,3})\s*[)）]|([一二三四五六七八九十]{1,3})\s*[、.．])\s*"
)
"""A number alone on its line; before the label that opens complaints it numbers one."""
TICKS = frozenset({"√", "✓", "✔", "☑", "■", "●", "V", "v", "1"})


def is_number(text: str) -> bool:
    """Tell a complaint's own number from a mere serial."""
    bare = re.sub(r"\s", "", text)
    return bool(
        re.match(r"[DXWdxw信电]\d?[A-Za-z]{0,4}\d{6,}|[A-Z]{2,6}\d{6,}|\d{8,}|.*[〔\[]\d{4}", bare)
    )
