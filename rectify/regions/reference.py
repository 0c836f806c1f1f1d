"""Reference data: the official divisions and the published calendar. Loading twice changes nothing.

Sources: npm `@vant/area-data` (GB/T 2260 as kept current there) for divisions, fetched at setup
into the vendor folder; `statutory` for the calendar. What a person edited is never overwritten.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from rectify.core.errors import Invalid
from rectify.regions import codes, statutory
from rectify.regions.calendars import new_mark
from rectify.regions.models import CalendarDay, CalendarYear, Division

FILE = "divisions.json"
LISTS = ("province_list", "city_list", "county_list")
MUNICIPALITIES = ("11", "12", "31", "50")
BATCH = 2000
_COMPARED = ["name", "level", "parent_id", "is_local", "pinyin"]


@dataclass(frozen=True)
class Loaded:
    """How many rows were written; all zero the second time."""

    divisions: int
    days: int
    years: int


def load(path: Path | None = None) -> Loaded:
    """Bring divisions and calendar up to the packaged state in one transaction, set-based."""
    wanted = divisions(path or settings.RECTIFY_VENDOR / FILE)
    with transaction.atomic():
        written = _write_divisions(wanted)
        years, days = _write_calendar()
    return Loaded(divisions=written, days=days, years=years)


def divisions(path: Path) -> list[Division]:
    """The file's divisions, unsaved, parents first; raises `Invalid` when it cannot be used."""
    names = {codes.strip(code): name for code, name in _read(path).items()}
    for code in MUNICIPALITIES:
        if f"{code}01" in names:
            names[f"{code}01"] = "市辖区"
    known = sorted(names, key=lambda code: (len(code), code))
    return [_division(code, names[code], names) for code in known]


def _read(path: Path) -> dict[str, str]:
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        rows = {str(c): str(n) for part in LISTS for c, n in found[part].items()}
    except FileNotFoundError:
        raise Invalid(
            _("没有找到行政区划数据 %(name)s，请先运行 make setup。") % {"name": path.name}
        ) from None
    except (ValueError, KeyError, AttributeError, TypeError):
        raise Invalid(
            _("行政区划数据 %(name)s 已损坏，请删除后重新运行 make setup。") % {"name": path.name}
        ) from None
    wrong = [code for code in rows if not (len(code) == 6 and code.isdecimal())]
    if wrong or not rows:
        raise Invalid(
            _("行政区划数据 %(name)s 中的代码不是六位数字：%(codes)s。")
            % {"name": path.name, "codes": "、".join(wrong[:3])}
        )
    return rows


def _division(code: str, name: str, names: Mapping[str, str]) -> Division:
    parent = codes.parent_of(code)
    return Division(
        code=code,
        name=name,
        level="township" if codes.is_town(code, name) else codes.level_of(code),
        parent_id=next((p for p in (parent, code[:2]) if p in names and p != code), None),
        is_local=codes.is_unofficial(code, name),
        pinyin=codes.pinyin_key(name),
    )


def _write_divisions(wanted: list[Division]) -> int:
    stored = {row["code"]: row for row in Division.objects.values("code", *_COMPARED)}
    changed = [
        row
        for row in wanted
        if row.code not in stored
        or any(getattr(row, name) != stored[row.code][name] for name in _COMPARED)
    ]
    Division.objects.bulk_create(
        changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "level", "parent", "is_local", "pinyin"],
    )
    return len(changed)


def _write_calendar() -> tuple[int, int]:
    """Add the years that are not official yet; an official year belongs to the administrator."""
    packaged = statutory.calendar()
    official = CalendarYear.objects.filter(is_official=True).values_list("year", flat=True)
    missing = packaged.official_years - set(official)
    CalendarYear.objects.bulk_create(
        [
            CalendarYear(year=y, is_official=True, basis=statutory.BASIS, revision=new_mark())
            for y in sorted(missing)
        ],
        update_conflicts=True,
        unique_fields=["year"],
        update_fields=["is_official", "basis", "revision"],
    )
    CalendarDay.objects.filter(day__year__in=missing).delete()
    days = [
        CalendarDay(day=day, is_workday=worked, reason=packaged.reasons.get(day, ""))
        for day, worked in sorted(packaged.exceptions.items())
        if day.year in missing
    ]
    CalendarDay.objects.bulk_create(days, batch_size=BATCH)
    return len(missing), len(days)
