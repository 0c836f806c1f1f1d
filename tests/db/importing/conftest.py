"""An office with an open round, and files handed in and read."""

from dataclasses import dataclass
from typing import Any

import pytest

from issues import kinds
from issues.importing import handing_in, services
from issues.importing.looking import look_at
from issues.importing.preview import Preview
from issues.models import Round
from issues.services.rounds import open_round
from rectify.exchange import readers, receiving
from rectify.exchange.models import StagedImport
from rectify.exchange.parsed import Parsed
from rectify.exchange.receiving import Upload
from rectify.signoff import presets


def parsed(asked) -> Parsed:
    """Read in this process: the limits have tests of their own."""
    return Parsed.of(readers.read(asked.kind, asked.path, asked.filename, year=asked.year))


@dataclass(frozen=True)
class Desk:
    """What an import test does over and over, as city1 unless told otherwise."""

    cast: Any
    round: Round

    def stage(
        self, data: bytes | str, name: str = "", *, who=None, kind="plan", **more
    ) -> StagedImport:
        """Hand in and read; a string is pasted text."""
        who = who or self.cast.city1
        data = data.encode() if isinstance(data, str) else data
        target = handing_in.target_of(who, round_code=self.round.code, **more)
        staged, _new = handing_in.hand_in(who, kind, Upload(data, name), target, again=True)
        return receiving.read(staged.pk, parsed)

    def look(self, staged: StagedImport) -> Preview:
        return look_at(StagedImport.objects.get(pk=staged.pk))

    def keep_all(self, staged: StagedImport) -> None:
        """Leave every doubt as it was read."""
        for doubt in self.look(staged).open:
            services.answer(self.cast.city1, staged.pk, doubt.id, {"keep": True})

    def confirm(self, staged: StagedImport) -> StagedImport:
        return services.confirm(self.cast.city1, staged.pk)

    def take_in(self, data: bytes | str, name: str = "", **more) -> StagedImport:
        """Stage, leave every doubt as read, confirm."""
        staged = self.stage(data, name, **more)
        self.keep_all(staged)
        return self.confirm(staged)


@pytest.fixture
def desk(cast) -> Desk:
    """The prefecture's office with a provincial round open."""
    presets.load()
    kinds.load()
    row = open_round(cast.city1, code="sj3", name="第三轮省级督察", kind_code="provincial")
    return Desk(cast, row)
