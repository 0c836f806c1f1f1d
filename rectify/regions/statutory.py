"""The State Council's yearly calendar (放假安排) as packaged, without a database.

Source: PyPI `chinesecalendar`, which transcribes the notices 2004–2026 with make-up days and
refuses later years; those are left out here, so dates in them come out provisional.
"""

from datetime import date
from functools import lru_cache
from types import MappingProxyType

from chinese_calendar import Holiday
from chinese_calendar.constants import holidays, workdays

from rectify.core.workdays import Calendar

BASIS = "国务院办公厅部分节假日安排通知"


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """Every published holiday and make-up day; years beyond the package are not official."""
    names = {str(item.value): str(item.chinese) for item in Holiday}
    exceptions: dict[date, bool] = dict.fromkeys(holidays, False)
    exceptions.update(dict.fromkeys(workdays, True))
    reasons = {day: names.get(str(name), "") for day, name in {**holidays, **workdays}.items()}
    return Calendar(
        exceptions=MappingProxyType(exceptions),
        official_years=frozenset(day.year for day in holidays),
        reasons=MappingProxyType(reasons),
    )
