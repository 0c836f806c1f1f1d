"""Recognises a heading by what it means: other offices' words, breaks and brackets included.

The words come from the forms of domain 4.4, 9.5 and 13. A field's name is the name of the row's
field it fills. `None` means a heading we know and do not use, or do not know.
"""

import re

from rectify.exchange.readers.source.clean import squeeze

BRACKETS = re.compile(r"[(（【\[][^)）】\]]*[)）】\]]")
MARKS = re.compile(r"[\s、,，.．:：;；/／|*＊\"'“”《》·—－\-]+")
NUMBERED = re.compile(r"^([一二三四五六七八九十]{1,3}|\d{1,2}|[(（][一二三四五六七八九十\d]{1,2}[)）])[、.．]?(?=\D)")

TRADITIONAL = str.maketrans(
    "環護督問題責單時標採處辦結實轉舉報訪編號區類別屬調覈查況開銷備註領導聯繫話驗"
    "進階續牽頭協導員職務間終點項內鄉鎮縣責電郵門黨發佈級總計狀態圖顯關鍵壞廢氣聲輻"
    "過達產業資產業證監測規範約談紀專題劃態評審資費許認證據複查經執行歸屬",
    "环护督问题责单时标采处办结实转举报访编号区类别属调核查况开销备注领导联系话验"
    "进阶续牵头协导员职务间终点项内乡镇县责电邮门党发布级总计状态图显关键坏废气声辐"
    "过达产业资产业证监测规范约谈纪专题划态评审资费许认证据复查经执行归属",
)  # fmt: skip

EXACT: dict[str, str] = {}
PATTERNS: list[tuple[re.Pattern[str], str | None]] = []


def _words(field: str, words: str) -> None:
    EXACT.update(dict.fromkeys(words.split(), field))


def _pattern(expression: str, field: str | None) -> None:
    PATTERNS.append((re.compile(expression), field))


_words("serial", "序号 编号 问题编号 问题序号 任务编号 任务序号 清单编号 清单序号 顺序号 序 号 项目序号 "
       "项次 整改序号 整改编号 省序号 市序号 省级序号 市级序号 州序号 反馈问题序号 反馈问题编号 No NO 序列 "
       "事项编号 原序号 总序号")  # fmt: skip
_words("issue", "反馈问题 问题 整改任务 整改问题 存在问题 督察反馈问题 问题描述 问题内容 主要问题 整改事项 "
       "反馈意见 任务 反馈内容 整改内容 移交问题 披露问题 具体问题 突出问题 反馈问题描述 问题表述 事项 督察问题 "
       "反馈问题及具体表现 问题及具体表现 具体表现 整改项目 项目 问题概况 整改任务内容 反馈问题原文 问题原文 "
       "督察反馈意见 反馈的问题 发现问题 问题简述 问题清单 任务内容 任务名称 事项名称 问题名称 整改任务名称")  # fmt: skip
_words("goal", "整改目标 目标 目标任务 整改要求 整改标准 目标要求 工作目标 预期目标 标准 整改目标要求 验收标准 "
       "销号标准 整改任务目标 整改成效目标 整改目标任务 任务目标 达到目标 整改预期目标")  # fmt: skip
_words("measures", "整改措施 措施 具体措施 工作措施 主要措施 重点措施 整改措施及要求 整改举措 举措 措施任务 整改任务措施 "
       "具体整改措施 主要整改措施 工作任务 整改方案 措施内容 整改工作措施 落实措施 整改办法 整改思路 工作内容 "
       "重点任务 任务措施 整改具体措施 推进措施")  # fmt: skip
_words("deadline", "整改时限 时限 完成时限 整改期限 完成时间要求 时限要求 时间节点 整改时间 计划完成时间 "
       "整改完成时限 办理时限 完成期限 计划完成时限 整改完成期限 期限 应完成时间 要求完成时间 目标完成时间 "
       "时间要求 完成时间节点 整改时间节点 完成节点 时间安排 时间进度 整改截止时间 截止时间 截止日期 预计完成时间 "
       "拟完成时间 方案时限 序时进度")  # fmt: skip
_words("lead", "牵头单位 牵头部门 牵头 牵头责任单位 牵头整改单位 主要责任单位 主责单位 整改牵头单位 第一责任单位 "
       "主办单位 牵头责任部门 责任牵头单位 总牵头单位 主体责任单位")  # fmt: skip
_words("responsible", "责任单位 责任主体 整改责任单位 责任部门 整改单位 整改责任主体 整改主体 整改实施主体 责任 "
       "承办单位 主体单位 责任单位名称 责任地区 责任县区 责任市县 整改责任部门 单位 责任主体单位 属地责任单位 "
       "实施单位 整改实施单位 整改主体单位 属地单位 责任党委政府 整改责任")  # fmt: skip
_words("implementing", "落实单位 整改落实单位 具体落实单位 执行单位 具体责任单位 具体实施单位 配合落实单位")
_words("cooperating", "配合单位 配合 配合部门 协办单位 协同单位 参与单位 配合责任单位 配合整改单位 协作单位 "
       "其他责任单位 责任配合单位 协助单位 参加单位")  # fmt: skip
_words("supervising", "督导单位 督导 督办单位 督促单位 监督单位 督导部门 督查单位 监管单位 督导责任单位 督促指导单位 "
       "省级督导单位 市级督导单位 指导单位 行业督导单位 督促落实单位 督查督办单位 监督责任单位 行业监管单位 "
       "督导检查单位 包保督导单位 督办部门 行业主管部门 省直督导单位 州级督导单位 监督指导单位")  # fmt: skip
_words("acceptance", "验收单位 验收部门 验收 验收责任单位 销号单位 牵头验收单位 验收销号单位 核查单位 验收主体 "
       "销号验收单位 验收牵头单位 督导验收单位 督导和验收单位 督导及验收单位 审核验收单位 组织验收单位")  # fmt: skip
_words("leader", "责任领导 包抓领导 牵头领导 包保领导 市级领导 省级领导 县级领导 分管领导 包案领导 挂点领导 "
       "责任市领导 责任县领导 领导 整改责任领导 督办领导 包联领导 牵头市领导 市级责任领导 州级领导 责任州领导")  # fmt: skip
_words("person", "责任人 整改责任人 具体责任人 第一责任人 直接责任人 责任人员 责任人及职务 责任人姓名 负责人 主要责任人 "
       "单位责任人")  # fmt: skip
_words("ignored", "联系人 联系电话 电话 备注 填报人 填表人 手机号 办案人 审核人 佐证材料 附件 类别 问题类别 问题类型 "
       "领域 来源 问题来源 督察类型 批次 是否典型案例 投资 资金 下一步措施 下一步工作 下一步计划 下一步工作打算 "
       "经度 纬度 坐标 点位 后续工作安排 公开网址")  # fmt: skip
_words("progress", "整改进展 整改情况 完成情况 整改完成情况 进展情况 目前进展 工作进展 整改落实情况 当前进展 整改进度 "
       "整改成效 落实情况 整改措施及完成情况 最新进展 进展 完成比例 整改效果 整改措施落实情况")  # fmt: skip
# A ledger's own columns (domain 13, 销号台账).
_words("state", "整改状态 状态 当前状态 整改进展状态 办理状态 销号状态 完成状态 是否完成 是否销号 是否完成整改 "
       "销号情况 整改结果 目前状态 进展状态 任务状态 问题状态 是否整改完成 整改销号情况 整改销号状态 工作状态 "
       "是否整改到位 完成情况分类 整改阶段 当前阶段 所处阶段")  # fmt: skip
_words("completed_on", "完成时间 整改完成时间 实际完成时间 完成日期 整改完成日期 实际完成日期 完成整改时间 办结时间 "
       "自查完成时间 完工时间 整改到位时间")  # fmt: skip
_words("accepted_on", "验收时间 验收日期 验收通过时间 通过验收时间 核查验收时间 验收完成时间 组织验收时间 现场验收时间 "
       "验收通过日期 市级验收时间 县级验收时间")  # fmt: skip
_words("notice_from", "公示开始 公示开始时间 公示开始日期 公示起始时间 公示起 公示起始 公示起始日 公示起始日期 "
       "公示起日 公示自")  # fmt: skip
_words("notice_to", "公示结束 公示结束时间 公示结束日期 公示截止时间 公示止 公示终止时间 公示截止 公示截止日期 公示止日 "
       "公示至 公示期满 公示期满时间")  # fmt: skip
_words("notice_period", "公示时间 公示期 公示起止 公示起止时间 公示期限 公示日期 公示起止日期 公示时段 公示情况")
_words("filing_no", "销号文号 备案文号 销号文件号 销号文件 备案号 销号备案文号 批复文号 销号批复文号 备案编号 "
       "销号编号 文号 销号备案号 备案文件 销号依据")  # fmt: skip
_words("filed_on", "销号时间 销号日期 备案时间 备案日期 销号备案时间 完成销号时间 批准销号时间 销号备案日期 同意销号时间")
# A public table of complaints (domain 9.5).
_words("number", "受理编号 信访编号 举报编号 案件编号 信访件编号 转办编号 交办编号 举报件编号 受理号 信访件号 "
       "举报受理编号 案件号 转办件编号 信访举报编号 受理编码 督察编号 信访受理编号 交办件编号 受理序号 案件受理编号 "
       "来电来信编号 举报件号 信件编号")  # fmt: skip
_words("complaint", "交办问题基本情况 举报内容 反映情况 反映问题 交办问题 信访内容 举报问题 反映内容 问题基本情况 "
       "举报情况 群众反映 群众反映问题 举报事项 投诉内容 信访反映问题 举报问题基本情况 信访举报内容 举报件内容 "
       "转办问题基本情况 基本情况 群众举报问题 信访件内容 反映的主要问题 反映主要问题 交办问题情况 信访问题 "
       "举报件基本情况 反映问题基本情况 群众举报内容 信访件反映问题 投诉问题 信访举报问题 案件内容 举报反映问题 "
       "问题基本情况简述 信访事项 交办内容 转办内容 反映事项 主要内容 案件基本情况")  # fmt: skip
_words("area", "行政区域 行政区划 所属区域 所在区域 区域 属地 举报地点 所属县区 涉及区县 县区 县市区 涉及区县及部门 "
       "地区 所在地 地点 辖区 责任区域 涉及地区 行政区 所属地区 被举报地点 县市 区县 所属县市区 涉及县区 所在县区 "
       "所属辖区 问题属地 属地县区 责任属地")  # fmt: skip
_words("city", "举报地市 地市 市州 所属地市 所在地市 城市 所属市 市")
_words("county", "举报县区 区市县 所属区县 县 市区 举报区县 举报县市区")
_words("pollution_types_text", "污染类型 问题类型 污染类别 环境问题类型 涉及污染类型 污染种类 污染要素 类型 举报类型 "
       "问题类别 主要污染类型 环境要素 污染问题类型 涉及类型 举报问题类型 生态环境问题类型")  # fmt: skip
_words("finding", "调查核实情况 核实情况 调查情况 核查情况 调查核实 调查处理情况 现场核查情况 调查结果 核查结果 "
       "调查核查情况 现场调查情况 查处情况 现场核实情况 调查核实结果 经调查核实情况 核实结果 调查了解情况")  # fmt: skip
_words("verdict_text", "是否属实 属实情况 核实结论 是否属实情况 举报是否属实 属实与否 是否属实及原因 调查结论 核查结论 "
       "认定情况 属实性 是否属実 举报属实情况 问题是否属实")  # fmt: skip
_words("closure_target", "办结目标 办理目标 办结标准 办结要求 整改办结目标 办理目标要求")
_words("handling", "处理和整改情况 处理及整改情况 整改情况 处理情况 处理整改情况 处理与整改情况 整改处理情况 办理情况 "
       "整改措施 处理处罚和问责情况 处理处罚情况 整改进展情况 处理和整改进展情况 查处整改情况 处置情况 处理结果 "
       "办理结果 查处及整改情况 处罚和整改情况 整改落实情况 处理和整改 办理进展 整改及处理情况 处理、整改情况 "
       "处理处罚及整改情况 处罚整改情况 处理意见 整改方案 整改情况及处理结果")  # fmt: skip
_words("closure_text", "是否办结 办结情况 办结状态 办理状态 办结与否 是否已办结 办理进度 办结 案件状态 整改状态 "
       "是否完成整改 完成情况 是否完成")  # fmt: skip
_words("accountability", "责任人被处理情况 问责情况 责任追究情况 追责问责情况 责任人处理情况 追责情况 问责处理情况 "
       "责任人问责情况 党纪政务处分情况 责任人员处理情况 人员问责情况 责任追究 问责 责任人员被处理情况 追究责任情况 "
       "对责任人处理情况 责任人被问责情况 追责问责")  # fmt: skip
_words("remark", "备注 重点关注 是否加星 备注是否加星 是否重点件 是否重点关注件")
_words("channel", "受理方式 举报方式 来源 信访形式 来访方式 举报形式 受理渠道 交办方式")

_pattern(r"(督导|督办|督促|监督|督查).*(单位|部门)|行业(主管|监管)部门", "supervising")
_pattern(r"验收.*(单位|部门|主体)|(单位|部门).*验收$", "acceptance")
_pattern(r"牵头.*配合|配合.*牵头|牵头及配合", "lead_and_cooperating")
_pattern(r"责任.*(单位|部门|主体).*(责任人|负责人)", "units_and_person")
_pattern(r"(责任|分管|包[抓保案联]|牵头|市级|县级|省级|州级|挂[点联]).{0,4}领导", "leader")
_pattern(r"牵头.*(单位|部门|责任)?", "lead")
_pattern(r"(配合|协办|协同|协助|参与).*(单位|部门)?", "cooperating")
_pattern(r"(落实|执行|实施).*(单位|部门)", "implementing")
_pattern(r"(责任|承办|整改).*(单位|部门|主体)", "responsible")
_pattern(r"责任人|负责人", "person")
_pattern(r"公示.*(开始|起始|自)$|公示起", "notice_from")
_pattern(r"公示.*(结束|截止|期满|至|止)(时间|日期)?$", "notice_to")
_pattern(r"公示.*(时间|日期|期)", "notice_period")
_pattern(r"(销号|备案|批复).*(文号|编号|文件|号)$", "filing_no")
_pattern(r"(销号|备案).*(时间|日期)", "filed_on")
_pattern(r"验收.*(时间|日期)", "accepted_on")
_pattern(r"(实际|已|自查)?完成(整改)?(的)?(时间|日期)$", "completed_on")
_pattern(r"下一步|联系|电话|备注|佐证|附件|说明", "ignored")
_pattern(r"(时限|期限|时间节点|截止|计划完成|完成时间要求)", "deadline")
_pattern(r"(状态|是否(完成|销号|整改))", "state")
_pattern(r"(完成|进展|落实|进度).*(情况|比例)|成效|效果", "progress")
_pattern(r"措施|举措", "measures")
_pattern(r"目标|标准|要求$", "goal")
_pattern(r"^(省|市|州|县|国家|中央|反馈|问题|整改)?.{0,6}(序号|编号)$", "serial")
_pattern(r"(问题|任务|事项)(描述|内容|表述|概述|简述|情况|原文|清单|名称)?$", "issue")
_pattern(r"^(反馈|督察|移交|交办|披露|存在).{0,8}(问题|意见|任务)", "issue")

PETITION_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(expression), field)
    for expression, field in (
        (r"(受理|信访|举报|案件|转办|交办|投诉).{0,4}(编号|号码?)$", "number"),
        (r"(责任人|责任|人员|问责|追责|处分).*(处理|追究|问责|追责|情况|处分)|问责", "accountability"),
        (r"是否属实|属实", "verdict_text"),
        (r"办结(目标|标准|要求)|办理目标", "closure_target"),
        (r"是否办结|办结", "closure_text"),
        (r"(调查|核实|核查).*(情况|结果|处理|核实)?", "finding"),
        (r"(处理|整改|处罚|查处|办理|处置).*(情况|结果|意见|措施|进展)|处理整改", "handling"),
        (r"(污染|问题|举报|环境).{0,4}(类型|类别|种类|要素)", "pollution_types_text"),
        (r"(举报|所属|所在)?.{0,2}(地市|市州)$", "city"),
        (r"(行政|所属|所在|涉及|责任)?.{0,2}(区域|区划|县区|区县|县市区|地区|属地|辖区|地点)", "area"),
        (r"(反映|举报|交办|信访|投诉|转办|群众).*(问题|内容|情况|事项)", "complaint"),
        (r"备注|加星|重点", "remark"),
        (r"序号|编号", "serial"),
    )
)
PETITION_FIELDS = frozenset(
    "serial number complaint area city county pollution_types_text finding verdict_text "
    "closure_target handling closure_text accountability remark channel".split()
)
# Headings that mean one thing in a plan and another in a table of complaints.
PETITION_EXACT = {
    "编号": "number", "问题编号": "number", "问题类型": "pollution_types_text",
    "问题类别": "pollution_types_text", "整改情况": "handling", "整改措施": "handling",
    "整改落实情况": "handling", "整改进展情况": "handling", "完成情况": "closure_text",
    "整改状态": "closure_text", "是否完成": "closure_text", "问题": "complaint",
    "反馈问题": "complaint", "备注": "remark", "类型": "pollution_types_text", "单位": "area",
    "办理状态": "closure_text", "责任单位": "unit", "承办单位": "unit", "问题描述": "complaint",
    "问题内容": "complaint", "主要问题": "complaint", "存在问题": "complaint", "来源": "channel",
    "整改方案": "handling", "整改进展": "handling", "进展情况": "handling", "市": "city",
    "具体问题": "complaint", "整改目标": "closure_target", "领导": "ignored", "责任人": "ignored",
}  # fmt: skip
PLAN_EXACT = {
    "整改情况": "progress", "整改措施": "measures", "整改落实情况": "progress",
    "整改进展情况": "progress", "整改方案": "measures", "完成情况": "progress", "备注": "ignored",
    "问题类型": "ignored", "问题类别": "ignored", "整改状态": "state", "办理状态": "state",
    "是否完成": "state", "是否完成整改": "state", "来源": "ignored", "类型": "ignored",
    "基本情况": "issue", "交办问题": "issue", "区域": "area", "整改要求": "goal",
    "办理情况": "progress", "销号情况": "state", "验收情况": "ignored", "公示情况": "notice_period",
}  # fmt: skip


def bare(heading: str) -> str:
    """Return a heading's words only: no blanks, breaks, marks, brackets, old forms."""
    text = squeeze(heading).translate(TRADITIONAL)
    without = MARKS.sub("", BRACKETS.sub("", text))
    return without or MARKS.sub("", text).strip("()（）[]【】")


def plan_field(heading: str) -> str | None:
    """Return the field of a plan or ledger heading, None when it says nothing to us."""
    text = bare(heading)
    if not text or len(text) > 24:
        return None
    known = PLAN_EXACT.get(text) or EXACT.get(text)
    if known:
        return known
    return next((field for pattern, field in PATTERNS if pattern.search(text)), None)


def petition_field(heading: str) -> str | None:
    """Return the field of a heading in a table of complaints."""
    text = bare(heading)
    if not text or len(text) > 24:
        return None
    known = PETITION_EXACT.get(text) or EXACT.get(text)
    if known in PETITION_FIELDS or known in {"unit", "ignored"}:
        return known
    return next((field for pattern, field in PETITION_PATTERNS if pattern.search(text)), None)


def is_exact(heading: str) -> bool:
    """Tell whether the heading is a known word as it stands, not a guess from its parts."""
    text = bare(heading)
    return text in EXACT or text in PLAN_EXACT or text in PETITION_EXACT
