"""The vocabulary of outcomes: what was done to whom, and in which units it is counted."""

import re

from rectify.exchange.phrases.outcome.keys import ORDER_WORK

_CHINESE = "〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟"
_FIGURES = (
    r"\d{1,6}万\d{1,4}千?(?=元)",  # 3万5千元
    r"\d[\d,]{0,14}(?:\.\d{1,6})?[余多]?[十百千万亿]{0,2}[余多]?",  # 1,234.5万
    rf"[{_CHINESE}]{{1,14}}[余多]?",  # 三十余
)
_UNITS = (
    r"元|人次|家次|家|户|件|起|宗|份|个|名|人|次|台|套|处|辆|艘|条|项|位|批|座|眼"
    r"|(?<=[万亿])(?=[,;。、)]|\Z)"  # 罚款3万, without 元
)
NUMBER = (
    r"(?P<about>约|近|超过?|逾)?(?:人民币)?"
    rf"(?P<num>{'|'.join(_FIGURES)})(?P<unit>{_UNITS})"
)
SEPARATOR = r"(?P<sep>[,;。!()\n、]|:(?!\d))"
"""约谈:2人 is one statement; any other colon ends one."""
_DAY = r"(?:\d{1,2}日)?"
_DISTRACTIONS = (
    rf"\d{{2,4}}年(?:\d{{1,2}}月)?{_DAY}(?:\d{{1,2}}时)?",  # 2024年5月6日9时
    rf"\d{{1,2}}月{_DAY}(?:\d{{1,2}}时)?",
    r"第?[前首]?\d{1,3}[-至到]第?\d{1,3}批",  # 第1至8批
    r"第[\d一二三四五六七八九十]{1,4}[批轮次项号条]",  # 第二轮
    r"[前首][\d一二三四五六七八九十]{0,4}批",  # 前八批
    r"\d{1,4}(?:个)?(?:工作日|日|天|小时|个月)(?:之?内)?",  # 15个工作日内
    r"[一二三四五六七八九十两]{1,3}(?:日|天|个月|周)内",
    r"\d{1,9}(?:\.\d{1,4})?%",
    r"\(\d{4}\)\d{1,6}号",  # 〔2024〕12号
    r"(?<=[;。,:※])[一二三四五六]是",  # 一是…；二是…
    r"\d{1,9}(?:\.\d{1,4})?(?:吨|亩|公里|米|立方米|平方米|分贝|倍|株|头|只|栋|号|时)",
)
DISTRACTION = re.compile("|".join(_DISTRACTIONS))
"""Figures that count no outcome: dates, batches, terms, shares, papers, measures."""
NEGATED = re.compile(
    r"(?:未|无|没有|不予|未予|不存在|不|未被|免予)(?:开展|启动|存在|采取|人员|人|被|进行|予以|实施|受到|涉及|发现|需|因此|行政|刑事"
    r"|党员|干部|公职|领导|、|和|或"
    r"|约谈|问责|追责|处罚|立案|拘留|罚款|查封){0,6}\Z"
)
"""未开展问责, 不予处罚: the word right after is denied."""
NONE_AFTER = re.compile(
    r"(?:处罚|处理|人员|情况){0,2}(?:[、和及与][^,;。、\d\n]{2,6}){0,4}(?:均|都|等)?(?:为)?[无没](?:有)?(?=[,;。)\n]|\Z)"
)
"""约谈、问责均无."""
EARLIER = re.compile(
    r"(?:曾(?:经|因|被)?|此前|之前|历史上|前期|以前|早在|去年|上一?年)[^,;。\n]{0,20}\Z"
)
"""曾因…: what follows was done before this complaint."""
TOTAL = re.compile(
    r"(?:共计?|合计|总计|累计|总额|总共|共处)[^,;。、\n]{0,4}\Z|金额(?:共|合计|总计|达|为)?\Z"
)
"""共计, 罚款金额达: the number after it sums up."""
EACH_AFTER = re.compile(r"(?:/|每)(?:家|户|辆|人|起|个|件|台)")
"""2万元/家."""
LONG_AGO = re.compile(
    rf"(?:于|(?<!正)在)(?:\d{{2,4}}年(?:\d{{1,2}}月)?|\d{{1,2}}月){_DAY}[^,;。、\d\n]{{0,4}}\Z"
)
"""于2020年: over the text with its dates."""
CONDITION = re.compile(
    r"(?:如果?|若|倘若|一旦|凡是?|逾期|否则|再次|再有|下一步|今后|届时)[^;。\n]{0,40}\Z"
)
"""What follows is threatened or planned, not done: 如逾期不改,将依法立案处罚."""
FORMER_FINE = re.compile(r"(?:19|20)\d\d年(?!以来|至今|底)[^,;。\n]{0,24}被[^,;。\n]{0,10}\Z")
"""2020年因…被罚款."""
GLOSS = re.compile(r"\([^(),;。、\d]{1,12}\)|\([市县区旗州盟省、]{1,9}\)")
STAGED_GLOSS = re.compile(r"\([含包]括?阶段性?办结(?:件)?\)")
FORBIDDEN = re.compile(r"要求[^,;。\n]{0,6}(?:不得|严禁|禁止)")
PROMISED = re.compile(r"(?:承诺|表示(?!满意)|计划|打算|愿意|申请)[^,;。\n]{0,4}\Z")
"""承诺关停: nothing was done yet."""
OWN_ACCORD = re.compile(r"(?:自行|主动|自愿)[^,;。、\n]{0,4}\Z")
"""自行关停: not by order."""
EACH = re.compile(r"(?:每(?:家|户|辆|车|台|船|店|人|起|个|件)|各|分别|均)[^,;。、\d\n]{0,6}\Z")
"""各罚款, 分别处以: the amount is for every one."""
BODY = re.compile(
    r"(?:单位|企业|公司|部门|[局镇乡]|街道|政府|村委会|党委)(?:进行|给予|予以|作出|实施|被|受到|的|了"
    r"|全[省市州县区]){0,3}\Z"
)
PERSON = re.compile(r"[员人长]|某|支书|干部|领导|书记|主任|同志")
DOCUMENT = re.compile(r"通知[书单]?\Z|告知书\Z|决定书?\Z|意见书\Z|指令书\Z")
DIRECTED = re.compile(r"责令|下[达发]|通知|决定|要求|实施|予以|依法|立即|从|采取|限期")
_BEGINNINGS = (
    r"\d{1,2}[.、]|[一二三四五六七八九十]{1,2}[、是]|[(（]",  # numbering
    r"对|给予|约谈|问责|追责|责令|立案|罚款|处罚|无|暂无|/|未|行政|刑事|公安|移送|查封|取缔|关停|停产|限期",
    r"党[内纪]|政务|诫勉|通报|批评|(?:已|未|全部)?办结|阶段性?办结|正在|累计|实施|依法",
    r"处[以罚\d]|共[处计]|扣押|限[制产]|全[省市县]",
    r"(?:\d{1,6}|[一二两三四五六七八九十百]{1,4})[件家人名起户][一-龥]{2}",  # 3家企业
)
NEW_LINE = re.compile(
    r"(?<=[。;；,，!！)）])[^\S\n]*(\n)"
    r"|(?<=[\d一二三四五六七八九十万][家户件起宗份个名人次台套处辆艘元])[^\S\n]*(\n)(?![次(（、整])"
    rf"|(\n)(?=\s*(?:{'|'.join(_BEGINNINGS)}))"
)
"""A line break that ends a statement, not one that wraps a word."""
ALREADY = re.compile(r"(?:已|自行|主动|期间|长期|目前|(?<!\d)起|一直)[^,;。、\n]{0,3}\Z")
"""已停产, 目前停产: a state, not an order."""

_CASES = frozenset("件起宗家个")
_COMPLAINTS = frozenset("件个项起宗")
_PERSONS = frozenset("人名") | {"人次"}
UNITS: dict[str, frozenset[str]] = {
    "cases_filed": frozenset("家户件起宗份个次人名") | {"家次"},
    "fine_yuan": frozenset("元"),
    "ordered_rectify": frozenset("家户件份个处项起次") | {"家次"},
    "talked_to": frozenset("人名家个次位") | {"人次", "家次"},
    "accountable": frozenset("人名位") | {"人次"},
    "detained": _PERSONS,
    "detained_moved": _PERSONS,
    "closed_down": frozenset("家户个处件座眼"),
    "sealed": frozenset("家户件台套处个辆艘条起份"),
    "suspended": frozenset("家户件个处条起份") | {"家次"},
    "criminal_cases": _CASES,
    "transferred": _CASES | {"条"},
    "done": _COMPLAINTS,
    "done_or_staged": _COMPLAINTS,
    "staged_done": _COMPLAINTS,
    "not_done": _COMPLAINTS,
}
"""In which units the numbers of a column are told."""

FORM_CELL = re.compile(
    r"\((?P<unit>万元|亿元|元|家次|人次|[家户件起宗个人名次])\)[:]?(?P<num>\d[\d,]*(?:\.\d+)?)(?![\d.万亿元家户件人])"
)
"""立案处罚(家):3 — the unit stands in the heading."""
BARE_MONEY = re.compile(r"[¥￥$](?P<num>\d[\d,]*(?:\.\d+)?)(?![\d.万亿元])")
"""¥30000, without 元."""

CONTINUED: dict[str, frozenset[str]] = {
    "talked_to": UNITS["talked_to"],
    "accountable": UNITS["accountable"],
    "sealed": frozenset("台套辆艘条"),
}
"""Words whose count a bare number after 、 goes on with, and in which units."""
OTHER_DEED = re.compile(
    r"(?:并|另|同时)?(?:拆除|清[理运除掏]|搬[迁离]|转移|安装|没收|销毁|更换|配备|新建|建成|出动|投入|购置)"
)

CUMULATIVE = re.compile(r"(?:^|[;。\n,])(?=[^,;。\n]{0,8}(?:截[至止]|累计|到目前|前※))")
"""截至…累计: from here the figures are of all batches."""
WITH_STAGED = re.compile(r"[含包]括?阶段|办结(?:或|和|及|、)(?:者)?阶段")
NIGHTLY = re.compile(r"(?:夜间|夜晚|晚上|午休|敏感时段|※以?之?后)[^,;。\n]{0,6}\Z")
"""夜间停止施工 stops no enterprise."""
NOT_STAFF = re.compile(
    r"当事人|违法|业主|经营者|驾驶|司机|养殖户|店主|商户|企业|公司|法人|行为人|居民|群众|施工|户主|老板"
)
"""Who is dealt with as a party, not as staff held to account."""
THING_CLOSED = re.compile(
    r"[^,;。、\d\n并]{0,6}(?:锅炉|排污口|排放口|设备|设施|生产线|窑炉|机组|阀门|通道)|\d{1,4}[台套座口根条]"
)
"""关停燃煤锅炉3台 closes no enterprise."""
ON_TRIAL = re.compile(
    r"(?:负责人|书记|[镇乡县市区局处科所站]长|主任|干部|公职人员)[^,;。、\n]{0,4}\Z"
)
"""镇长被立案: a case against a person."""
NOT_CALLED_FOR = re.compile(r"(?:不需要?|无需|不涉及)[^,;。\n]{0,4}\Z")
"""不需问责."""
NOT_DONE_TO = re.compile(r"(?:未|没有)对[^,;。\d\n]{1,12}\Z")
"""未对相关人员问责."""
ASKED_BY_DAY = re.compile(
    r"(?:要求|督促|责成)[^,;。\n]{0,4}(?:企业|公司|厂|场|店|业主|单位|经营者|养殖户|商户|物业|当事人)[^;。\n]{0,24}"
    rf"(?:※[^;。\n]{{0,6}}前?[^;。\n]{{0,12}}(?:{ORDER_WORK})|(?:{ORDER_WORK})[^;。\n]{{0,12}},※[^;。\n]{{0,6}}完成)"
)
"""要求企业12月底前完成裸露面覆盖: asked with a day, though not 责令."""
VAGUE = re.compile(r"加强|强化|做好|提高|压实|严格|举一反三")
"""责令加强管理 orders nothing one could check."""
STOP_AND_WORK = re.compile(
    rf"责令[^;。\n]{{0,20}}停[^,;。\n]{{1,8}},(?:并|及时|立即)?(?:{ORDER_WORK})"
)
"""责令停产，并清理垃圾."""
_TO_CLOSE = r"[^,;。、\n]{0,6}(?:关[停闭]|取缔)"
_TO_STOP = r"[^,;。、\n]{0,6}停(?:[产业工建电]|止(?:生产|建设|施工|营业|经营))"
ORDERED_WORK = re.compile(rf"责令(?!{_TO_CLOSE})(?!{_TO_STOP})[^,;。、\n]{{0,12}}?(?:{ORDER_WORK})")
"""责令其清理垃圾; an order to close or to stop is counted elsewhere."""
