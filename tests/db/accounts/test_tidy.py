"""What is swept away at night."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from rectify.accounts import tasks
from rectify.accounts.models import SignInAttempt
from rectify.core import clock

pytestmark = pytest.mark.django_db


def test_dead_sessions_and_old_tries_go_and_the_rest_stays(cast):
    now = clock.now()
    for key, days in (("dead", -1), ("alive", 1)):
        expires = now + timedelta(days=days)
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    for days in (181, 179):
        SignInAttempt.objects.create(
            username="u", address="", at=now - timedelta(days=days), succeeded=False
        )
    tasks.tidy()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["alive"]
    assert SignInAttempt.objects.get().at == now - timedelta(days=179)
