"""One page for every act on an issue, those of its running step among them."""

from typing import Any, NoReturn

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from issues.models import Issue
from issues.offers import offers
from issues.services import notices
from issues.views.act_table import PAGES
from issues.views.heading import heading, named, seen_issue
from rectify.accounts.act_pages import ActPages, Press
from rectify.accounts.http import SignedRequest
from rectify.accounts.scope import Actor
from rectify.accounts.sending import check_shown
from rectify.core.errors import WrongState
from rectify.core.offered import Offered


def act(request: SignedRequest, pk: int, group: str, action: str) -> HttpResponse:
    """One act of the issue's own table (`act`), or of its running step (`step`)."""
    return IssueActs().answer(request, pk, f"{group}/{action}")


class IssueActs(ActPages[Issue]):
    """A step's act that did nothing has voided the approvals: their content had changed."""

    pages = PAGES
    template = "issues/action.html"

    def seen(self, who: Actor, pk: int) -> Issue:
        return seen_issue(who, pk)

    def offers(self, who: Actor, row: Issue) -> list[Offered]:
        return offers(who, row)

    def refuse(self, request: SignedRequest, row: Issue, name: str) -> NoReturn:
        cycle = row.signoffs.order_by("pk").last()
        check_shown(request, cycle if cycle and name.startswith("step/") else row)
        raise WrongState(
            _("第%(n)s项现在不需要您办理这一步，可能刚刚有人办过，请看历史。") % {"n": row.serial}
        )

    def url(self, pk: int) -> str:
        return f"/issues/{pk}/"

    def about(self, row: Issue) -> str:
        return named(row)

    def shown(self, press: Press[Issue]) -> dict[str, Any]:
        return {**heading(press.row), "shown": _facts(press)}

    def say(self, press: Press[Issue], done: bool) -> None:
        say(press.request, done, press.offered.label)


def say(request: SignedRequest, done: bool, label: str) -> None:
    """Tell what happened: done, or approvals voided because the content has changed."""
    if done:
        messages.success(request, _("已办理：%(act)s") % {"act": label})
    else:
        words = _("资料在签署后有变动，已签意见已失效，流程退回重新签署。请看历史。")
        messages.warning(request, words)


def _facts(press: Press[Issue]) -> list[dict[str, str]]:
    issue = press.row
    facts = [
        {"label": _("整改目标"), "value": issue.goal or "—"},
        {"label": _("整改时限"), "value": issue.deadline_text or "—"},
    ]
    if press.page is PAGES["step/publish"]:
        facts.append({"label": _("公示期"), "value": _period(issue)})
    return facts


def _period(issue: Issue) -> str:
    """How long a notice published now would run, and by which rule."""
    period = notices.period_for(issue)
    words = _("%(first)s 至 %(last)s，%(rule)s") % {
        "first": period.opens_on,
        "last": period.closes_on,
        "rule": notices.rule_words(issue),
    }
    return words + _("（日历尚未公布，暂按周一至周五计）") if period.provisional else words
