"""The labels of complaints and the lines that open one in running text."""

import re

from rectify.exchange.readers.columns import petition_field
from rectify.exchange.readers.labels import LabelBook
from rectify.exchange.readers.vocabulary import PETITION_WORDS

CELLS = ("number", "issue", "area", "pollution_types_text", "finding", "verdict_text",
         "closure_target", "handling", "closure_text", "accountability")  # fmt: skip
FIELDS = frozenset(
    [
        "number",
        "complaint",
        "area",
        "city",
        "county",
        "pollution_types_text",
        "finding",
        "verdict_text",
        "closure_target",
        "handling",
        "closure_text",
        "accountability",
        "remark",
        "channel",
        "unit",
        "serial",
        "ignored",
    ]
)
# A reply without a table often names these instead of the columns of the official form.
_RUNNING = {
    "核实": "finding", "核实情况": "finding", "调查": "finding", "处理": "handling",
    "整改": "handling", "处理情况": "handling", "办理情况": "handling", "查处情况": "handling",
    "结论": "verdict_text", "符合办结条件": "ignored", "办结条件": "ignored",
    "问题": "complaint", "反映": "complaint", "举报": "complaint",
}  # fmt: skip
VALUES = frozenset(["办结", "完成", "问责", "类型", "区域", "单位", "来源"])  # answers, not labels
BOOK = LabelBook(
    {word: name for word, name in {**PETITION_WORDS, **_RUNNING}.items() if word not in VALUES},
    petition_field,
    FIELDS,
)

COUNTED = r"(\d{1,5}|[一二三四五六七八九十百]{1,4})"
SERIAL_LINE = re.compile(
    rf"(?:序号|编号)\s*[:：]?\s*{COUNTED}\s*[、.。]?|[【（(]?第\s*{COUNTED}\s*[件宗][】)）]?[:：]?"
)
FOOTER = re.compile(
    r"(?:主办|承办|主管|技术支持|责任编辑|编辑|审核|来源|上一[篇条]|下一[篇条])[:：].{0,40}|附件\s*[:：\d].*"
    r"|.*(?:ICP备|公网安备|网站标识码).*|版权所有.*"
)
TICKS = frozenset({"√", "✓", "✔", "☑", "■", "●", "V", "v", "1"})
TOLD = re.compile(
    r"(?:该|此|上述|本|经查)[^。；;，,]{0,10}?(?:举报|信访|反映|投诉|件|问题)[^。；;，,是属部基不]{0,6}"
    r"(?P<word>基本属实|部[分份]属实|不属实|属实|是|否|不实)\s*[。.]?\s*$"
)
TOLD_WHOLE = re.compile(r"该举报(?P<word>[^。；;，,、:：]{1,10})[。.]?\s*$")


def is_number(text: str) -> bool:
    """Tell a complaint's own number from a mere serial."""
    bare = re.sub(r"\s", "", text)
    return bool(
        re.match(r"[DXWdxw信电]\d?[A-Za-z]{0,4}\d{6,}|[A-Z]{2,6}\d{6,}|\d{8,}|.*[〔\[]\d{4}", bare)
    )
