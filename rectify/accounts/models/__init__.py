"""Users, posts, who holds which post when, dated grants, sign-in attempts, tokens."""

from rectify.accounts.models.people import SignInAttempt, User
from rectify.accounts.models.posts import OFFICERS, ROLES, Grant, Holding, Post
from rectify.accounts.models.tokens import ApiToken

__all__ = [
    "OFFICERS",
    "ROLES",
    "ApiToken",
    "Grant",
    "Holding",
    "Post",
    "SignInAttempt",
    "User",
]
