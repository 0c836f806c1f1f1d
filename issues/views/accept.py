"""验收: one reviewer, one screen; five tests and 五个不放过, before and after side by side."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from issues.models import Issue, StepRun
from issues.services import signing
from issues.services.signing import IssueSubject
from issues.views.accept_shown import VERDICTS, answers_in, bench
from issues.views.acts import say
from issues.views.heading import named, seen_issue
from rectify.accounts import step_up
from rectify.accounts.http import SignedRequest
from rectify.accounts.sending import check_shown
from rectify.core.errors import DomainError, Invalid, NotAllowed, WrongState
from rectify.core.told import message_of, needs_of
from rectify.journal.idempotency import once_per_form, repeated
from rectify.signoff import services as engine
from rectify.signoff.acts import Act
from rectify.signoff.running import running


def accept(request: SignedRequest, pk: int) -> HttpResponse:
    """Show the bench, or sign its conclusion; what is missing is said and nothing is lost."""
    issue = seen_issue(request.actor, pk)
    if repeated(request.actor, request) is not None:
        return redirect(f"/issues/{pk}/")
    if cycle := issue.signoffs.order_by("pk").last():
        check_shown(request, cycle)
    run = _run(request, issue)
    errors: list[str] = []
    if request.method == "POST":
        try:
            return _sign(request, issue)
        except DomainError as refusal:
            if refusal.status == 412 or refusal.code == "step_up_required":
                raise
            errors = needs_of(refusal) or [message_of(refusal)]
    context = {**bench(issue, run, request.POST), "errors": errors}
    return render(request, "issues/accept.html", context, status=400 if errors else 200)


def _run(request: SignedRequest, issue: Issue) -> StepRun:
    """The running step, if it is an acceptance and this person's; raises with what it is."""
    subject = IssueSubject(issue, lock=False)
    if subject.sign_off is None:
        raise WrongState(_("本项没有正在进行的销号。"))
    run: StepRun = running(subject)
    if run.kind != "accept":
        raise WrongState(_("本项现在不在验收步骤，请看历史。"))
    if not engine.roles_on(run, request.actor):
        names = "、".join(run.parties.values_list("label", flat=True))
        raise NotAllowed(_("本项由“%(who)s”验收。") % {"who": names})
    return run


def _sign(request: SignedRequest, issue: Issue) -> HttpResponse:
    act = read_act(request.POST)
    verdict = _(VERDICTS[act.action])
    step_up.require(
        request,
        _("签署验收意见：%(verdict)s") % {"verdict": verdict},
        about=named(issue),
        effects=[_("意见与您所见内容一并封存。")],
    )
    version = request.POST.get("version", "")
    expected = int(version) if version.isdecimal() else None

    def run() -> bool:
        return signing.act(request.actor, issue.pk, act=act, expected=expected)

    done = once_per_form(request.actor, request, run)
    say(request, bool(done), verdict)
    return redirect(f"/issues/{issue.pk}/")


def read_act(data: QueryDict) -> Act:
    """The act as posted; raises `Invalid` without a verdict, or a return without a reason."""
    verdict = data.get("verdict", "")
    if verdict not in VERDICTS:
        raise Invalid(_("请先选择结论：同意验收、退回补正或不通过。"), verdict=_("必选"))
    opinion = data.get("opinion", "").strip()
    if verdict != "approve" and not opinion:
        raise Invalid(_("退回或不通过须在“意见”里写明原因：哪一处、缺什么、怎么补。"))
    reason = opinion if verdict != "approve" else ""
    return Act(verdict, opinion=opinion, reason=reason, answers=answers_in(data))
