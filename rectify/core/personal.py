"""Words that tell who somebody is: numbers of telephones, papers and cards, names of informants.

A simple checker for free text: it finds the usual forms and never reads meaning. Numbers of
petitions are long, too, and are taken out before looking.
"""

import re
from collections.abc import Iterator

from rectify.core.text import gettext_noop as _

NUMBERS = re.compile(r"(?:[DXW]|WX|[信电])\d?[A-Z]{0,4}\d{9,24}", re.IGNORECASE)
HINT = re.compile(r"\d{4}|@|人|QQ|微信", re.IGNORECASE)
"""Without one of these there is nothing to find: most cells of a table are passed by at once."""
MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
LANDLINE = re.compile(r"(?<!\d)[(（]?0\d{2,3}[)）]?[- ]?\d{7,8}(?!\d)")
ID_NUMBER = re.compile(
    r"(?<![\dA-Za-z])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
CARD = re.compile(r"(?<!\d)\d{4}[- ]?\d{4}[- ]?\d{4}[- ]?\d{4}(?:[- ]?\d{3})?(?!\d)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
CHAT = re.compile(r"(?:QQ|微信)号?码?[:：]?\s*[A-Za-z0-9_-]{5,20}", re.IGNORECASE)
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
COMPLAINANT = re.compile(
    r"(?:举报人|信访人|投诉人|来访人|反映人|写信人|来电人)(?:姓名)?(?:为|是)?[:：]?\s*"
    rf"(?P<name>[{SURNAMES}][一-龥]{{1,2}})(?=[,，。;；、（(\s]|反映|举报|投诉|称|来电|来信|电话|的|$)"
)
SAID = re.compile(r"反映|举报|投诉|来电|来信|称")
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (_("身份证号"), ID_NUMBER),
    (_("手机号"), MOBILE),
    (_("固定电话"), LANDLINE),
    (_("银行卡号"), CARD),
    (_("电子邮箱"), MAIL),
    (_("社交账号"), CHAT),
    (_("举报人姓名"), COMPLAINANT),
)


def masked(text: str) -> tuple[str, int]:
    """The text with everything personal struck out, and how many places that were."""
    spans = sorted({span for _kind, _words, span in found(text)}, reverse=True)
    for start, end in spans:
        text = f"{text[:start]}{'*' * (end - start)}{text[end:]}"
    return text, len(spans)


def found(text: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Kind, words and span of every personal thing, kind by kind; spans never overlap."""
    if not HINT.search(text):
        return
    bare = NUMBERS.sub(lambda match: "＃" * len(match[0]), text)
    taken: list[tuple[int, int]] = []
    for kind, pattern in KINDS:
        for match in pattern.finditer(bare):
            span = match.span("name") if pattern is COMPLAINANT else match.span()
            words = bare[span[0] : span[1]]
            if any(a < span[1] and span[0] < b for a, b in taken) or _harmless(pattern, words):
                continue
            taken.append(span)
            yield kind, words, span


def _harmless(pattern: re.Pattern[str], words: str) -> bool:
    """A verb after 举报人 is no name; a run of digits that is no valid card is a quantity."""
    if pattern is COMPLAINANT:
        return SAID.match(words) is not None
    return pattern is CARD and not _luhn(re.sub(r"\D", "", words))


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
