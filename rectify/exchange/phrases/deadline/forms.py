"""How time is written in plans, as patterns over plain text.

`YEAR`, `WHEN` and `SUFFIX` are put together by the lexer. Ranges inside one field (3-6月,
2023-2025年) are part of the form and name their end.
"""

import re

_CN = "[〇零○一二三四五六七八九十两廿]"
_N12 = rf"(?:\d{{1,2}}|{_CN}{{1,3}})"
_TO = r"(?:-{1,2}|~|至|到)"
_Y4 = r"(?:(?:19|20)\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{2})"

YEAR = (
    rf"(?:(?:(?<!\d){_Y4}(?:年度?)?{_TO})?(?P<year>(?<!\d){_Y4})"
    r"(?:年度|年份|年(?!期)|[.\-/](?=\d{1,2}月)|(?=\d{1,2}月)|(?=第?[一二三四]季度|[Qq][1-4]))"
    r"|(?<!\d)(?P<yy>1[6-9]|[23]\d)年(?=\d|[一二三四五六七八九十第上下前年度底末内])"
    r"|(?P<yword>今年|本年度|本年|当年|同年|明年|下一?年度?|次年|来年|翌年|后年|去年|每年度?|逐年))"
)
_MONTH = (
    rf"(?:{_N12}月?{_TO})?(?P<month>{_N12})"
    r"(?:月份?|(?=[底末])|\.(?=\d{1,2}(?:日|前|[,;。)]|$)))"
)
_DAY = (
    rf"(?:(?:{_N12}日?{_TO})?(?P<day>{_N12})"
    r"(?:[日号]|(?=前|之前|以前|底|止|[,;。、)(]|$))"
    r"|(?P<xun>[上中下]{1,2})旬末?|(?P<mend>月?[底末尾]|最后一[天日])"
    r"|(?P<mini>月?初)|(?P<mid>月?中(?=前|[,;。)]|$)))?"
)
_QUARTER = r"(?:第|前)?(?P<q>[一二三四1-4])个?季度?|[Qq](?P<qq>[1-4])"
_HALF = r"(?P<half>[上下])半年度?"
_YEND = (
    r"年?(?P<yend>[底末终尾内]|岁末|以内)|年?(?P<ymid>中)(?=之?前|以前|[,;。、)]|$)|年?(?P<yini>初)"
)
_SEASON = (
    r"(?P<season>(?:主|入)?汛期?|入[冬秋春夏]|霜冻期?|上冻|雨季|供[暖热](?:季|期)?|采暖(?:季"
    r"|期)?|取暖(?:季|期)?"
    r"|秋?冬(?:季|防)|春(?:季|耕)|夏(?:季|汛)|秋季|枯水期|丰水期|(?:封|冰|解)冻期?|结冰期"
    r"|春节|元旦|国庆节?|中秋节?|五一节?|两会|高考|中考|开学)"
    r"(?=之?前|以前|后|期间|结束|来临|到来|开始)(?:来临|到来)?"
)
EVENT = re.compile(
    r"[^,;。、()\d]{1,8}?(?:之前|以前|前(?![期三两端沿置]))|(?:采暖|供暖|供热|取暖|枯水|丰水"
    r"|秋冬|冬|汛|雨)[季期]"
)
"""2024年清明节前, 2024-2025年采暖季: an event of the year, not its end."""
WORK = re.compile(
    r"\W|$|完成|整改|全面|全部|基本|建成|实现|达到|力争|确保|取得|做到|和|及|至|到|一|分|开工|竣工|完工|投"
)
"""What may follow a year that stands for its end: 2025年完成."""
WHEN = rf"(?:{_MONTH}{_DAY}|{_QUARTER}|{_HALF}|{_SEASON}|{_YEND})"
SUFFIX = (
    r"(?P<suf>(?:之前|以前|前后|之内|以内|为止|左右|以来|以后|之后|开始|期间"
    r"|[底末前内止起后]){0,3})"
)

FIVE_YEARS = (
    r'"?(?P<plan>十[一二三四五六])五"?(?!规划(?!期|末|收))(?:规划)?(?:时期|末期|收官之年|期末)?'
    rf"{SUFFIX}"
)
NUMERIC = (
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?P<sep>[.\-/])(?P<m>1[0-2]|0?[1-9])"
    r"(?:(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9]))?(?![\d月])[日号]?"
    rf"(?:[ T]?\d{{1,2}}:\d\d(?::\d\d(?:\.\d+)?)?)?{SUFFIX}"
)
NUMERIC_SHORT_YEAR = (
    r"(?<![\d.])(?P<y>[123]\d)(?P<sep>[.\-/])(?P<m>1[0-2]|0?[1-9])(?P=sep)"
    rf"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)日?{SUFFIX}"
)
NUMERIC_SOLID = (
    r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])?"
    rf"(?![\d月年日个]){SUFFIX}"
)
NUMERIC_NO_YEAR = (
    r"(?<![\d.])(?P<m>1[0-2]|0?[1-9])\.(?P<d>3[01]|[12]\d|0?[1-9])(?![\d.])日?"
    r"(?P<suf>之前|以前|前)"
)
_COUNT = rf"(?P<n>(?<!\d)\d{{1,4}}|{_CN}{{1,4}}|半)(?P<plus>个半)?个?"
_WITHIN = r"(?P<half>半)?(?:的?时间)?(?P<within>之内|以内|内)"
SPANS = (
    rf"(?P<limit>限期?)?(?<!第){_COUNT}(?P<unit>工作日|自然日|日历日|小时|星期|礼拜"
    rf"|(?<=个)季度|季度(?=之?内|以内)){_WITHIN}?",
    rf"(?P<limit>限期?){_COUNT}(?P<unit>[日天周]|(?<=个)月){_WITHIN}?",
    rf"{_COUNT}(?P<unit>[日天周月年]){_WITHIN}(?![涝河源部容])",
    rf"(?P<n>(?<!\d)\d{{1,3}}|{_CN}{{1,3}}|半)个(?P<unit>月)(?P<half>半)?(?!份)",
)
"""The third wants 内: 3月 is March, 3月内 and 3个月内 are spans."""
AGAIN = rf"每个?(?P<rel>月|季度?)(?:(?P<day>{_N12})[日号]|[底末]){SUFFIX}"
MONTH_FROM_NOW = (
    r"(?P<rel>本月|当月|这个月|下个月|下月|次月)(?:内|(?P<xun>[上中下])旬|[底末])?" + SUFFIX
)
MONTH_END = r"(?<![每\d])(?P<rel>月)[底末]" + SUFFIX
QUARTER_FROM_NOW = r"(?P<rel>本|下)个?季度?" + SUFFIX
TODAY = r"(?P<rel>当|次)[日天][内前]?"
DAY_ALONE = rf"(?<!\d)(?P<day>{_N12})[日号](?:之前|以前|前)(?P<suf>)"

STARTS = frozenset(
    '"0123456789〇零○一二三四五六七八九十两廿限半今本当同明下次来翌后去每逐第前Qq上年主入'
    "汛雨供采取秋冬春夏枯丰封冰解结元国中五高开这月"
)
"""Every form begins with one of these; other characters are skipped without a try."""
