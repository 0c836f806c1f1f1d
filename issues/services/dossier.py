"""佐证材料: documents, and before/after pairs of the same viewpoint."""

from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from issues.models import Evidence, Issue, Measure
from issues.services.fetch import check_move, locked_issue
from rectify.accounts.scope import Actor
from rectify.core import clock, given
from rectify.core.errors import Invalid
from rectify.core.fetching import one_of
from rectify.evidence.services import Upload, store
from rectify.journal import services as journal
from rectify.journal.services import service


@dataclass(frozen=True)
class Piece:
    """One file for the dossier; a photo stands under a viewpoint, a document under none."""

    kind: str
    upload: Upload
    viewpoint: int | None = None
    measure_id: int | None = None
    caption: str = ""


@service("issues.issue.add_evidence")
def add_evidence(
    who: Actor,
    issue_id: int,
    *,
    kind: str,
    upload: Upload,
    viewpoint: int | None = None,
    measure_id: int | None = None,
    caption: str = "",
    expected: int | None = None,
) -> Evidence:
    """Store a file as evidence; a photo without `viewpoint` opens the next one.

    Raises `Invalid` for a file that is not what it says, `Missing` for another issue's measure.
    """
    issue = locked_issue(who, issue_id, expected)
    check_move(who, issue, "add_evidence")
    if kind not in Evidence.KINDS:
        raise Invalid(_("请选择材料类别：整改前照片、整改后照片或文件资料。"), kind=_("未知"))
    if kind == "document":
        viewpoint = None
    elif viewpoint is None:
        viewpoint = next_viewpoint(issue)
    return _keep(who, issue, Piece(kind, upload, viewpoint, measure_id, caption))


@service("issues.issue.add_pair")
def add_pair(
    who: Actor,
    issue_id: int,
    *,
    before: Upload,
    after: Upload,
    measure_id: int | None = None,
    caption: str = "",
    expected: int | None = None,
) -> tuple[Evidence, Evidence]:
    """A before/after pair under one new viewpoint, both or neither."""
    issue = locked_issue(who, issue_id, expected)
    check_move(who, issue, "add_evidence")
    viewpoint = next_viewpoint(issue)
    first, second = (
        _keep(who, issue, Piece(kind, upload, viewpoint, measure_id, caption))
        for kind, upload in (("photo_before", before), ("photo_after", after))
    )
    return first, second


def _keep(who: Actor, issue: Issue, piece: Piece) -> Evidence:
    row = Evidence.objects.create(
        issue=issue,
        measure=_measure(issue, piece.measure_id),
        file=store(who, piece.upload, purpose="evidence" if piece.kind == "document" else "photo"),
        kind=piece.kind,
        viewpoint=piece.viewpoint,
        caption=piece.caption.strip(),
        cycle=issue.cycle,
        **journal.acted(who),
    )
    data = {"evidence": row.pk, "kind": piece.kind}
    journal.record(who, issue.save_version(), "add_evidence", data=data)
    return row


@service("issues.issue.remove_evidence")
def remove_evidence(
    who: Actor, issue_id: int, *, evidence_id: int, reason: str, expected: int | None = None
) -> Evidence:
    """Take a piece out of the dossier with a reason; the stored file stays sealed."""
    issue = locked_issue(who, issue_id, expected)
    check_move(who, issue, "add_evidence")
    held = issue.evidence.select_for_update(no_key=True)
    row = one_of(held, pk=evidence_id, removed_at=None)
    reason = given.words(reason, _("请写明移除原因。"), "reason")
    row.removed_at = clock.now()
    row.save(update_fields=["removed_at"])
    data = {"evidence": row.pk}
    journal.record(who, issue.save_version(), "remove_evidence", reason=reason, data=data)
    return row


def next_viewpoint(issue: Issue) -> int:
    """The next free viewpoint number of the issue, from 1."""
    last: int | None = issue.evidence.aggregate(last=Max("viewpoint"))["last"]
    return (last or 0) + 1


def _measure(issue: Issue, measure_id: int | None) -> Measure | None:
    return None if measure_id is None else one_of(issue.measures.all(), pk=measure_id)
