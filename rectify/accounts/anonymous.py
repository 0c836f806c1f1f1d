"""The only routes open without signing in; everything else is refused (conventions 1).

Static files do not pass here: WhiteNoise answers them before the gate.
"""

from django.urls import ResolverMatch

VIEWS = ("accounts:login", "accounts:display", "set_language", "livez", "readyz")
NAMESPACES = ("portal",)


def is_open(match: ResolverMatch) -> bool:
    """Whether anybody may call this route."""
    return match.view_name in VIEWS or (match.namespaces[:1] or [""])[0] in NAMESPACES
