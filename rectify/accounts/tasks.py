"""What Celery runs for accounts."""

import datetime as dt

from celery import shared_task
from django.contrib.sessions.models import Session

from rectify.accounts.models import SignInAttempt
from rectify.core import clock
from rectify.journal import heartbeats

ATTEMPTS_KEPT = dt.timedelta(days=180)


@shared_task
def tidy() -> None:
    """Drop sessions that ran out and sign-in tries older than 180 days; the audit keeps both."""
    now = clock.now()
    Session.objects.filter(expire_date__lt=now).delete()
    SignInAttempt.objects.filter(at__lt=now - ATTEMPTS_KEPT).delete()
    heartbeats.beat("accounts.tidy")
