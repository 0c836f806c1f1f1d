"""Who is told of an amendment, in words that stay as they were sent."""

from issues.models import Amendment
from issues.models.amendment import FACETS
from issues.services.amendments.fetch import url_of
from rectify.messaging import recipients
from rectify.messaging.services import tell


def tell_submitted(row: Amendment) -> None:
    """The plan's office or leader has to decide."""
    tell(
        recipients.of_deciders([row.issue.plan.division_id]),
        key=f"amendment:{row.pk}:submitted",
        kind="amendment",
        title=f"第{row.issue.serial}项申请方案调整（{_facet_words(row)}），请审批",
        body=row.reason,
        link=url_of(row),
    )


def tell_rejected(row: Amendment) -> None:
    """The unit that drafted it."""
    tell(
        recipients.of_unit([row.unit_id] if row.unit_id else []),
        key=f"amendment:{row.pk}:rejected",
        kind="amendment",
        title=f"第{row.issue.serial}项方案调整未获批准",
        body=row.note,
        link=url_of(row),
    )


def tell_approved(row: Amendment, named: set[int]) -> None:
    """Everybody who answered for the issue before, or does from now on."""
    rows = row.issue.responsibilities.active()
    units = named | set(rows.values_list("unit_id", flat=True))
    tell(
        recipients.of_unit(sorted(units)),
        key=f"amendment:{row.pk}:approved",
        kind="amendment",
        title=f"第{row.issue.serial}项方案已调整（{_facet_words(row)}），以调整后为准",
        body=f"依据 {row.basis_no}",
        link=f"/issues/{row.issue_id}/",
    )


def _facet_words(row: Amendment) -> str:
    return "、".join(word for facet, word in FACETS.items() if facet in row.changes)
