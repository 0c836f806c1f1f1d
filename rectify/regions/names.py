"""Names of places and units as plans write them: one spelling, and the place in front."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ETHNIC = """
蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水
东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒
乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""
_AUTONOMOUS = re.compile(
    "(?:"
    + "|".join(sorted((f"{n}族?" for n in _ETHNIC.split()), key=len, reverse=True))
    + r")+自治(?=[州县旗])"
)
_BRACKETED = re.compile(r"\([^()]*\)")
_EDGES = " \t\r\n,.;:、。,;:·*-—“”\"'"
_REGIONS = {"新疆维吾尔自治区": "新疆", "宁夏回族自治区": "宁夏", "广西壮族自治区": "广西"}
_ENDINGS = (
    "自治区",
    "特别行政区",
    "地区",
    "林区",
    "特区",
    "省",
    "州",
    "市",
    "县",
    "区",
    "旗",
    "盟",
)
_TRADITIONAL = str.maketrans("縣區鎮鄉黨務環態廳會園業農", "县区镇乡党务环态厅会园业农")


def normalise(name: str) -> str:
    """One spelling: half-width forms, no blanks, no numbering or punctuation at the ends."""
    text = unicodedata.normalize("NFKC", name).translate(_TRADITIONAL)
    text = re.sub(r"[\s\u200b\ufeff]+", "", text)
    text = re.sub(r"^\(?\d{1,2}[.、)]+", "", text)
    return (
        text.replace("[", "(").replace("]", ")").replace("〔", "(").replace("〕", ")").strip(_EDGES)
    )


def without_brackets(text: str) -> str:
    """`县农业农村局(县畜牧兽医局)` → `县农业农村局`: the bracket holds another name or a matter."""
    return _BRACKETED.sub("", text)


@lru_cache(maxsize=8192)
def place_names(name: str) -> tuple[str, ...]:
    """The ways to write a division: in full, without 自治, without its ending.

    `甘孜藏族自治州` → `甘孜藏族自治州`, `甘孜州`, `甘孜`. An ending is only dropped where two
    characters remain, so `黟县` has one name.
    """
    short = _REGIONS.get(name) or _AUTONOMOUS.sub("", name)
    ways = [name, short]
    for ending in _ENDINGS:
        if short.endswith(ending) and len(short) - len(ending) >= 2:
            ways.append(short.removesuffix(ending))
            break
    return tuple(dict.fromkeys(ways))


def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, by which names are compared."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


def likeness(a: str, b: str) -> float:
    """0 to 1: shared pairs of characters over all pairs."""
    mine, other = bigrams(a), bigrams(b)
    return len(mine & other) / len(mine | other)


def most_like(text: str, names: Iterable[str], *, least: float = 0.3, most: int = 3) -> list[str]:
    """The names nearest in spelling, best first; nothing below `least`."""
    scored = ((likeness(text, name), name) for name in set(names))
    good = sorted((-score, name) for score, name in scored if score >= least)
    return [name for _, name in good[:most]]
