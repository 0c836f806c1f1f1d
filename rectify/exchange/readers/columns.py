"""Recognises a heading by what it means: other offices' words, breaks and brackets included.

A known word counts as it stands (`vocabulary`); another heading is judged by its parts.
"""

import re
from collections.abc import Sequence

from rectify.exchange.phrases.traditional import TRADITIONAL
from rectify.exchange.readers.source.clean import squeeze
from rectify.exchange.readers.vocabulary import PETITION_WORDS, PLAN_WORDS

LONGEST = 120  # a heading with its explanation in brackets; longer is text
BRACKETS = re.compile(r"[(（【\[][^)）】\]]*[)）】\]]")
MARKS = re.compile(r"[\s、,，.．:：;；/／|*＊\"'“”《》·—－\-]+")

SIMPLIFIED = str.maketrans(TRADITIONAL)
MEASURES_TOO = re.compile(r"(任务|内容|工作)[(（【]?(及|和|、)?(主要|具体|整改)?措施[)）】]?$")
UNITS_AND_PERSON = re.compile(r"责任(单位|部门|主体)[(（]+(及|和)?(主要)?(责任人|负责人)[)）]+$")
LEAD_AND_HELP = re.compile(r"牵头.{0,6}配合|配合.{0,4}牵头")
DAY = r"(时间|日期|日|年月)$"
PLAN_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(expression), field)
    for expression, field in (
        (r"(措施|举措).{0,2}(序号|编号|号)$", "ignored"),
        (r"^.{0,6}(措施|举措)[及和与]?(完成|整改)?(时限|期限|时间|责任|分工|牵头)", "measures"),
        (r"(督导|督办|督促|监督|督查|包[保抓联]|指导|主管|监管).*(单位|部门)", "supervising"),
        (r"(验收|核验|核查|销号审核).*(单位|部门|主体)|(单位|部门).*验收$", "acceptance"),
        (r"责任.*(单位|部门|主体).*(责任人|负责人)", "units_and_person"),
        (
            r"(责任|分管|包[抓保案联]|牵头|市级|县级|省级|州级|督办|挂[点联包钩]|联系).{0,4}领导",
            "leader",
        ),
        (r"((河|湖|林|田|断面|点位)长|领导)(姓名|及职务)?$", "leader"),
        (r"牵头.*(单位|部门|责任)?", "lead"),
        (r"(配合|协办|协同|协助|参与|参加|会办|共同责任).*(单位|部门)?", "cooperating"),
        (r"(落实|执行|实施).*(单位|部门)", "implementing"),
        (r"(责任|承办|整改).*(单位|部门|主体)", "responsible"),
        (r"(责任|职责|任务|工作)分工|责任(落实|明细|清单|体系)|落实责任", "responsible"),
        (
            r"责任(方|科室|县|市|区|乡|镇|旗|师|团|街道|地区|地方|政府)|属地(政府|党委)",
            "responsible",
        ),
        (r"(主责|涉及|涉改).{0,4}(单位|部门)", "responsible"),
        (r"责任人|负责人", "person"),
        (r"(措施|举措).*(时限|期限|时间|责任)", "measures"),
        (r"目标[及和与、].*(时限|期限|时间)", "goal"),
        (r"公示.*起止", "notice_period"),
        (rf"公示.*(开始|起始|启动|起|自|始)({DAY})?$|^公示起|(开始|起始)公示", "notice_from"),
        (
            rf"公示.*(结束|截止|终止|期满|届满|完成|至|止)({DAY})?$|(结束|截止|终止)公示",
            "notice_to",
        ),
        (r"公示.*(时间|日期|期|时限)|公示日$", "notice_period"),
        (r"(计划|预计|预定|拟).{0,4}(销号|验收|备案)", "ignored"),
        (
            r"(销号|备案|批复|批准|核销|摘牌).*(文号|编号|文件|批文|号)$|(销号|备案)批[文复]$|发文[字文]号",
            "filing_no",
        ),
        (rf"(销号|备案|报备|批复|批准|核销|摘牌).*{DAY}", "filed_on"),
        (rf"(验收|核查|核验).*{DAY}", "accepted_on"),
        (r"(开始|启动|起始|开工)(时间|日期)$", "ignored"),
        (
            r"(计划|预计|预定|拟|应|要求|限定|规定).{0,4}(完成|办结).{0,4}(时间|日期|时限)",
            "deadline",
        ),
        (r"限期.*时间|(时间|时限)要求|周期$", "deadline"),
        (rf"(完成|完毕|办结|完工|竣工|自验|自查).{{0,4}}{DAY}", "completed_on"),
        (r"是否.*(验收|公示|备案|完成|销号|整改|到位)|(完成|销号|整改)与否|状态$", "state"),
        (r"(销号|验收)(进度|进展|阶段)(情况)?$", "state"),
        (r"(完成|进展|落实|推进)情况(说明)?$", "progress"),
        (r"下一步|联系|电话|备注|佐证|附件|说明|验收(结论|情况|意见|结果)", "ignored"),
        (r"(时限|期限|限期|时间节点|截止|时间表|计划完成|完成时间要求)", "deadline"),
        (r"(预期|应达|达到|需达).{0,4}(成效|效果|目标)|成效(要求|目标)", "goal"),
        (r"(完成|进展|落实|进度).*(情况|比例)$|(进展|进度|状况|成效|效果)$|^现状$", "progress"),
        (r"措施|举措|整改(步骤|路径)", "measures"),
        (r"目标", "goal"),
        (r"标准|要求$", "standard"),
        (r"^.{1,3}级(初验|验收|复核|公示|销号|备案)$|^(公示|销号|备案)$", "ignored"),
        (r"^(省|市|州|县|国家|中央|反馈|问题|整改)?.{0,6}(序号|编号)$", "serial"),
        (r"(问题|任务|事项|项目|清单|台账|整改)号$|编码$|序列号$", "serial"),
        (r"(问题|任务|事项).{0,4}(点位|线索|摘要|现状|具体情况|表现|原文)$|报告原文", "issue"),
        (r"(问题|任务|事项)(描述|内容|表述|概述|简述|情况|原文|清单|名称)?$", "issue"),
        (r"^(反馈|督察|移交|交办|披露|存在).{0,8}(问题|意见|任务)", "issue"),
    )
)
PETITION_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(expression), field)
    for expression, field in (
        (r"(受理|信访|举报|案件|转办|交办|投诉).{0,4}(编号|编码|号码?|序号)$|^案号$", "number"),
        (rf"{DAY}|时限$|被举报|涉及企业", "ignored"),
        (r"党[纪政]|政务处分|问责|追责", "accountability"),
        (r"(责任人|责任|人员|处分).*(处理|追究|情况|处分)", "accountability"),
        (r"属实|是否(真实|查实)", "verdict_text"),
        (r"办结(目标|标准|要求)|目标", "closure_target"),
        (r"办结|结案|(办理|结办|案件)(状态|状况|进度)$|状态$", "closure_text"),
        (r"调查|核实|核查|查证|现场(检查|核|勘)", "finding"),
        (r"(处理|整改|处罚|查处|办理|处置).*(情况|结果|意见|措施|进展)|处理整改", "handling"),
        (r"(污染|问题|举报|环境|生态).{0,4}(类型|类别|种类|要素|因子)", "pollution_types_text"),
        (r"(举报|所属|所在)?.{0,2}(地市|市州)$", "city"),
        (
            r"区域|区划|县区|区县|县市|市县|旗县|盟市|地区|属地|辖区|地点|乡镇|街道|地址|责任县",
            "area",
        ),
        (r"(反映|举报|交办|信访|投诉|转办|群众).*(问题|内容|情况|事项)|诉求|摘要", "complaint"),
        (r"备注|加星|重点", "remark"),
        (r"序号|编号", "serial"),
    )
)


ASKED = re.compile(r"[(（【]是否(?:(?P<closed>已?办结)|属实)[)）】]$")
"""办理结果(是否办结): the question in brackets says what stands under the heading."""


def bare(heading: str) -> str:
    """Return a heading's words only: no blanks, breaks, marks, brackets, old forms."""
    text = squeeze(heading).translate(SIMPLIFIED)
    without = MARKS.sub("", BRACKETS.sub("", text))
    return without or MARKS.sub("", text).strip("()（）[]【】")


def plan_field(heading: str) -> str | None:
    """Return the field of a plan or ledger heading, None when it says nothing to us."""
    if len(heading) < 30 and MEASURES_TOO.search(squeeze(heading)):
        return "measures"
    if UNITS_AND_PERSON.search(squeeze(heading)):
        return "units_and_person"
    return _field(heading, PLAN_WORDS, PLAN_PATTERNS)


def petition_field(heading: str) -> str | None:
    """Return the field of a heading in a table of complaints."""
    asked = len(heading) < LONGEST and ASKED.search(squeeze(heading))
    if asked:
        return "closure_text" if asked["closed"] else "verdict_text"
    return _field(heading, PETITION_WORDS, PETITION_PATTERNS)


def is_word(heading: str) -> bool:
    """Tell whether the heading is a known word as it stands, not a guess from its parts."""
    text = bare(heading)
    return text in PLAN_WORDS or text in PETITION_WORDS


def are_headings(words: Sequence[str]) -> bool:
    """Tell a run of words that heads columns: nearly all of them understood, half as they stand."""
    known = sum(map(is_word, words))
    guessed = sum(bool(plan_field(word) or petition_field(word)) for word in words)
    return known * 2 >= len(words) and max(known, guessed) * 5 >= len(words) * 4


def _field(
    heading: str, words: dict[str, str], patterns: tuple[tuple[re.Pattern[str], str], ...]
) -> str | None:
    if len(heading) > LONGEST:
        return None
    text = bare(heading)
    if not text or len(text) > 24:
        return None
    if LEAD_AND_HELP.search(squeeze(heading)):
        return "lead_and_cooperating"
    if text in words:
        return words[text]
    if re.search(r"[，,。；;]", heading):
        return None
    return next((field for pattern, field in patterns if pattern.search(text)), None)
