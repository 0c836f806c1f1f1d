"""Celery, cache, mail, logs. The Celery values are pinned by a test (conventions, appendix)."""

from urllib.parse import unquote, urlsplit

from celery.schedules import crontab

from rectify.settings.base import ENV, LOCAL, PROFILE

CELERY_BROKER_URL = ENV.redis_url or "redis://127.0.0.1:1/0"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_VISIBILITY_TIMEOUT = 600
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "socket_timeout": 30,
    "socket_keepalive": True,
}
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": 600}
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5.0 if LOCAL else 25.0
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
# KiB. A process that wrote a large import does not give its memory back: it is replaced.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 300_000
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Asia/Shanghai"
# Beat only rings bells: what is due is a row (design §6).
CELERY_BEAT_SCHEDULE = {
    "outbox": {"task": "rectify.journal.tasks.deliver", "schedule": 15.0},
    "sealer": {"task": "rectify.journal.tasks.seal", "schedule": 5.0},
    "journal-tidy": {
        "task": "rectify.journal.tasks.tidy",
        "schedule": crontab(hour=3, minute=30),
    },
    "accounts-tidy": {
        "task": "rectify.accounts.tasks.tidy",
        "schedule": crontab(hour=3, minute=40),
    },
    "objections": {"task": "issues.tasks.take_objections", "schedule": 30.0},
    "notices": {"task": "issues.tasks.close_notices", "schedule": 60.0},
    "evidence-tidy": {
        "task": "rectify.evidence.tasks.tidy",
        "schedule": crontab(hour=3, minute=10),
    },
    "exchange-tidy": {
        "task": "rectify.exchange.tasks.tidy",
        "schedule": crontab(hour=3, minute=20),
    },
    "evidence-verify": {"task": "rectify.evidence.tasks.verify", "schedule": 3600.0},
    "sweep": {
        "task": "rectify.supervision.tasks.sweep",
        "schedule": crontab(hour=7, minute=30),
    },
    "sweep-catch-up": {"task": "rectify.supervision.tasks.sweep", "schedule": 900.0},
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": ENV.cache_url or "redis://127.0.0.1:1/0",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
}

_MAIL = urlsplit(ENV.mail_url or "")
DEFAULT_FROM_EMAIL = "rectify@localhost"
if _MAIL.scheme == "smtp":
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _MAIL.hostname or "localhost", _MAIL.port or 25
    EMAIL_HOST_USER = unquote(_MAIL.username or "")
    EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
    EMAIL_TIMEOUT = 10
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = ENV.var / "mail"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "rectify.core.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING" if PROFILE == "test" else "INFO"},
    "loggers": {"django.server": {"level": "WARNING"}, "fontTools": {"level": "ERROR"}},
}
