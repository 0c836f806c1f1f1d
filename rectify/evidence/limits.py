"""How much and what kind may be uploaded: all limits in one place."""

from types import MappingProxyType

MB = 1024 * 1024
LARGEST = MappingProxyType(
    {
        "jpg": 20 * MB,
        "png": 20 * MB,
        "heic": 20 * MB,
        "pdf": 50 * MB,
        "docx": 20 * MB,
        "xlsx": 20 * MB,
        "txt": 2 * MB,
    }
)
"""Bytes per kind."""
ACCEPTED = MappingProxyType(
    {
        "photo": ("jpg", "png", "heic"),
        "evidence": ("jpg", "png", "heic", "pdf", "docx", "xlsx"),
        "legal_copy": ("pdf", "jpg", "png"),
        "attachment": ("jpg", "png", "pdf", "docx", "xlsx"),
        "import": ("docx", "xlsx", "pdf", "txt"),
    }
)
"""Kinds per purpose, in the order the upload page names them."""
NAME_LENGTH = 120
PIXELS = 60_000_000
DISPLAY_EDGE = 2048
THUMB_EDGE = 480
JPEG_QUALITY = 85
ARCHIVE_ENTRIES = 2000
ARCHIVE_UNPACKED = 300 * MB
ARCHIVE_RATIO = 200
"""Office files shrink ten- to forty-fold; beyond this somebody wants to fill the memory."""
ORPHAN_GRACE_HOURS = 24
