"""What a service may say no with. Each carries a code, a Chinese sentence and a detail."""

from typing import Any

from rectify.core.text import gettext_noop as _


class DomainError(Exception):
    """Base: `status` is the HTTP status pages and the API answer with."""

    status = 400
    code = "invalid"

    def __init__(self, message: str, **detail: Any) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail


class Invalid(DomainError):
    """What was sent cannot be used; `detail` maps field names to sentences."""


class Missing(DomainError):
    """Not there, or not to be seen by this person: the two read alike (conventions 3)."""

    status, code = 404, "not_found"

    def __init__(self, message: str = _("没有找到，或不在您的查看范围内。"), **detail: Any) -> None:
        super().__init__(message, **detail)


class NotAllowed(DomainError):
    """Seen, but not this person's to do."""

    status, code = 403, "not_allowed"


class WrongState(DomainError):
    """There is no such move from the state the object is in."""

    status, code = 409, "wrong_state"


class NeedsUnmet(DomainError):
    """The move exists; `detail["needs"]` lists the sentences of what is still missing."""

    status, code = 409, "needs_unmet"


class Stale(DomainError):
    """Somebody changed it meanwhile; `detail` says who, when and what."""

    status, code = 412, "stale"


class StepUpRequired(DomainError):
    """A second factor within ten minutes is needed for this act (conventions 8)."""

    status, code = 403, "step_up_required"
