"""One row of the preview as `exchange/_entry.html` shows it: readings, doubts, corrections."""

from typing import Any

from django.utils.translation import gettext as _

from issues.importing.asking import Shown
from issues.importing.compare import Verdict
from issues.importing.drafts import NOTHING, TEXT_FIELDS, Draft, Json
from issues.importing.parts import (
    by_field,
    edit_form,
    read_as,
    reading_of,
    shortened,
    value_of,
    was,
)
from issues.importing.roles import UNIT_FIELDS
from issues.models.issue import DEADLINE_KINDS
from issues.workflow import ROLE_NAMES
from rectify.exchange.doubts import Doubt
from rectify.exchange.staging import words_of

KIND_NAMES = dict(DEADLINE_KINDS)


def tag_of(verdict: Verdict) -> str:
    """The word on the entry."""
    words = {
        "new": _("新增"),
        "changed": _("变更"),
        "untouched": _("未变"),
        "refused": _("不予导入"),
        "frozen": _("需走方案调整"),
        "conflict": _("与本系统不符"),
    }
    return words[verdict.state]


def readings(verdict: Verdict, doubts: list[Doubt], shown: Shown) -> list[dict[str, Any]]:
    """Every field of the row with its words, value, place and, under the eyes, its doubt."""
    draft = verdict.draft
    mine = by_field(draft, doubts, shown)
    old = {change.field: change.old for change in verdict.changes}
    rows = [
        *_text(draft, "number", _("序号"), mine, shown, old),
        *_text(draft, "issue", _("反馈问题"), mine, shown, old),
        *_text(draft, "goal", _("整改目标"), mine, shown, old),
        _deadline(draft, mine, shown, old),
        *_units(draft, mine, shown),
        _measures(draft, mine, shown),
        *_text(draft, "leader", _("责任领导"), mine, shown, old),
        *_text(draft, "person", _("责任人"), mine, shown, old),
    ]
    return [row for row in rows if row]


def _text(
    draft: Draft, name: str, label: str, mine: dict[str, Doubt], shown: Shown, old: Json
) -> list[dict[str, Any]]:
    value, doubt = str(getattr(draft, name)), mine.get(name)
    optional = name in ("leader", "person", "number") or draft.overall
    if optional and not value and not doubt:
        return []
    if name == "number" and not doubt and name not in draft.edited:
        return []
    reading = draft.row.get(TEXT_FIELDS[name]) or NOTHING
    column = {"issue": "text", "leader": "responsible_leader", "person": "responsible_person"}
    row = reading_of(label, [value_of(value, doubt)] if value else [], reading, doubt, shown)
    row["words"] = read_as(draft, name, reading) or was(old.get(column.get(name, name)))
    row["edit"] = edit_form(draft, name, value, shown, long=name in ("issue", "goal"))
    return [row]


def _deadline(
    draft: Draft, mine: dict[str, Doubt], shown: Shown, old: Json
) -> dict[str, Any] | None:
    deadline, doubt = draft.deadline, mine.get("deadline")
    if draft.overall and not deadline.words:
        return None
    text = deadline.due_on.isoformat() if deadline.due_on else _(KIND_NAMES[deadline.kind])
    if deadline.long_term and deadline.kind != "long_term":
        text += _("，长期坚持")
    reading = draft.row.get("deadline") or NOTHING
    row = reading_of(_("整改时限"), [value_of(text, doubt)], reading, doubt, shown)
    row["words"] = deadline.words or _("未写")
    if "due_on" in old:
        row["words"] += was(old["due_on"].isoformat() if old["due_on"] else _("无日期"))
    if deadline.words != (words_of(reading) or deadline.words):
        row["words"] += f"（{read_as(draft, 'deadline', reading)}）"
    row["edit"] = edit_form(draft, "deadline", deadline.words, shown)
    return row


def _units(draft: Draft, mine: dict[str, Doubt], shown: Shown) -> list[dict[str, Any]]:
    found = []
    for column, role in UNIT_FIELDS.items():
        names, doubt = draft.units.get(role, ()), mine.get(role)
        if not names and not doubt:
            continue
        values = [_unit(name, doubt, shown) for name in names]
        reading = draft.row.get(column) or NOTHING
        if not reading.get("value"):
            reading = draft.row.get("lead_units") or NOTHING
        row = reading_of(_(ROLE_NAMES[role]) + _("单位"), values, reading, doubt, shown)
        row["edit"] = edit_form(draft, role, "、".join(names), shown)
        found.append(row)
    return found


def _unit(name: str, doubt: Doubt | None, shown: Shown) -> dict[str, Any]:
    """A name with the unit it means where the two differ; collective ones with their number."""
    match = shown.matches.get(name)
    units = shown.given.get(name) or tuple(u.name for u in (match.units if match else ()))
    text = name
    if len(units) == 1 and units[0] != name:
        text = f"{name} → {units[0]}"
    elif len(units) > 1:
        text = _("%(name)s（%(n)d 个）") % {"name": name, "n": len(units)}
    open_here = doubt is not None and doubt.raw == name and not doubt.settled
    return {"text": text, "ok": bool(units) and not open_here, "doubt": open_here}


def _measures(draft: Draft, mine: dict[str, Doubt], shown: Shown) -> dict[str, Any] | None:
    doubt = mine.get("measures")
    values = [value_of(shortened(measure.text), None) for measure in draft.measures]
    reading = {"place": draft.measures[0].place if draft.measures else ""}
    row = reading_of(_("整改措施"), values, reading, doubt, shown)
    row["words"] = _("%(n)d 条") % {"n": len(draft.measures)}
    if not draft.overall:
        text = "\n".join(measure.text.replace("\n", " ") for measure in draft.measures)
        row["edit"] = edit_form(draft, "measures", text, shown, long=True)
    return row
