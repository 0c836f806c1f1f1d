"""An answer as a county brings it, checked: a sentence a field, saying how to put it right."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from petitions.models import OUTCOME, Petition
from petitions.verdicts import derive
from petitions.workflow import CLOSURE_NAMES, NEEDS_NEXT, VERDICT_NAMES
from rectify.core import clock
from rectify.core.errors import Invalid

TYPED = tuple(name for name in OUTCOME if name != "detained")
"""What people type; the total of detentions is reckoned from its two kinds."""
MOST_COUNT, MOST_YUAN = 100_000, Decimal(10) ** 11
LONGEST = 20_000


@dataclass(frozen=True)
class ItemAnswer:
    """What was found about one matter."""

    number: int
    verdict: str
    finding: str


@dataclass(frozen=True)
class Answer:
    """办理情况. `outcome` maps columns of `OUTCOME` to what was typed, money in yuan.

    `verdict` is empty for the derived one; another one needs `verdict_reason`.
    """

    items: tuple[ItemAnswer, ...]
    closure: str
    handling: str
    finding: str = ""
    closure_target: str = ""
    accountability: str = ""
    outcome: dict[str, Any] = field(default_factory=dict)
    next_plan: str = ""
    next_due_on: date | None = None
    verdict: str = ""
    verdict_reason: str = ""


def columns_of(petition: Petition, answer: Answer) -> dict[str, Any]:
    """The answer as columns of `PetitionReply`; raises `Invalid` with one sentence a field."""
    items = _items(petition, answer)
    derived = derive(item["verdict"] for item in items)
    verdict = answer.verdict or derived
    faults = {**_said(answer), **_next(answer), **_verdict(verdict, derived, answer)}
    if faults:
        raise Invalid("；".join(faults.values()), **faults)
    keeps = answer.closure in NEEDS_NEXT
    return {
        "items": items,
        "verdict": verdict,
        "derived_verdict": derived,
        "verdict_reason": answer.verdict_reason.strip() if verdict != derived else "",
        "closure": answer.closure,
        "closure_target": answer.closure_target.strip(),
        "finding": answer.finding.strip() or composed(items),
        "handling": answer.handling.strip(),
        "accountability": answer.accountability.strip(),
        "next_plan": answer.next_plan.strip() if keeps else "",
        "next_due_on": answer.next_due_on if keeps else None,
        **outcome_of(answer.outcome),
    }


def _items(petition: Petition, answer: Answer) -> list[dict[str, Any]]:
    given = {item.number: item for item in answer.items}
    rows = list(petition.items.order_by("number"))
    if set(given) != {row.number for row in rows}:
        raise Invalid(_("反映事项已有变动，请刷新后逐条答复。"), items=_("不一致"))
    faults = {}
    for row in rows:
        item = given[row.number]
        if item.verdict not in VERDICT_NAMES:
            faults[f"verdict_{row.number}"] = _("第%(n)d项没有选是否属实") % {"n": row.number}
        if not item.finding.strip():
            faults[f"finding_{row.number}"] = _("第%(n)d项没有写调查核实情况") % {"n": row.number}
    if faults:
        raise Invalid("；".join(faults.values()), **faults)
    return [
        {
            "number": row.number,
            "text": row.text,
            "verdict": given[row.number].verdict,
            "finding": given[row.number].finding.strip()[:LONGEST],
        }
        for row in rows
    ]


def composed(items: list[dict[str, Any]]) -> str:
    """The findings of all matters as one text, numbered where there are several."""
    if len(items) == 1:
        return str(items[0]["finding"])
    return "\n".join(f"{item['number']}.{item['finding']}" for item in items)


def _said(answer: Answer) -> dict[str, str]:
    faults = {}
    if answer.closure not in CLOSURE_NAMES:
        faults["closure"] = _("请选择是否办结")
    if not answer.handling.strip():
        faults["handling"] = _("请写处理和整改情况；不需要整改的，写明理由")
    return faults


def _next(answer: Answer) -> dict[str, str]:
    """What is not finished says what comes next and when."""
    if answer.closure not in NEEDS_NEXT:
        return {}
    faults = {}
    if not answer.next_plan.strip():
        faults["next_plan"] = _("没有办结的，请写下一步措施")
    if answer.next_due_on is None:
        faults["next_due_on"] = _("没有办结的，请写下一步完成时间")
    elif answer.next_due_on <= clock.today():
        faults["next_due_on"] = _("下一步完成时间应晚于今天")
    return faults


def _verdict(verdict: str, derived: str, answer: Answer) -> dict[str, str]:
    if verdict not in VERDICT_NAMES:
        return {"verdict": _("没有这种是否属实，请从列表中选择")}
    if verdict != derived and not answer.verdict_reason.strip():
        word = _(VERDICT_NAMES[derived])
        sentence = _("逐项结论合起来是“%(word)s”，改判须写明理由") % {"word": word}
        return {"verdict_reason": sentence}
    return {}


def outcome_of(typed: dict[str, Any]) -> dict[str, Any]:
    """Counts as whole numbers, money as yuan; nothing typed stays nothing; raises `Invalid`."""
    found: dict[str, Any] = {name: _amount(name, typed.get(name)) for name in TYPED}
    kinds = [found["detained_admin"], found["detained_criminal"]]
    given = [count for count in kinds if count is not None]
    found["detained"] = sum(given) if given else None
    return found


def _amount(name: str, value: Any) -> int | Decimal | None:
    text = str(value).strip().replace(",", "").replace("，", "") if value is not None else ""
    if not text:
        return None
    word, unit = OUTCOME[name]
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    most = MOST_YUAN if name == "fine_yuan" else Decimal(MOST_COUNT)
    places = 2 if name == "fine_yuan" else 0
    if not amount.is_finite() or not 0 <= amount <= most or amount != round(amount, places):
        sentence = _("“%(word)s”应填数字，单位是%(unit)s，不能是“%(text)s”。")
        raise Invalid(sentence % {"word": _(word), "unit": _(unit), "text": text}, **{name: text})
    return amount if name == "fine_yuan" else int(amount)
