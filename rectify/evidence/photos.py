"""Photos: what the device wrote is read into columns; what people see is re-encoded without it."""

import io
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError
from pillow_heif import register_heif_opener

from rectify.core.errors import Invalid
from rectify.core.text import gettext_noop
from rectify.evidence import exif
from rectify.evidence.exif import Shot
from rectify.evidence.limits import DISPLAY_EDGE, JPEG_QUALITY, PIXELS, THUMB_EDGE

register_heif_opener(thumbnails=False)
_DECODERS = {"jpg": ("JPEG",), "png": ("PNG",), "heic": ("HEIF",)}
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, RuntimeError,
           KeyError, IndexError, TypeError, ZeroDivisionError)  # fmt: skip
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_DAMAGED = gettext_noop("图片已损坏，无法打开。请重新拍照或用看图软件另存一份再上传。")


@dataclass(frozen=True)
class Photo:
    """Upright size in pixels, what the device says, and two JPEG copies without metadata."""

    width: int
    height: int
    shot: Shot
    display: bytes
    thumb: bytes


def read(path: Path, kind: str) -> Photo:
    """Decode a `jpg`, `png` or `heic`; raises `Invalid` for a damaged or over-large picture."""
    try:
        with Image.open(path, formats=_DECODERS[kind]) as image:
            _check_size(image.width, image.height)
            return _copies(image)
    except _BOMBS:
        raise _too_large() from None
    except _BROKEN:
        raise Invalid(_(_DAMAGED)) from None


def _copies(image: Image.Image) -> Photo:
    tags = image.getexif()
    turn = _TURNS.get(exif.orientation(tags))
    width, height = image.size
    image.draft("RGB", (DISPLAY_EDGE, DISPLAY_EDGE))  # a JPEG is decoded at the size needed
    image.thumbnail((DISPLAY_EDGE, DISPLAY_EDGE), reducing_gap=3.0)
    plain = _plain(image)
    if turn is not None:
        plain = plain.transpose(turn)
        if turn in (_TURNS[5], _TURNS[6], _TURNS[7], _TURNS[8]):
            width, height = height, width
    display = _jpeg(plain)
    plain.thumbnail((THUMB_EDGE, THUMB_EDGE))
    return Photo(width, height, exif.read(tags), display, _jpeg(plain))


def _check_size(width: int, height: int) -> None:
    if width * height > PIXELS:
        raise _too_large()


def _too_large() -> Invalid:
    millions = PIXELS // 1_000_000
    return Invalid(
        _("图片超过 %(millions)s 百万像素，无法处理。请缩小尺寸后再上传。") % {"millions": millions}
    )


def _plain(image: Image.Image) -> Image.Image:
    """RGB pixels and nothing else: transparency on white, sixteen bits brought to eight."""
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        image = Image.alpha_composite(white, layer)
    pixels = image.convert("RGB")
    bare = Image.new("RGB", pixels.size)
    bare.paste(pixels)
    return bare


def _jpeg(image: Image.Image) -> bytes:
    made = io.BytesIO()
    image.save(made, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return made.getvalue()
