"""Keeping an upload: judged, hashed, sealed, copied, recorded. Nothing is kept by halves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from rectify.core.errors import Invalid
from rectify.core.who import Who
from rectify.evidence import names, photos, sniff, storage
from rectify.evidence.exif import Place, Shot
from rectify.evidence.limits import ACCEPTED, LARGEST
from rectify.evidence.models import PHOTO_KINDS, StoredFile
from rectify.journal.services import acted, audit, service


class Upload(Protocol):
    """What a Django form hands over; `name` is not trusted."""

    name: str | None

    def chunks(self) -> Iterator[bytes]: ...


@service("evidence.store")
def store(who: Who, upload: Upload, *, purpose: str, place: Place | None = None) -> StoredFile:
    """Keep an upload for `purpose` (a key of `limits.ACCEPTED`) and return its row.

    `place` is where the browser says it is; the camera's own place goes before it. Raises `Invalid`
    with what to do about it, or `StorageFull`; then there is no row and no file.
    """
    kept_name, kind = _judged(upload, purpose)
    with storage.incoming() as folder:
        received = storage.receive(upload.chunks(), folder / "original", LARGEST[kind])
        sniff.check(received.path, kind)
        made, columns = _made(received.path, kind, folder, place)
        row = StoredFile(
            sha256=received.sha256,
            size=received.size,
            kind=kind,
            purpose=purpose,
            original_name=kept_name,
            stored_name=storage.new_name(),
            **columns,
            **acted(who),
        )
        return _keep(who, row, made)


def _judged(upload: Upload, purpose: str) -> tuple[str, str]:
    """The name to keep and the kind of the file, one of those the purpose takes."""
    kept_name, kind = names.check(upload.name or "")
    if kind not in ACCEPTED[purpose]:
        words = {"kind": kind, "words": "、".join(ACCEPTED[purpose])}
        raise Invalid(_("这里不接收 %(kind)s 文件，请上传 %(words)s 文件。") % words)
    return kept_name, kind


def _made(
    original: Path, kind: str, folder: Path, place: Place | None
) -> tuple[dict[str, Path], dict[str, Any]]:
    """The copies on disk and the columns read from a photo."""
    made = {"original": original}
    if kind not in PHOTO_KINDS:
        return made, {}
    photo = photos.read(original, kind)
    made["display"] = storage.write(photo.display, folder / "display")
    made["thumb"] = storage.write(photo.thumb, folder / "thumb")
    return made, {"width": photo.width, "height": photo.height, **_claims(photo.shot, place)}


def _claims(shot: Shot, browser: Place | None) -> dict[str, Any]:
    claims: dict[str, Any] = {}
    if shot.taken_at:
        claims |= {"taken_at": shot.taken_at, "time_source": "device"}
    if place := shot.place or browser:
        source = "device" if shot.place else "browser"
        claims |= {"lon": place.lon, "lat": place.lat, "crs": place.crs, "place_source": source}
    return claims


def _keep(who: Who, row: StoredFile, made: dict[str, Path]) -> StoredFile:
    with transaction.atomic():
        row.save(force_insert=True)
        detail = {"sha256": row.sha256, "size": row.size, "kind": row.kind, "purpose": row.purpose}
        audit(who, "evidence.store", noun="evidence.storedfile", object_id=row.pk, detail=detail)
        storage.settle(made, row.stored_name)
    return row


def public_copy(file: StoredFile) -> bytes:
    """The display copy of a photo: re-encoded, without metadata, fit for the public."""
    return storage.path_of(file.stored_name, "display").read_bytes()
