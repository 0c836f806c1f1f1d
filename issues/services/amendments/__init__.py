"""方案调整 on its way: drafted, submitted, decided by another person of the plan's office."""

from issues.services.amendments.deciding import approve, reject
from issues.services.amendments.drafting import Why, draft, revise, submit, withdraw
from issues.services.amendments.values import Typed

__all__ = ["Typed", "Why", "approve", "draft", "reject", "revise", "submit", "withdraw"]
