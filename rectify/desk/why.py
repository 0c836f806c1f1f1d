"""为什么是这一天？ The words, their reading, and the days that count."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from issues.models import Issue, PublicNotice
from rectify.core import clock
from rectify.core.text import gettext_noop
from rectify.core.workdays import Day, NoticeRule, notice_strip, strip
from rectify.regions import calendars

STOPS = {
    "completed": gettext_noop("完成整改之日"),
    "accepted": gettext_noop("验收通过之日"),
    "signed_off": gettext_noop("销号之日"),
}


def why_of(row: Issue) -> dict[str, Any] | None:
    """The plan's sentence and its stages; beside it the strip of the running term, if any."""
    if not row.deadline_text and row.due_on is None:
        return None
    stages = row.stages or [
        {"due_on": row.due_on and row.due_on.isoformat(), "text": row.deadline_text}
    ]
    days = _strip(row)
    return {
        "sentence": row.deadline_text,
        "place": row.source_place,
        "stages": [
            {
                "name": _("第%(n)d段") % {"n": n} if len(stages) > 1 else _("读法"),
                "words": stage.get("text") or row.deadline_text,
                "due_on": date.fromisoformat(stage["due_on"]) if stage.get("due_on") else None,
                "done_on": row.completed_on,
            }
            for n, stage in enumerate(stages, 1)
        ],
        "stop_clock": _(STOPS[row.round.kind.clock_stops]),
        "strip": [_day(day, days[-1].date) for day in days],
        "calendar_note": _note(row, days),
    }


def _strip(row: Issue) -> tuple[Day, ...]:
    """The days of the notice that runs, else of the running step's limit, else none."""
    calendar = calendars.current()
    notice = PublicNotice.objects.filter(
        lines__sign_off__issue=row, lines__withdrawn_on=None, state="running"
    ).first()
    if notice is not None:
        kind = row.round.kind
        unit: Any = "working" if kind.notice_unit == "working" else "calendar"
        rule = NoticeRule(kind.notice_days, unit, kind.notice_counts_first)
        return notice_strip(notice.opens_on, rule, calendar)
    cycle = row.signoffs.filter(state="open").first()
    run = cycle.runs.filter(left_at=None).first() if cycle else None
    if cycle is None or run is None:
        return ()
    step = cycle.chain_version.steps.filter(position=run.position).first()
    if step is None or not step.day_limit:
        return ()
    return strip(clock.day_of(run.opened_at), step.day_limit, calendar)


def _day(day: Day, last: date) -> dict[str, Any]:
    kind = "due" if day.date == last else "work" if day.counted else "off"
    if day.date == clock.today():
        kind = "today"
    return {"label": f"{day.date:%m-%d}", "n": day.number, "kind": kind, "note": _(day.note)}


def _note(row: Issue, days: tuple[Day, ...]) -> str:
    if not days:
        return _("当日算按期。")
    missing = calendars.missing_year(days[-1].date)
    if missing:
        return _("%(year)d 年工作日历尚未公布，暂按周一至周五计。") % {"year": missing}
    return _("工作日按国务院办公厅放假通知（含调休）计算。")
