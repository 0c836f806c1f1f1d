"""Whether a name that was read looks like one unit: what a high reading may contain."""

import re

from rectify.core.text import gettext_noop as _
from rectify.exchange.phrases.units.part import Part

_LETTERS = re.compile(r"[一-龥㐀-䶵A-Za-z0-9()、/·\-xX×某*]+")
_SPEAKING = re.compile(
    r"由(?!于)|按照?|依[法据照]|(?<!高)等(?!县)|[的将是]|负责|牵头|配合(?!督[察查])|查处|分别|共同(?!富裕)"
    r"|属于|为主|为[^,]{0,4}单位|做好|承担|确保|督促|协助|参[与加]|报送|"
    r"(?:整改|推进|治理|督导|实施|落实)(?![一-龥()、]{0,24}"
    r"(?:办|组|室|专班|中心|指挥部|委|局|站|所|处|队|会|单位|部门|公司|厅|院|厂|机构)$)"
)
"""Words of a sentence, not of a name."""
_NO_NAME = re.compile("[省市州盟县区旗乡镇]{1,2}|.")
_INNER = re.compile(
    r"(?:(?<![部全当布结格总])局|厅(?!局)|人民政府|(?<!党委)政府|管委会|(?<!分)公司|集团(?!有?限?公司)|办事处|街道办|法院)"
    r"(?=[一-龥])"
)
_INSIDE = re.compile(
    r".{0,24}(?:分局|分公司|公司|[支大中总]队|队|[所站处科室]|中心|院|机关|党组|党委|党工委|委员会|组|专班|办公室|办|单位|部门"
    r"|机构|厂|矿|电站|国资委|管委会|村|社区|(?:督查|督察)\S*局|局直属.*)$"
)
_NEAR = 9
"""Characters an office within a government may add to its name."""
_AND = re.compile(
    r"(?<!涉)(?<!普)及|与|和(?!(?:平|政|田|顺|静|硕|龙|县)|林格尔|布克赛尔|浩特|什托洛盖"
    r"|(?:城乡|规划|草原|改革|信息化|社会保障|综合|商务|健康|体育|园林|科技|科学|技术|高质量|知识产权|旅游|水利|水务|交通|环境|通信|港航"
    r"|自然资源|社会|信息|服务|合作|文物|出版|公共|计划|农村|农业|监督|管理|退役|应急|生态|数据|大数据|统计|考古|林业|湿地|能源"
    r"|水土|行政|城市|教育|边境|口岸|绿化|物资|粮食|海洋|渔业|养护|建设|开发|利用|保护|治理|市场|改造|民族|宗教|移民|水库|电力"
    r"|储备|运输|民政|审批|检测|监测|处置|安全|老龄|医疗|物业|市容|会展|投资|整治|控制|防治)"
    r"|(?:人民)?政府|管委会|部门|单位|企业|行署|党|机关)"
)


def unsure(parts: list[Part]) -> list[str]:
    """A doubt for the first name that holds more, or less, than one unit's name should."""
    for part in parts:
        if part.role != "dropped" and _odd(part.text):
            return [_("“{0}”不像一个单位的名称，请核对").format(part.shown[:24])]
    return []


def _odd(text: str) -> bool:
    if not _LETTERS.fullmatch(text) or len(text) > 40 or _NO_NAME.fullmatch(text):
        return True
    if _SPEAKING.search(text) or _AND.search(text):
        return True
    inner = _INNER.search(text)
    if inner is None:
        return False
    far = inner[0].endswith("政府") and len(text) - inner.end() > _NEAR
    return far or not _INSIDE.fullmatch(text, inner.end())
