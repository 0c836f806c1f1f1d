"""What a person must look at in a table of complaints: counts, numbers, words not recognised."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rectify.core.text import gettext_noop as _
from rectify.exchange.readers.petition_words import NOBODY
from rectify.exchange.readers.plan.checks import COUNT
from rectify.exchange.readers.source.clean import squeeze
from rectify.exchange.readers.values import PetitionRow, Problem

NOTHING = _(
    "没有读出信访件。请确认文件是信访举报一览表，并检查表头是否有“受理编号、举报内容、调查核实情况”等栏目。"
)
DOUBLED = _("受理编号 %(number)s 出现 %(times)d 次。请核对并改正。")
NO_ISSUE = _("%(number)s 没有举报内容。请补充。")
ODD_VERDICT = _(
    "%(number)s 的“是否属实”写作“%(words)s”，没有认出。请改为属实、基本属实、部分属实或不属实。"
)
ODD_CLOSURE = _(
    "%(number)s 的“是否办结”写作“%(words)s”，没有认出。请改为已办结、阶段性办结或未办结。"
)


def problems_of(rows: Sequence[PetitionRow], stated: int | None) -> Iterator[Problem]:
    """Yield a sentence for each; a file without any complaint has but one."""
    if not rows:
        yield Problem("", NOTHING)
        return
    if stated and stated != len(rows):
        yield Problem("", COUNT, {"stated": stated, "found": len(rows)})
    told = any(row.cells["issue"].value for row in rows)  # some official forms leave the column out
    counted = Counter(number for row in rows if (number := row.cells["number"].value))
    for row in rows:
        number = row.cells["number"].value or f"第{row.no}件"
        if (times := counted.pop(number, 0)) > 1:
            yield Problem(row.place, DOUBLED, {"number": number, "times": times})
        if told and not row.cells["issue"].value:
            yield Problem(row.place, NO_ISSUE, {"number": number})
        for reading, sentence in ((row.verdict, ODD_VERDICT), (row.closure, ODD_CLOSURE)):
            if (
                reading.text
                and reading.value is None
                and not NOBODY.fullmatch(squeeze(reading.text))
            ):
                yield Problem(reading.place, sentence, {"number": number, "words": reading.text})
