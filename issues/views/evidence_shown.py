"""佐证材料 as the pages show it: files in a list, photos in pairs."""

from typing import Any

from django.utils.translation import gettext as _

from issues.models import Evidence, Issue


def file_url(row: Evidence, variant: str = "display") -> str:
    return f"/issues/{row.issue_id}/evidence/{row.pk}/{variant}/"


def shown_file(row: Evidence) -> dict[str, Any]:
    """A piece as the lists show it."""
    photo = row.kind != "document"
    return {
        "name": row.caption or row.file.original_name,
        "url": file_url(row, "display" if photo else "original"),
        "kind": _(Evidence.KINDS[row.kind]),
        "size": f"{row.file.size / 1024:.0f} KB",
        "at": row.at,
        "who": row.person,
        "measure_id": row.measure_id,
        "measure": row.measure.number if row.measure else "",
        "notes": [],
    }


def pairs_of(issue: Issue, cycle: int | None = None) -> list[dict[str, Any]]:
    """Photos of a cycle (else the current one) by viewpoint; a missing side is said."""
    shots: dict[int, dict[str, Evidence]] = {}
    wanted = issue.evidence.filter(removed_at=None, cycle=cycle or issue.cycle)
    rows = wanted.exclude(kind="document")
    for row in rows.select_related("file"):
        shots.setdefault(row.viewpoint or 0, {})[row.kind] = row
    return [
        {
            "title": next(iter(sides.values())).caption or _("点位 %(n)d") % {"n": viewpoint},
            "pair": {
                "before": _side(sides.get("photo_before"), _("整改前")),
                "after": _side(sides.get("photo_after"), _("整改后")),
            },
        }
        for viewpoint, sides in sorted(shots.items())
    ]


def _side(row: Evidence | None, word: str) -> dict[str, Any]:
    if row is None:
        return {}
    return {
        "url": file_url(row),
        "alt": f"{word}：{row.caption}" if row.caption else word,
        "at": row.file.taken_at or row.at,
        "place": row.caption,
    }
