"""What pages show of a large batch is what the whole look would show, row by row."""

from dataclasses import replace

import pytest

from petitions.importing import services
from petitions.importing.kept import faults_of
from petitions.importing.looking import look_at
from petitions.importing.marking import wrong
from petitions.importing.page import context
from petitions.importing.preview import preview
from petitions.importing.view import View
from petitions.models import Petition
from rectify.core.errors import Missing
from rectify.exchange import models
from rectify.exchange.index import Index
from rectify.exchange.models import StagedImport
from rectify.exchange.viewing import Asked
from rectify.journal import outbox
from tests.db.petitions import importing
from tests.db.petitions.importing import HEADS, line, workbook
from tests.factories import opened_round

pytestmark = pytest.mark.django_db
EXAMPLE = ["示例", *line(1)[1:]]
FILES = {
    "clean": workbook([line(1), line(2)]),
    "faulty": workbook(
        [
            EXAMPLE,
            line(1),
            line(2, 是否属实="说不清", 行政区域="无名县"),
            line(2, "同一个编号的另一件"),
            line(3, 受理编号=""),
            line(4, 处理和整改情况="罚款若干万元，另处理一批。", 行政区域="无名县", 问题类型="光"),
        ]
    ),
    "new": workbook([line(n)[:5] for n in (1, 2)], HEADS[:5], title="群众信访举报件"),
}


@pytest.fixture(autouse=True)
def large(monkeypatch, tasks_loaded):
    monkeypatch.setattr(models, "LARGE", 1)


def staged(cast, name: str) -> StagedImport:
    opened_round(cast)
    row = importing.staged(cast.desk1, FILES[name])
    assert row.state == "reading"
    outbox.deliver_due()
    return fresh(row)


def fresh(row: StagedImport) -> StagedImport:
    return StagedImport.objects.get(pk=row.pk)


@pytest.mark.parametrize("name", FILES)
def test_the_kept_look_says_what_the_whole_look_says(cast, name):
    row = staged(cast, name)
    kept, live = look_at(row), preview(row)
    assert isinstance(kept, Index)
    assert kept.lines == live.lines
    assert kept.doubts == [replace(doubt, rows=()) for doubt in live.doubts]
    assert (kept.counts, kept.total, kept.words) == (live.counts, live.total, live.words)
    assert kept.findings == live.findings
    assert list(faults_of(row)) == list(wrong(live))


@pytest.mark.parametrize("name", FILES)
def test_a_part_of_it_is_those_rows_as_the_whole_look_has_them(cast, name):
    row = staged(cast, name)
    for verdict in preview(row).verdicts:
        assert look_at(row).part([verdict.draft.key]).verdicts == [verdict]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("show", ["", "all", "new", "refused"])
def test_its_page_is_the_page_of_the_whole_look(cast, name, show):
    row = staged(cast, name)
    asked = Asked(show=show)
    shown, live = context(View(look_at(row), asked)), context(View(preview(row), asked))
    url = f"/petitions/imports/{row.pk}/again/"
    assert (shown.pop("again_url"), live.pop("again_url")) == (url, "")
    assert shown == live


def test_changed_rows_are_beside_the_petitions_on_record(cast):
    row = staged(cast, "clean")
    services.confirm(cast.desk1, row.pk)
    assert Petition.objects.count() == 2
    other = importing.staged(cast.desk1, workbook([line(1, 是否办结="未办结"), line(2)]))
    outbox.deliver_due()
    kept, live = look_at(fresh(other)), preview(fresh(other))
    assert kept.counts == {"new": 0, "changed": 1, "untouched": 1, "refused": 0}
    assert kept.part(["r1", "r2"]).verdicts == live.verdicts


def test_answers_and_corrections_show_at_once(cast):
    row = staged(cast, "faulty")
    doubt = next(d for d in look_at(row).open if d.field == "verdict")
    services.answer(cast.desk1, row.pk, doubt.id, {"value": "属实"})
    services.correct(cast.desk1, row.pk, "r1", "area", "石渡县")
    kept = look_at(fresh(row))
    assert (kept.fresh, doubt.id in [d.id for d in kept.open]) == (False, False)
    assert kept.part(["r1"]).drafts[0].texts["area"] == "石渡县"
    with pytest.raises(Missing):
        services.correct(cast.desk1, row.pk, "r99", "area", "石渡县")
    outbox.deliver_due()
    assert look_at(fresh(row)).fresh
