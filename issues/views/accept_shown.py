"""The bench of an acceptance as its page shows it, with what was typed so far."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from issues.models import Issue, StepRun
from issues.views.evidence_shown import pairs_of, shown_file
from issues.views.heading import heading
from rectify.core.text import gettext_noop
from rectify.journal.idempotency import form_key
from rectify.signoff.acts import LET_PASS, QUESTIONS, TESTS

VERDICTS = {
    "approve": gettext_noop("同意验收"),
    "return": gettext_noop("退回补正"),
    "fail": gettext_noop("不通过，重新整改"),
}
Answers = dict[str, dict[str, Any]]


def answers_in(data: QueryDict) -> Answers:
    """Only the questions that were answered."""
    return {
        name: {"value": data[name], "reason": data.get(f"{name}_reason", "").strip()}
        for name in QUESTIONS
        if data.get(name)
    }


def bench(issue: Issue, run: StepRun, typed: QueryDict) -> dict[str, Any]:
    """The context of `issues/accept.html` but for its errors."""
    cycle = run.sign_off
    return {
        **heading(issue),
        "step": _step(run),
        "measures": _measures(issue, typed.getlist("checked")),
        "files_total": issue.evidence.filter(removed_at=None).count(),
        "pairs": pairs_of(issue),
        **_questions(answers_in(typed)),
        "verdicts": [
            {"value": value, "label": _(label), "checked": typed.get("verdict") == value}
            for value, label in VERDICTS.items()
        ],
        "opinion": typed.get("opinion", ""),
        "version": cycle.version,
        "form_key": form_key(),
        "draft": f"accept-{cycle.pk}-{cycle.version}",
    }


def _step(run: StepRun) -> dict[str, Any]:
    signatures = run.sign_off.signatures.filter(kind="self_check", voided_at=None)
    applied = signatures.order_by("-pk").first()
    return {
        "name": _(run.name),
        "asked_by": applied.unit if applied else "",
        "asked_on": run.sign_off.applied_at,
        "until": run.due_on,
    }


def _measures(issue: Issue, checked: list[str]) -> list[dict[str, Any]]:
    """Each measure with its own files and those that belong to none."""
    rows = issue.evidence.filter(removed_at=None).select_related("file")
    files = [shown_file(row) for row in rows]
    return [
        {
            "id": measure.pk,
            "no": measure.number,
            "text": measure.text,
            "done_on": measure.done_on,
            "files": [f for f in files if f["measure_id"] in (measure.pk, None)],
            "checked": str(measure.pk) in checked,
        }
        for measure in issue.measures.order_by("number")
    ]


def _questions(answers: Answers) -> dict[str, Any]:
    """Both lists of questions, and how many still wait for an answer."""
    missing = len(QUESTIONS) - len(answers)
    return {
        "questions": [
            {"title": _("销号五条标准"), "items": _items(TESTS, answers)},
            {"title": _("五个不放过"), "items": _items(LET_PASS, answers)},
        ],
        "answered": len(answers),
        "total": len(QUESTIONS),
        "missing": _("还有 %(n)d 项未答") % {"n": missing} if missing else "",
    }


def _items(words: dict[str, str], answers: Answers) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "label": _(label),
            "value": answers.get(name, {}).get("value", ""),
            "reason": answers.get(name, {}).get("reason", ""),
            "error": _error(answers.get(name)),
        }
        for name, label in words.items()
    ]


def _error(answer: dict[str, Any] | None) -> str:
    if answer and answer["value"] in ("no", "na") and not answer["reason"]:
        return _("选“否”或“不适用”须写明理由。")
    return ""
