"""Small cleanings every source needs; they never change a word."""

import re
import unicodedata

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"), None)
# PDF writers store radicals that look like the character; they are made the character again.
LOOK_ALIKES = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD9))
} | dict(zip(
    map(ord, "⺁⺄⺇⺈⺊⺌⺍⺕⺜⺝⺟⺠⺢⺤⺥⺧⺩⺪⺬⺮⺯⺶⺷⺺⺻⺼⺽⻀⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐"
        "⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳"),
    "厂乙几刀卜小小彐日月母民水爪爪牛王疋示竹糸羊羊肀聿肉臼艹衤西西见角讠贝车辶辶辶钅"
    "长镸长门阝雨青韦页风飞食饣飠马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
    strict=True,
)) | {0x2F3E: "户"}  # fmt: skip
MADE_PLAIN: dict[int, str | None] = {
    **INVISIBLE, **LOOK_ALIKES, 0xA0: " ", 0x3000: " ", 7: None, 0xB: "\n", 0xC: "\n",
}  # fmt: skip
TO_CLEAN = re.compile(f"[{''.join(map(chr, MADE_PLAIN))}]")
HIDDEN = re.compile(f"[{''.join(map(chr, INVISIBLE))}]")
BLANKS = re.compile(r"[ \t\u3000\u00a0]+")
JUNK = re.compile(
    r"(登录|登錄|退出|打印(本页)?|关闭(窗口)?|收藏|返回(顶部|首页)?|首页|字号|字体|大中小|分享到?|"
    r"扫一扫.*|上一篇.*|下一篇.*|责任?编辑?[:：].*|审核[:：].*|当前位置.*|您(现在|当前)?的?位置.*|"
    r"版权所有.*|.*ICP备.*|网站地图|站点地图|联系我们|无障碍.*|微信里?点.*|相关(阅读|链接|附件).*|"
    r"[\[【]?\s*大\s*中\s*小\s*[\]】]?|"
    r"(发布(时间|日期)|来源|信息来源|文章来源|作者|编辑|浏览(次数|量)?|访问(次数|量)?|点击(数|量|次数)?"
    r"|阅读(数|量)?|索引号|时间)[:：][^。]{0,60}|"
    r"\d{4}-\d\d?-\d\d?(\s+\d\d?:\d\d(:\d\d)?)?|[=_*·.\s]+|[-—=_*·.\s]{3,}"
    r"|[-—－–]+\s*\d{1,4}\s*[-—－–]+|第\s*\d{1,4}\s*页([,，/／\s]*共\s*\d{1,4}\s*页)?)"
)
PAGE_NUMBER = re.compile(
    r"([-—－]\s*)?(第\s*)?\d{1,4}\s*(页)?(\s*[/／]?\s*共?\s*\d{1,4}\s*页?)?(\s*[-—－])?"
)
TURN_OVER = re.compile(
    r"[(（]?(转下页|接上页|续表|下页续|此页无正文|以下无正文|[上下][接转]第?.{1,4}[版页])[)）]?"
)


def tidy(text: str) -> str:
    """Return the text without invisible characters and without blanks at its ends."""
    if TO_CLEAN.search(text):
        text = text.translate(MADE_PLAIN)
    if "\n" not in text:
        return text.strip()
    return "\n".join(line.strip(" \t") for line in text.split("\n")).strip()


def is_junk(line: str) -> bool:
    """Tell lines of a web page or printer that are no part of the document."""
    bare = BLANKS.sub(" ", line).strip()
    if not bare or TURN_OVER.fullmatch(bare):
        return True
    words = bare.split(" ")
    return bool(JUNK.fullmatch(bare)) or (
        len(words) > 1 and len(bare) < 60 and all(JUNK.fullmatch(word) for word in words)
    )


def squeeze(text: str) -> str:
    """Return the text with every blank and line break removed, widths made one."""
    text = unicodedata.normalize("NFKC", HIDDEN.sub("", text))
    return "".join(text.split())
