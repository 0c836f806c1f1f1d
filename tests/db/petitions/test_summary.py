"""The evening table balances, or names the row that does not."""

import pytest
from django.db.models import QuerySet

from petitions.models import Petition, PetitionBatch
from petitions.summary import sentence, summarise
from petitions.views.summary import equations
from tests import petition_factories as make
from tests.db.petitions.importing import confirmed, line, workbook

pytestmark = pytest.mark.django_db


def rows() -> QuerySet[Petition]:
    return Petition.objects.all()


def test_a_day_in_every_state_adds_up(cast):
    for serial, stage in enumerate(make.STAGES.values(), 1):
        stage(cast, serial)
    found = summarise(rows(), PetitionBatch.objects.all())
    total = found.total
    assert (total["received"], total["handed"], total["waiting"]) == (7, 6, 1)
    assert (total["done"], total["staged"], total["open"]) == (1, 1, 4)
    assert (total["answered"], total["verdict_true"]) == (3, 3)
    assert (total["fine_yuan"], total["cases_filed"]) == (150_000, 3)
    assert found.balances
    assert all(line["holds"] for line in equations(found))
    assert [row.name for row in found.rows] == ["青崖县", "未交办到地方"]


def test_every_row_adds_up_to_the_total(cast):
    for serial, stage in enumerate(make.STAGES.values(), 1):
        stage(cast, serial)
    found = summarise(rows())
    for name, value in found.total.counts.items():
        assert sum(row[name] for row in found.rows) == value, name


def test_a_duplicate_counts_in_hand_over_and_not_in_distinct_problems(cast):
    first, second = make.closed(cast, 1), make.handed_down(cast, 2)
    make.handing.mark_duplicate(cast.desk1, second.pk, of=first.number)
    total = summarise(rows()).total
    assert (total["handed"], total["distinct"]) == (2, 1)


def test_an_answer_without_a_verdict_is_named(cast):
    confirmed(cast, workbook([line(1), line(2, 是否属实="", 调查核实情况="已到现场。")]))
    found = summarise(rows())
    assert not found.balances
    assert [fault.label for fault in found.faults] == ["X3YP202405110002"]
    assert [line["holds"] for line in equations(found)] == [False, True]


def test_a_batch_short_of_its_stated_count_is_named(cast):
    make.registered(cast, batch=make.opened_batch(cast, stated_count=3))
    found = summarise(rows(), PetitionBatch.objects.all())
    assert [fault.why for fault in found.faults] == ["清单载明 3 件，登记了 1 件，差 2 件。"]


def test_the_sentence_of_the_day_tells_the_sums(cast):
    make.closed(cast, 1)
    make.stage_closed(cast, 2)
    told = sentence(summarise(rows()))
    assert told == (
        "调查处理 2 件，其中已办结 1 件、阶段性办结 1 件、未办结 0 件，"
        "责令整改 2 家，立案处罚 2 家，罚款金额 100000 元。"
    )
