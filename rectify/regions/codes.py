"""Division codes: stripping, levels, parents, local codes, and the pinyin key names sort by.

Source of form: GB/T 2260 (six digits), GB/T 10114 (nine and twelve digits below the county).
"""

from collections.abc import Container
from functools import cache

from django.utils.translation import gettext as _

from rectify.core.errors import Invalid

LEVEL_BY_LENGTH = {2: "province", 4: "city", 6: "county", 9: "township", 12: "village"}
TOWN_CITIES = ("4419", "4420", "4604", "6202")
"""东莞、中山、儋州、嘉峪关 have no counties: what the list shows below them are townships."""
ABROAD_LISTS = ("71", "81", "82")
_TOWN_ENDINGS = ("镇", "街道", "乡")
_ZONE_WORDS = (
    "开发",
    "高新",
    "园",
    "新区",
    "新城",
    "管委会",
    "委员会",
    "管理区",
    "示范区",
    "名胜区",
)


def strip(code: str) -> str:
    """`510000` → `51`, `513300` → `5133`; a code without trailing zero pairs stays."""
    while len(code) in (4, 6) and code.endswith("00"):
        code = code[:-2]
    return code


def level_of(code: str) -> str:
    """The level a stripped code stands for; raises `Invalid` for a length that has none."""
    try:
        return LEVEL_BY_LENGTH[len(code)]
    except KeyError:
        raise Invalid(
            _("行政区划代码 %(code)s 的位数不对，应为 2、4、6、9 或 12 位。") % {"code": code}
        ) from None


def parent_of(code: str) -> str | None:
    """The code one level up, `None` for a province."""
    return {2: None, 4: code[:2], 6: code[:4], 9: code[:6], 12: code[:9]}[len(code)]


def ancestors(code: str) -> tuple[str, ...]:
    """The codes above `code`, province first."""
    return tuple(code[:n] for n in LEVEL_BY_LENGTH if n < len(code))


def beyond(code: str) -> str:
    """The end of the half-open range of `code` and everything below it: `5133` → `5134`."""
    return code[:-1] + chr(ord(code[-1]) + 1)


def is_town(code: str, name: str) -> bool:
    """Whether a six-digit entry is really a township: 东莞 lists its towns in place of counties."""
    return len(code) == 6 and code[:2] not in ABROAD_LISTS and name.endswith(_TOWN_ENDINGS)


def is_unofficial(code: str, name: str) -> bool:
    """Whether a six-digit entry is no GB/T 2260 code: a development zone, or a town as above."""
    if len(code) != 6 or code[:2] in ABROAD_LISTS:
        return False
    zone = any(word in name for word in _ZONE_WORDS)
    return code[:4] in TOWN_CITIES or is_town(code, name) or (zone and code[4:] >= "71")


def next_local(parent: str, taken: Container[str], *, township: bool = False) -> str:
    """The next free code of ours under `parent`.

    Below a city: a park committee, 71–79 and then 90–99 as the statistics offices number zones.
    Below a county: a park or township of three digits, from 100 for towns and 400 for parks
    (GB/T 10114). Raises `Invalid` when all are in use.
    """
    if len(parent) == 4:
        tried = [f"{parent}{n}" for n in (*range(71, 80), *range(90, 100))]
    elif len(parent) == 6:
        tried = [f"{parent}{n}" for n in (range(100, 400) if township else range(400, 600))]
    else:
        raise Invalid(_("本地代码只能设在市州或区县之下，%(parent)s 不是。") % {"parent": parent})
    for code in tried:
        if code not in taken:
            return code
    raise Invalid(
        _("%(parent)s 之下的本地代码已经用完，请先停用不再使用的园区或乡镇。") % {"parent": parent}
    )


_POLYPHONES = {
    "六安": "lu an",
    "六合": "lu he",
    "蔚县": "yu xian",
    "乐亭": "lao ting",
    "乐陵": "lao ling",
    "乐清": "yue qing",
    "单县": "shan xian",
    "莘县": "shen xian",
    "浚县": "xun xian",
    "大城县": "dai cheng xian",
    "长治": "chang zhi",
    "什邡": "shi fang",
    "佛坪": "fo ping",
    "涡阳": "guo yang",
    "伽师": "jia shi",
    "民乐": "min le",
    "南乐": "nan le",
    "红寺堡": "hong si bu",
    "塘厦": "tang xia",
    "尉犁": "yu li",
    "枞阳": "zong yang",
    "泌阳": "bi yang",
    "渑池": "mian chi",
    "东阿": "dong e",
    "番禺": "pan yu",
    "荥阳": "xing yang",
    "荥经": "ying jing",
    "洪洞": "hong tong",
    "铅山": "yan shan",
    "台州": "tai zhou",
    "犍为": "qian wei",
    "筠连": "jun lian",
    "繁峙": "fan shi",
    "长子县": "zhang zi xian",
    "子长": "zi chang",
    "吴堡": "wu bu",
    "宕昌": "tan chang",
    "柞水": "zha shui",
    "黄陂": "huang pi",
    "牟平": "mu ping",
    "珲春": "hun chun",
    "井陉": "jing xing",
    "行唐": "xing tang",
    "阿城": "a cheng",
}


@cache
def _lazy_pinyin() -> object:
    # Imported here: it is heavy and only wanted when names are loaded.
    from pypinyin import lazy_pinyin, load_phrases_dict, load_single_dict

    load_single_dict({ord("都"): "dū"})
    load_phrases_dict({word: [[s] for s in sounds.split()] for word, sounds in _POLYPHONES.items()})
    return lazy_pinyin


def pinyin_key(name: str) -> str:
    """Syllables without tones, blank-separated: names sort by it in collation C."""
    syllables = _lazy_pinyin()(name)  # type: ignore[operator]
    return " ".join(syllables).lower()[:200]
