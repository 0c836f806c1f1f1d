"""What a person brings to a step: opinion, answers, number, where to send it back."""

from dataclasses import dataclass, field
from typing import Any

from rectify.core import given
from rectify.core.errors import Invalid
from rectify.core.text import gettext_noop as _

TESTS = {
    "measures": _("方案措施全部落实"),
    "penalties": _("违法行为已依法处理处罚"),
    "effect": _("成效符合法律和技术规范"),
    "same_kind": _("同一企业、同类问题一并整改"),
    "root_cause": _("根源已治理，长效机制已建立"),
}
"""The five general sign-off tests (通用销号标准, domain §6.4 [V1])."""
LET_PASS = {
    "cause": _("原因查清"),
    "solved": _("问题解决"),
    "punished": _("违法查处"),
    "accountable": _("责任追究"),
    "satisfied": _("群众满意"),
}
"""五个不放过 (Hanzhong, domain §21 S5)."""
QUESTIONS = {**TESTS, **LET_PASS}
CHOICES = ("yes", "no", "na")


@dataclass(frozen=True)
class Act:
    """One act on a running step. `answers` is `{question: {value, reason}}`."""

    action: str
    opinion: str = ""
    reason: str = ""
    number: str = ""
    back_to: int = 1
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.action in ("return", "fail", "uphold"):
            given.words(self.reason, _("请写明退回原因：哪一处、缺什么、怎么补。"), "reason")
        for name, answer in self.answers.items():
            if name not in QUESTIONS or answer.get("value") not in CHOICES:
                raise Invalid(_("验收核对项的答案只能是“是”“否”“不适用”。"), answers=name)

    @property
    def answers_complete(self) -> bool:
        """All questions answered; no and not applicable carry a reason."""
        return all(self._answered(name) for name in QUESTIONS)

    @property
    def answers_negative(self) -> bool:
        """Whether any question was answered no."""
        return any(answer.get("value") == "no" for answer in self.answers.values())

    def _answered(self, name: str) -> bool:
        answer = self.answers.get(name, {})
        if answer.get("value") == "yes":
            return True
        return answer.get("value") in CHOICES and bool(str(answer.get("reason", "")).strip())
