"""Request ids and log lines: one id through everything, and no forged line."""

import json
import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from rectify.core.logs import JsonFormatter
from rectify.core.requests import RequestIdMiddleware, request_id


def answer_to(given=None):
    seen = []
    gate = RequestIdMiddleware(lambda request: seen.append(request_id.get()) or HttpResponse())
    headers = {"X-Request-ID": given} if given is not None else {}
    return gate(RequestFactory().get("/", headers=headers))["X-Request-ID"], seen[0]


def test_a_harmless_id_is_kept():
    assert answer_to("abc-12345") == ("abc-12345", "abc-12345")


@pytest.mark.parametrize(
    "given", [None, "", "short", "x" * 65, "a b c d e f", "1234567\n", "<b>12345"]
)
def test_any_other_is_replaced(given):
    told, seen = answer_to(given)
    assert told == seen
    assert len(told) == 32
    assert told != given


def test_the_id_ends_with_the_request():
    answer_to("abc-12345")
    assert request_id.get() == ""


def test_a_line_break_in_a_message_forges_no_line():
    record = logging.LogRecord("x", logging.INFO, "", 0, '坏\r\n{"level": "INFO"}', (), None)
    line = JsonFormatter().format(record)
    assert "\n" not in line
    assert "\r" not in line
    assert json.loads(line)["message"] == '坏\r\n{"level": "INFO"}'
