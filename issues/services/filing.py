"""One page, one filing: report, measures done, photos and files, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from issues.services import dossier, progress
from issues.services.fetch import locked_issue
from rectify.accounts.scope import Actor
from rectify.core.errors import Invalid
from rectify.evidence.services import Upload
from rectify.journal.services import service


@dataclass(frozen=True)
class Filing:
    """What the progress page brings."""

    pct: int
    done_text: str
    quantities: list[dict[str, str]] = field(default_factory=list)
    problem_text: str = ""
    next_step: str = ""
    measures: list[int] = field(default_factory=list)
    before: Upload | None = None
    after: Upload | None = None
    documents: Sequence[Upload] = ()
    caption: str = ""


@service("issues.issue.file")
def file_progress(who: Actor, issue_id: int, *, filing: Filing, expected: int | None = None) -> int:
    """File everything of the page in one transaction; returns the report's id."""
    locked_issue(who, issue_id, expected)
    if bool(filing.before) != bool(filing.after):
        raise Invalid(_("整改前后照片须各一张，请补上缺的那张，或两张都不传。"), photos=_("成对"))
    row = progress.report(
        who,
        issue_id,
        pct=filing.pct,
        done_text=filing.done_text,
        quantities=filing.quantities,
        problem_text=filing.problem_text,
        next_step=filing.next_step,
    )
    for measure_id in filing.measures:
        progress.do_measure(who, issue_id, measure_id=measure_id, note=filing.done_text)
    if filing.before and filing.after:
        dossier.add_pair(
            who, issue_id, before=filing.before, after=filing.after, caption=filing.caption
        )
    for upload in filing.documents:
        dossier.add_evidence(who, issue_id, kind="document", upload=upload)
    return row.pk
