"""Lists of measures under the heading of their issue: no column names the issue."""

import re
from collections.abc import Iterator

from rectify.exchange.readers.columns import plan_field
from rectify.exchange.readers.events import Event
from rectify.exchange.readers.grid import walk
from rectify.exchange.readers.headings import Columns, find_columns
from rectify.exchange.readers.plan.raw import RawIssue, Span
from rectify.exchange.readers.plan.tables import NEEDED, list_issue
from rectify.exchange.readers.source import Table

CHAPTER = re.compile(r".{0,6}(任务|措施|清单|要求|安排|内容|分工|台账|表)")
"""A heading that names a list and no issue: 三、整改任务清单."""


class MeasureLists:
    """Reads such lists as the labels and lines a narrative would have in their place."""

    def __init__(self) -> None:
        self.columns: Columns | None = None

    def read(self, table: Table, heading: Span | None) -> list[Event]:
        """Return the events of a list; none where the table is no list of one issue's measures."""
        columns = find_columns(table, plan_field, NEEDED)
        if columns is None and self.columns is not None:
            columns = self.columns.continued(table)
        self.columns = None
        if columns is None or columns.has("issue") or not columns.has("measures"):
            return []
        if heading is None or CHAPTER.fullmatch(heading.text):
            return []
        columns.fields = [None if name == "serial" else name for name in columns.fields]
        lines = walk(table, columns).lines
        if not lines or any(line.section for line in lines):
            return []
        self.columns = columns
        return list(_events(list_issue(lines, columns), table.place))


def _events(raw: RawIssue, place: str) -> Iterator[Event]:
    own = {name for measure in raw.measures for name in measure.own}
    for name, spans in raw.spans.items():
        if name not in own:
            yield from (Event(span.text, span.place, name, line=span.text) for span in spans)
    yield Event("", place, "measures", line="整改措施")
    for number, measure in enumerate(raw.measures, 1):
        line = f"{number}.{measure.item.text}"
        yield Event(line, measure.item.place)
        for name, spans in measure.own.items():
            yield from (Event(span.text, span.place, name, line=line) for span in spans)
