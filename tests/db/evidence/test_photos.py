"""What the camera wrote goes into columns; what people see is upright and bare."""

import datetime as dt
import hashlib
import io
import resource
import time
from decimal import Decimal

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.TiffImagePlugin import IFDRational

from rectify.core import clock
from rectify.core.errors import Invalid
from rectify.evidence import exif, photos, storage
from tests.db.evidence import samples as made

HERE = {
    GPS.GPSLatitudeRef: "N",
    GPS.GPSLatitude: (30.0, 30.0, 36.0),
    GPS.GPSLongitudeRef: "E",
    GPS.GPSLongitude: (103.0, 15.0, 0.0),
}


def camera(size=(400, 300), *, time=None, zone=None, gps=None, turn=None, colour="teal"):
    """A JPEG as a phone writes it."""
    tags = Image.Exif()
    if turn:
        tags[Base.Orientation] = turn
    details = tags.get_ifd(IFD.Exif)
    if time:
        details[Base.DateTimeOriginal] = time
    if zone:
        details[Base.OffsetTimeOriginal] = zone
    if gps:
        tags.get_ifd(IFD.GPSInfo).update(gps)
    sent = io.BytesIO()
    Image.new("RGB", size, colour).save(sent, "JPEG", exif=tags)
    return sent.getvalue()


def copy_of(row, variant):
    return Image.open(storage.path_of(row.stored_name, variant))


def size_of(row, variant):
    with copy_of(row, variant) as image:
        return image.size


def test_time_and_place_go_into_columns_with_their_source(keep):
    row = keep("现场.jpg", camera(time="2024:06:30 09:15:00", gps=HERE))
    assert row.taken_at == dt.datetime(2024, 6, 30, 1, 15, tzinfo=dt.UTC)
    assert (row.lon, row.lat, row.crs) == (Decimal("103.25"), Decimal("30.51"), "WGS-84")
    assert (row.time_source, row.place_source) == ("device", "device")
    assert (row.width, row.height) == (400, 300)


@pytest.mark.parametrize("variant", storage.COPIES)
def test_a_copy_has_no_metadata_and_nothing_behind_its_end(keep, variant):
    row = keep("现场.jpg", camera(time="2024:06:30 09:15:00", gps=HERE) + b"trailer of a phone")
    data = storage.path_of(row.stored_name, variant).read_bytes()
    with Image.open(io.BytesIO(data)) as image:
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density",
                                   "progressive", "progression"}  # fmt: skip
    assert data.endswith(b"\xff\xd9")
    assert b"2024:06:30" not in data


def test_the_original_stays_sealed_as_it_came(keep):
    sent = camera(time="2024:06:30 09:15:00", gps=HERE)
    row = keep("现场.jpg", sent)
    assert row.sha256 == hashlib.sha256(sent).hexdigest()
    assert storage.path_of(row.stored_name).read_bytes() == sent


@pytest.mark.parametrize(
    ("turn", "corner"),
    list(enumerate([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0), (1, 1), (0, 1)], start=1)),
)
def test_a_turned_photo_is_shown_upright(keep, turn, corner):
    picture = Image.new("RGB", (400, 300), "white")
    picture.paste("black", (0, 0, 60, 60))
    tags, sent = Image.Exif(), io.BytesIO()
    tags[Base.Orientation] = turn
    picture.save(sent, "JPEG", exif=tags)
    row = keep("现场.jpg", sent.getvalue())
    size = (400, 300) if turn <= 4 else (300, 400)
    assert (row.width, row.height) == size
    with copy_of(row, "display") as image:
        assert image.size == size
        x, y = (20 if side == 0 else edge - 20 for side, edge in zip(corner, size, strict=True))
        assert sum(image.getpixel((x, y))) < 60


def test_copies_are_bounded_and_small_photos_are_not_blown_up(keep):
    large, small = keep("大.jpg", camera((4000, 3000))), keep("小.png", made.png((64, 48)))
    assert [size_of(row, v) for row in (large, small) for v in storage.COPIES] == [
        (2048, 1536),
        (480, 360),
        (64, 48),
        (64, 48),
    ]
    assert (large.width, large.height) == (4000, 3000)


def test_a_transparent_picture_is_laid_on_white(keep):
    sent = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(sent, "PNG")
    row = keep("图章.png", sent.getvalue())
    with copy_of(row, "display") as image:
        assert min(image.getpixel((20, 20))) > 250


def test_a_phones_own_format_is_kept_and_shown_as_jpeg(keep):
    row = keep("手机.heic", made.heic())
    assert row.kind == "heic"
    with copy_of(row, "display") as image:
        assert (image.format, image.size) == ("JPEG", (64, 48))


def test_a_small_file_of_400_megapixels_is_refused_at_once(tmp_path):
    path = tmp_path / "bomb.png"
    path.write_bytes(made.huge_png(20_000, 20_000))
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(Invalid, match="60 百万像素"):
        photos.read(path, "png")
    assert path.stat().st_size < 200_000
    assert time.process_time() - started < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_the_browsers_place_fills_in_but_never_replaces_the_cameras(keep):
    browser = exif.place("104.0667", "30.6667")
    without = keep("现场.jpg", camera(), place=browser)
    having = keep("现场.jpg", camera(gps=HERE), place=browser)
    assert (without.lon, without.place_source) == (Decimal("104.066700"), "browser")
    assert (having.lon, having.place_source) == (Decimal("103.250000"), "device")


@pytest.mark.parametrize(
    ("written", "zone", "utc"),
    [
        ("2024:06:30 09:15:00", None, "2024-06-30 01:15"),
        ("2024:06:30 09:15:00", "+08:00", "2024-06-30 01:15"),
        ("2024:06:30 09:15:00", "+06:00", "2024-06-30 03:15"),
        ("2024:02:29 23:59:59", "-05:00", "2024-03-01 04:59"),
        ("2024:06:30 09:15:00", "rubbish", "2024-06-30 01:15"),
        ("2023:02:29 09:15:00", None, None),
        ("0000:00:00 00:00:00", None, None),
        ("1985:01:01 00:00:00", None, None),
        ("2099:01:01 00:00:00", None, None),
        ("昨天下午", None, None),
    ],
)
def test_a_camera_without_zone_stands_in_shanghai_and_nonsense_is_no_time(keep, written, zone, utc):
    with clock.at(dt.date(2024, 7, 1)):
        row = keep("现场.jpg", camera(time=written, zone=zone))
    told = row.taken_at and f"{row.taken_at:%Y-%m-%d %H:%M}"
    assert (told, row.time_source) == (utc, "device" if utc else "")


@pytest.mark.parametrize(
    "change",
    [
        {GPS.GPSLatitude: (0.0, 0.0, 0.0), GPS.GPSLongitude: (0.0, 0.0, 0.0)},
        {GPS.GPSLatitude: (91.0, 0.0, 0.0)},
        {GPS.GPSLatitude: (IFDRational(0, 0), 0.0, 0.0)},
        {GPS.GPSLongitude: (30.0,)},
    ],
)
def test_an_impossible_place_is_no_place(keep, change):
    row = keep("现场.jpg", camera(gps=HERE | change))
    assert (row.lon, row.lat, row.crs, row.place_source) == (None, None, "", "")


def test_south_and_west_are_negative(keep):
    row = keep("现场.jpg", camera(gps=HERE | {GPS.GPSLatitudeRef: "S", GPS.GPSLongitudeRef: "W"}))
    assert (row.lon, row.lat) == (Decimal("-103.25"), Decimal("-30.51"))
