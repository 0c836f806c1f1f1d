"""验收: one reviewer, one screen; five tests and 五个不放过, before and after side by side."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.models import Issue
from issues.services import signing
from issues.services.signing import IssueSubject
from issues.views.acts import say
from issues.views.evidence import pairs_of, shown_file
from issues.views.heading import check_shown, heading, seen_issue
from rectify.accounts import step_up
from rectify.accounts.http import SignedRequest
from rectify.core.errors import DomainError, Invalid, NotAllowed, WrongState
from rectify.core.text import gettext_noop
from rectify.core.told import message_of, needs_of
from rectify.journal.idempotency import form_key, once_per_form, repeated
from rectify.signoff import services as engine
from rectify.signoff.acts import LET_PASS, QUESTIONS, TESTS, Act
from rectify.signoff.running import running

VERDICTS = {
    "approve": gettext_noop("同意验收"),
    "return": gettext_noop("退回补正"),
    "fail": gettext_noop("不通过，重新整改"),
}


def accept(request: SignedRequest, pk: int) -> HttpResponse:
    """Show the bench, or sign its conclusion; what is missing is said and nothing is lost."""
    issue = seen_issue(request.actor, pk)
    if repeated(request.actor, request) is not None:
        return redirect(f"/issues/{pk}/")
    if cycle := issue.signoffs.order_by("pk").last():
        check_shown(request, cycle)
    subject = IssueSubject(issue, lock=False)
    run = _run(request, subject)
    errors: list[str] = []
    if request.method == "POST":
        try:
            return _sign(request, issue)
        except DomainError as refusal:
            if refusal.status == 412 or refusal.code == "step_up_required":
                raise
            errors = needs_of(refusal) or [message_of(refusal)]
    context = {**_context(request, issue, subject, run), "errors": errors}
    return render(request, "issues/accept.html", context, status=400 if errors else 200)


def _run(request: SignedRequest, subject: IssueSubject) -> Any:
    if subject.sign_off is None:
        raise WrongState(_("本项没有正在进行的销号。"))
    run = running(subject)
    if run.kind != "accept":
        raise WrongState(_("本项现在不在验收步骤，请看历史。"))
    if not engine.roles_on(run, request.actor):
        raise NotAllowed(_("本项由“%(who)s”验收。") % {"who": _names(run)})
    return run


def _names(run: Any) -> str:
    return "、".join(run.parties.values_list("label", flat=True))


def _sign(request: SignedRequest, issue: Issue) -> HttpResponse:
    act = read_act(request.POST)
    version = request.POST.get("version", "")
    step_up.require(
        request,
        _("签署验收意见：%(verdict)s") % {"verdict": _(VERDICTS[act.action])},
        about=_("第%(serial)s项 %(title)s") % {"serial": issue.serial, "title": issue.title},
        effects=[_("意见与您所见内容一并封存。")],
    )

    def run() -> bool:
        expected = int(version) if version.isdecimal() else None
        return signing.act(request.actor, issue.pk, act=act, expected=expected)

    done = once_per_form(request.actor, request, run)
    say(request, bool(done), _(VERDICTS[act.action]))
    return redirect(f"/issues/{issue.pk}/")


def read_act(data: QueryDict) -> Act:
    """The act as posted; raises `Invalid` without a verdict, or a return without a reason."""
    verdict = data.get("verdict", "")
    if verdict not in VERDICTS:
        raise Invalid(_("请先选择结论：同意验收、退回补正或不通过。"), verdict=_("必选"))
    opinion = data.get("opinion", "").strip()
    if verdict != "approve" and not opinion:
        raise Invalid(_("退回或不通过须在“意见”里写明原因：哪一处、缺什么、怎么补。"))
    return Act(verdict, opinion=opinion, reason=opinion if verdict != "approve" else "",
               answers=read_answers(data))  # fmt: skip


def read_answers(data: QueryDict) -> dict[str, dict[str, Any]]:
    """Only the questions that were answered."""
    return {
        name: {"value": data[name], "reason": data.get(f"{name}_reason", "").strip()}
        for name in QUESTIONS
        if data.get(name)
    }


def _context(
    request: SignedRequest, issue: Issue, subject: IssueSubject, run: Any
) -> dict[str, Any]:
    cycle = subject.sign_off
    answers = read_answers(request.POST)
    total = len(QUESTIONS)
    missing = total - len(answers)
    applied = cycle.signatures.filter(kind="self_check", voided_at=None).order_by("-pk").first()
    return {
        **heading(issue),
        "step": {
            "name": _(run.name),
            "asked_by": applied.unit if applied else "",
            "asked_on": cycle.applied_at,
            "until": run.due_on,
        },
        "measures": _measures(issue, request.POST.getlist("checked")),
        "files_total": issue.evidence.filter(removed_at=None).count(),
        "pairs": pairs_of(issue),
        "questions": [
            {"title": _("销号五条标准"), "items": _items(TESTS, answers)},
            {"title": _("五个不放过"), "items": _items(LET_PASS, answers)},
        ],
        "verdicts": [
            {"value": value, "label": _(label), "checked": request.POST.get("verdict") == value}
            for value, label in VERDICTS.items()
        ],
        "opinion": request.POST.get("opinion", ""),
        "answered": len(answers),
        "total": total,
        "missing": _("还有 %(n)d 项未答") % {"n": missing} if missing else "",
        "version": cycle.version,
        "form_key": form_key(),
        "draft": f"accept-{cycle.pk}-{cycle.version}",
    }


def _items(words: dict[str, str], answers: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
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


def _measures(issue: Issue, checked: list[str]) -> list[dict[str, Any]]:
    files = [
        shown_file(row) for row in issue.evidence.filter(removed_at=None).select_related("file")
    ]
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
