"""Sign-in, cookies, headers. Unsafe production values stop the start (conventions 21)."""

from csp.constants import NONE, SELF

from rectify.env import BadEnvironment
from rectify.settings.base import ENV, LOCAL, PROFILE

DEBUG = False
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = [*ENV.hosts, "127.0.0.1", "localhost"] if LOCAL else list(ENV.hosts)

if PROFILE == "production":
    if len(SECRET_KEY) < 50:
        raise BadEnvironment("RECTIFY_SECRET_KEY 未设置或少于 50 个字符，生产环境拒绝启动。")
    if not ALLOWED_HOSTS or any("*" in host for host in ALLOWED_HOSTS):
        raise BadEnvironment("RECTIFY_HOSTS 未设置或含有 *，请逐个写明主机名。")
    for name, value in (
        ("DATABASE_URL", ENV.database_url),
        ("MIGRATE_DATABASE_URL", ENV.migrate_url),
        ("PUBLIC_DATABASE_URL", ENV.public_url),
        ("REDIS_URL", ENV.redis_url),
    ):
        if not value:
            raise BadEnvironment(f"{name} 未设置，生产环境拒绝启动。")
elif len(SECRET_KEY) < 50:
    SECRET_KEY = "local-only-" + "0" * 50  # loopback only: the local profile binds to 127.0.0.1

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["rectify.accounts.backends.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if PROFILE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "/login/"
STEP_UP = ENV.step_up

# `__Host-` cookies need https; Python clients drop them on plain http (stack §13).
_PREFIX = "" if LOCAL else "__Host-"
SESSION_COOKIE_NAME = f"{_PREFIX}session"
SESSION_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
CSRF_COOKIE_SECURE = not LOCAL
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "rectify.desk.errors.csrf_failed"
LANGUAGE_COOKIE_SECURE = not LOCAL

SECURE_SSL_REDIRECT = not LOCAL
SECURE_PROXY_SSL_HEADER = None if LOCAL else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if LOCAL else 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
SECURE_HSTS_PRELOAD = not LOCAL
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
