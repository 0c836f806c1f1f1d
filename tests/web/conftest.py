"""An office in its browser, with a round to import into; modules with another office say so."""

import pytest

from issues import kinds
from issues.services.rounds import open_round
from rectify.signoff import presets


@pytest.fixture
def round_(cast):
    presets.load()
    kinds.load()
    return open_round(cast.city1, code="sj3", name="第三轮省级督察", kind_code="provincial")


@pytest.fixture
def office(client_of, round_):
    return client_of("city1")
