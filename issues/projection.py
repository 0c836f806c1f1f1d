"""Fills the projection tables: what becomes public is written here, field by field."""

import secrets
from datetime import date
from typing import Any
from uuid import UUID

from issues.models import (
    Evidence,
    Issue,
    Objection,
    ObjectionIntake,
    PublicNotice,
    PublishedIssue,
    PublishedNotice,
    PublishedOutcome,
    PublishedPhoto,
    SignOff,
)
from issues.workflow import ANSWERING
from rectify.core import clock
from rectify.evidence.services import public_copy


def project_notice(notice: PublicNotice) -> None:
    """Write the notice as the public reads it; repeating it changes nothing but the state."""
    known = PublishedNotice.objects.filter(notice_id=notice.pk)
    if known.update(state=notice.state):
        return
    issues = Issue.objects.filter(signoffs__notice_lines__notice=notice).order_by("sort_key", "pk")
    rows = list(issues.select_related("round", "division"))
    PublishedNotice.objects.create(
        notice_id=notice.pk,
        title=notice.title,
        round_name=rows[0].round.name,
        publisher=notice.publisher,
        index_no=notice.index_no,
        opens_on=notice.opens_on,
        closes_on=notice.closes_on,
        rule_text=notice.rule_text,
        phone=notice.phone,
        email=notice.email,
        state=notice.state,
        lines=[_line(notice, issue) for issue in rows],
        published_at=clock.now(),
        is_demo=any(issue.division.is_demo for issue in rows),
    )


def withdraw_line(notice: PublicNotice, issue: Issue, on: date) -> None:
    """Leave of one entry its number and the day it was withdrawn; its photos go."""
    row = PublishedNotice.objects.select_for_update().get(notice_id=notice.pk)
    gone = next(line for line in row.lines if _is_of(line, issue))
    shots = [photo[side]["token"] for photo in gone["photos"] for side in ("before", "after")]
    PublishedPhoto.objects.filter(token__in=shots).delete()
    bare = {"issue": issue.pk, "serial": issue.serial, "withdrawn_on": on.isoformat()}
    row.lines = [bare if line is gone else line for line in row.lines]
    row.save(update_fields=["lines"])


def _is_of(line: dict[str, Any], issue: Issue) -> bool:
    """A line written before lines named their issue is known by its number."""
    return bool(line["issue"] == issue.pk if "issue" in line else line["serial"] == issue.serial)


def _line(notice: PublicNotice, issue: Issue) -> dict[str, Any]:
    """The official columns of a sign-off notice (domain §13, Hanzhong 2025 [V3])."""
    cycle = issue.signoffs.filter(state="open").first()
    measures = issue.measures.order_by("number")
    return {
        "issue": issue.pk,
        "serial": issue.serial,
        "problem": issue.text,
        "goal": issue.goal,
        "measures": [measure.text for measure in measures],
        "deadline": issue.deadline_text,
        "done": done_list(issue),
        "accepted_on": cycle.accepted_on.isoformat() if cycle and cycle.accepted_on else "",
        "units": answering_units(issue),
        "photos": _photos(notice, issue),
    }


def done_list(issue: Issue) -> list[str]:
    """What was done, from the measures' own notes, else from the last report."""
    notes = [m.done_note for m in issue.measures.order_by("number") if m.done_note]
    last = issue.reports.first()
    return list(dict.fromkeys(notes)) or ([last.done_text] if last else [])


def done_words(issue: Issue) -> str:
    """`done_list` as one paragraph."""
    return "；".join(note.rstrip("；。") for note in done_list(issue))


def answering_units(issue: Issue) -> str:
    """The units that answer for the whole issue, in official order."""
    rows = issue.responsibilities.active().filter(role__in=ANSWERING).select_related("unit")
    names = rows.order_by("unit__division_id", "unit__rank").values_list("unit__name", flat=True)
    return "、".join(dict.fromkeys(names))


def _photos(notice: PublicNotice, issue: Issue) -> list[dict[str, Any]]:
    """Pairs only: a lone photo proves nothing to a reader."""
    shots: dict[int, dict[str, Evidence]] = {}
    for shot in issue.evidence.filter(removed_at=None).exclude(kind="document"):
        shots.setdefault(shot.viewpoint or 0, {})[shot.kind] = shot
    pairs = [pair for pair in shots.values() if len(pair) == 2]
    return [
        {
            "before": _publish_photo(notice, pair["photo_before"]),
            "after": _publish_photo(notice, pair["photo_after"]),
            "caption": pair["photo_after"].caption or pair["photo_before"].caption,
        }
        for pair in pairs
    ]


def _publish_photo(notice: PublicNotice, shot: Evidence) -> dict[str, str]:
    photo = PublishedPhoto.objects.create(
        token=secrets.token_urlsafe(32),
        notice_id=notice.pk,
        content=public_copy(shot.file),
        caption=shot.caption,
    )
    taken = shot.file.taken_at or shot.at
    return {"token": photo.token, "on": clock.day_of(taken).isoformat()}


def project_signed_off(issue: Issue, cycle: SignOff) -> None:
    """销号公开: the signed-off issue on the public list."""
    if issue.signed_off_on is None or issue.disclosed_at is None:
        raise ValueError(f"issue {issue.pk} is not signed off and disclosed")
    PublishedIssue.objects.update_or_create(
        issue_id=issue.pk,
        defaults={
            "round_name": issue.round.name,
            "serial": issue.serial,
            "title": issue.title,
            "goal": issue.goal,
            "units": answering_units(issue)[:600],
            "done_text": done_words(issue),
            "signed_off_on": issue.signed_off_on,
            "filing_no": cycle.filing_no,
            "disclosed_at": issue.disclosed_at,
            "reopened_on": None,
            "is_demo": issue.division.is_demo,
        },
    )


def project_outcome(intake_id: UUID) -> None:
    """What became of what was handed in, issue by issue; the caller holds its notice."""
    rows = list(Objection.objects.filter(intake_id=intake_id).select_related("issue"))
    rows.sort(key=lambda row: (row.issue.sort_key, row.issue_id))
    states = {row.state for row in rows}
    last = max((row.answered_at for row in rows if row.answered_at), default=None)
    is_open = "open" in states
    PublishedOutcome.objects.update_or_create(
        receipt_hash=rows[0].receipt_hash,
        defaults={
            "notice_id": rows[0].notice_id,
            "state": "open" if is_open else "mixed" if len(states) > 1 else rows[0].state,
            "answers": [_answer(row) for row in rows],
            "submitted_on": clock.day_of(rows[0].submitted_at),
            "answered_on": None if is_open or last is None else clock.day_of(last),
        },
    )


def _answer(row: Objection) -> dict[str, Any]:
    return {
        "serial": row.issue.serial,
        "title": row.issue.title,
        "state": row.state,
        "reply": row.reply,
        "answered_on": clock.day_of(row.answered_at).isoformat() if row.answered_at else None,
    }


def project_refusal(intake: ObjectionIntake, reply: str) -> None:
    """Answered at once and as a whole: there is nothing any more to object to."""
    PublishedOutcome.objects.create(
        receipt_hash=intake.receipt_hash,
        notice_id=intake.notice_id,
        state="late",
        reply=reply,
        submitted_on=clock.day_of(intake.submitted_at),
        answered_on=clock.today(),
    )
