"""Time, place and orientation as a camera writes them (EXIF 2.32): a claim, not a proof."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from rectify.core import clock

WGS84 = "WGS-84"
_OLDEST = 1990
_SIX_PLACES = Decimal("0.000001")
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


@dataclass(frozen=True)
class Place:
    """Degrees, east and north positive, in the coordinate system named."""

    lon: Decimal
    lat: Decimal
    crs: str = WGS84


@dataclass(frozen=True)
class Shot:
    """What the device says of a photo; `None` where it says nothing usable."""

    taken_at: dt.datetime | None = None
    place: Place | None = None


def orientation(tags: Image.Exif) -> int:
    """The EXIF orientation, 1 (upright) when missing or out of range."""
    value = tags.get(Base.Orientation)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def read(tags: Image.Exif) -> Shot:
    """Time (Shanghai where the camera names no zone) and place; damaged values read as absent."""
    try:
        details = tags.get_ifd(IFD.Exif)
        gps = tags.get_ifd(IFD.GPSInfo)
    except (ValueError, KeyError, TypeError, OSError, SyntaxError):
        return Shot()
    return Shot(_taken_at(details), _place(gps))


def place(lon: Any, lat: Any, crs: str = WGS84) -> Place | None:
    """A place with six decimals (0.1 m), or `None` when it cannot be one on earth."""
    try:
        east, north = (Decimal(str(v)).quantize(_SIX_PLACES) for v in (lon, lat))
    except (InvalidOperation, ValueError):
        return None
    nowhere = east == 0 and north == 0
    if nowhere or not (abs(east) <= 180 and abs(north) <= 90):
        return None
    return Place(east, north, crs)


def _taken_at(details: dict[int, Any]) -> dt.datetime | None:
    written = str(details.get(Base.DateTimeOriginal) or details.get(Base.DateTimeDigitized) or "")
    zone = _zone(str(details.get(Base.OffsetTimeOriginal) or ""))
    try:
        local = dt.datetime.strptime(written[:19], "%Y:%m:%d %H:%M:%S").replace(tzinfo=zone)
        taken = local.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
    plausible = taken.year >= _OLDEST and taken <= clock.now() + dt.timedelta(days=1)
    return taken if plausible else None


def _zone(offset: str) -> dt.tzinfo:
    found = _OFFSET.match(offset)
    if found is None:
        return clock.SHANGHAI
    minutes = int(found[2]) * 60 + int(found[3])
    if minutes > 14 * 60:
        return clock.SHANGHAI
    return dt.timezone(dt.timedelta(minutes=minutes if found[1] == "+" else -minutes))


def _place(gps: dict[int, Any]) -> Place | None:
    north = _degrees(gps.get(GPS.GPSLatitude), gps.get(GPS.GPSLatitudeRef), "S")
    east = _degrees(gps.get(GPS.GPSLongitude), gps.get(GPS.GPSLongitudeRef), "W")
    return None if north is None or east is None else place(east, north)


def _degrees(parts: Any, side: Any, negative: str) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
        value = degrees + minutes / 60 + seconds / 3600
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if value != value or not (0 <= value <= 180):  # NaN comes from 0/0 rationals
        return None
    return -value if str(side).strip("\x00 ").upper().startswith(negative) else value
