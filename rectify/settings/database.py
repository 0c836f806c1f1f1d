"""Three doors to one PostgreSQL: the application, the public pages, the owner of the tables.

Embedded: one login, `assume_role` per door. Production: three login URLs, because `SET ROLE`
leaks through a transaction pooler (stack §13).
"""

from typing import Any
from urllib.parse import unquote, urlsplit

from rectify.settings.base import ENV, PROFILE

APP_ROLE = "rectify_app"
PUBLIC_ROLE = "rectify_public"
TIMEOUTS = (
    "-c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"
)


def _door(url: str | None, role: str | None, options: str = TIMEOUTS) -> dict[str, Any]:
    parts = urlsplit(url or "postgresql://nobody@127.0.0.1:1/rectify")
    extra: dict[str, Any] = {"options": options, "connect_timeout": 5}
    if role and ENV.embedded:
        extra["assume_role"] = role
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "127.0.0.1",
        "PORT": str(parts.port or 5432),
        "CONN_MAX_AGE": 0 if PROFILE == "test" else 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": extra,
    }


DATABASES: dict[str, dict[str, Any]] = {
    "default": _door(ENV.database_url, None if PROFILE == "test" else APP_ROLE),
    "public": _door(ENV.public_url or ENV.database_url, PUBLIC_ROLE),
    "owner": _door(ENV.migrate_url or ENV.database_url, None, "-c lock_timeout=10000"),
}
PUBLIC_ALIAS = "public"
if PROFILE == "test":
    # The suite owns its throwaway cluster; the roles themselves are proved by tests of their own.
    # One connection, because a test's open transaction is seen by no other.
    PUBLIC_ALIAS = "default"
    for alias in ("public", "owner"):
        DATABASES[alias]["TEST"] = {"MIRROR": "default"}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
