"""Objecting to a notice without name or phone, and reading the outcome under a receipt code.

The public role may only INSERT into the intake (conventions 12); the office's own process takes it
over. The code is shown once; only its hash is stored.
"""

import hashlib
import re
import secrets
from datetime import date
from typing import Any

from django import forms
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from issues.models import ObjectionIntake, PublishedNotice, PublishedOutcome
from petitions.publication import leaks
from rectify.accounts.http import address_of
from rectify.core import clock
from rectify.portal.frame import ROLE, portal_of

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PER_ADDRESS, PER_NOTICE, WINDOW = 5, 200, 3600
"""Objections an hour from one address, and to one notice."""


class ObjectionForm(forms.Form):
    """What is wrong, and with which item."""

    serial = forms.ChoiceField(label=gettext_lazy("哪一项"), required=False)
    text = forms.CharField(
        label=gettext_lazy("异议内容"),
        help_text=gettext_lazy(
            "写明地点、现状和理由，不少于 10 个字。请不要填写姓名、电话、证件号码。"
        ),
        min_length=10,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": gettext_lazy("请写明异议内容。"),
            "min_length": gettext_lazy("内容太短，请写明地点、现状和理由，不少于 10 个字。"),
        },
    )

    def __init__(self, *args: Any, serials: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(serials) < 2:
            del self.fields["serial"]
            return
        choices = [("", _("全部"))] + [(s, _("第%(n)s项") % {"n": s}) for s in serials]
        self.fields["serial"] = forms.ChoiceField(
            label=_("哪一项"), required=False, choices=choices
        )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].strip()
        if leaks({"text": text}):
            raise forms.ValidationError(_("内容里像是有电话或证件号码，为保护您，请删去后再提交。"))
        return text


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, while the notice runs; a handed-in objection answers with its receipt code."""
    notice = PublishedNotice.objects.using(ROLE).filter(notice_id=pk, state="running").first()
    if notice is None or notice.closes_on < clock.today():
        raise Http404
    standing = [line for line in notice.lines if "withdrawn_on" not in line]
    serials = list(dict.fromkeys(str(line["serial"]) for line in standing))
    filled = ObjectionForm(request.POST or None, serials=serials)
    context = {
        "portal": portal_of(request, "notices", demo=notice.is_demo),
        "notice": {"title": notice.title, "url": reverse("portal:notice", args=[pk])},
        "form": filled,
    }
    if request.method == "POST" and filled.is_valid():
        if not _may_file(request, pk):
            filled.add_error(None, _("提交太频繁，请一小时后再试，或拨打公示上的电话。"))
            return render(request, "portal/objection.html", context, status=429)
        context["code"] = _file(pk, filled.cleaned_data)
        context["outcome_url"] = reverse("portal:outcome")
        return render(request, "portal/objection_filed.html", context)
    status = 400 if filled.errors else 200
    return render(request, "portal/objection.html", context, status=status)


@require_safe
def outcome(request: HttpRequest) -> HttpResponse:
    """What became of an objection, for whoever holds its code."""
    code = re.sub(r"[^0-9A-Z]", "", request.GET.get("code", "").upper())[:40]
    row = None
    if code:
        row = PublishedOutcome.objects.using(ROLE).filter(receipt_hash=hash_of(code)).first()
    context = {
        "portal": portal_of(request, ""),
        "asked": bool(code),
        "outcome": row,
        "words": _summed(row) if row else "",
        "answers": [_answer(one) for one in row.answers] if row else [],
        "notice_url": reverse("portal:notice", args=[row.notice_id]) if row else "",
    }
    return render(request, "portal/outcome.html", context)


def hash_of(code: str) -> str:
    """What is stored of a receipt code: 60 random bits need no salt."""
    return hashlib.sha256(f"objection:{code.replace('-', '')}".encode()).hexdigest()


def _file(notice_id: int, data: dict[str, Any]) -> str:
    code = "".join(secrets.choice(LETTERS) for _n in range(12))
    ObjectionIntake.objects.using(ROLE).create(
        notice_id=notice_id,
        issue_serial=data.get("serial", ""),
        text=data["text"],
        receipt_hash=hash_of(code),
    )
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def _may_file(request: HttpRequest, notice_id: int) -> bool:
    """Counts per address and notice in the cache; without a cache nobody is turned away."""
    try:
        return all(
            _count(key) <= most
            for key, most in (
                (f"objection:{address_of(request)}", PER_ADDRESS),
                (f"objection:notice:{notice_id}", PER_NOTICE),
            )
        )
    except Exception:
        return True


def _count(key: str) -> int:
    cache.add(key, 0, WINDOW)
    return cache.incr(key)


def _summed(row: PublishedOutcome) -> str:
    """The outcome as a whole; empty where the one answer says it."""
    if len(row.answers) == 1:
        return ""
    return {**_words(), "open": _("受理中")}.get(row.state, row.state)


def _answer(answer: dict[str, Any]) -> dict[str, Any]:
    day = answer["answered_on"]
    return {
        "label": _("第%(n)s项") % {"n": answer["serial"]},
        "title": answer["title"],
        "words": _words().get(answer["state"], answer["state"]),
        "reply": answer["reply"],
        "answered_on": date.fromisoformat(day) if day else None,
    }


def _words() -> dict[str, str]:
    return {
        "open": _("正在核查"),
        "unfounded": _("异议不成立"),
        "founded": _("异议成立，该项不予销号，继续整改"),
        "mixed": _("已分项答复"),
        "late": _("未受理"),
    }
