"""Who a session's person is. Signing in itself is `services.sign_in`, which counts the tries."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest

from rectify.accounts.models import User

PATH = "rectify.accounts.backends.AccountBackend"


class AccountBackend(BaseBackend):
    """Active accounts, by password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **others: object,
    ) -> User | None:
        """The active person with this name and password; equal work when there is none."""
        user = User.objects.filter(username=username or "").first()
        if not fits(user, password or ""):
            return None
        return user if user and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()


def fits(user: User | None, password: str) -> bool:
    """Whether the password is this person's. One hash is computed in every case, so that the time
    does not tell an unknown name from a wrong password."""
    if user is None or not user.has_usable_password():
        make_password(password)
        return False
    return check_password(password, user.password)
