"""Forms of sign-in, confirmation and password."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rectify.accounts.services import MAX_PASSWORD


def _password(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(
        label=label, max_length=MAX_PASSWORD, strip=False, widget=widget, help_text=help_text
    )


class SignInForm(forms.Form):
    """Account and password."""

    username = forms.CharField(
        label=_("账号"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = _password(_("密码"), "current-password")


class ConfirmForm(forms.Form):
    """The password once more; `form` is the key of the form that waits."""

    form = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    password = _password(_("密码"), "current-password", _("请输入登录密码，确认后继续办理。"))


class PasswordForm(forms.Form):
    """The old password and the new one twice."""

    old = _password(_("原密码"), "current-password")
    password = _password(
        _("新密码"),
        "new-password",
        _("至少 10 个字符，含小写字母、大写字母、数字、其他符号中的 3 类，不含账号和姓名。"),
    )
    again = _password(_("再输入一次新密码"), "new-password")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("password") and found.get("again") not in (None, found["password"]):
            self.add_error("again", _("两次输入的新密码不一致，请重新输入。"))
        return found
