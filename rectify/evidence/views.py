"""Handing out a stored file. The caller is a view of the noun that owns it, after its own check."""

import logging
from typing import Final

from django.http import FileResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from rectify.core.errors import Missing
from rectify.evidence import storage
from rectify.evidence.models import StoredFile

logger = logging.getLogger(__name__)

TYPES: Final = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain; charset=utf-8",
}
POLICY = "default-src 'none'; sandbox"


def serve(file: StoredFile, variant: str = "original") -> FileResponse:
    """`original` (sealed, with whatever metadata it has), `display` or `thumb` (photos only).

    The original is always an attachment; copies are shown in the page. Whoever calls this has
    checked that the person may see the owning object, and for `original` also its place and time.
    """
    if variant not in ("original", *storage.COPIES) or (
        variant != "original" and not file.is_photo
    ):
        raise Missing
    try:
        stream = storage.path_of(file.stored_name, variant).open("rb")
    except FileNotFoundError:
        logger.error("stored file %s (%s) is not on disk", file.pk, variant)
        raise Missing(_("这份文件有登记，但在服务器上找不到。请联系系统管理员核对备份。")) from None
    response = FileResponse(stream, content_type=_type(file, variant))
    shown = content_disposition_header(variant == "original", _name(file, variant))
    response["Content-Disposition"] = shown or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    return response


def _type(file: StoredFile, variant: str) -> str:
    return TYPES[file.kind] if variant == "original" else TYPES["jpg"]


def _name(file: StoredFile, variant: str) -> str:
    if variant == "original":
        return file.original_name
    return file.original_name.rpartition(".")[0] + ".jpg"
