"""A batch comes in from the office's own files: exact counts, doubts, refusals."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from petitions.importing import services
from petitions.models import Petition, PetitionBatch
from rectify.core.errors import NeedsUnmet, NotAllowed, WrongState
from rectify.exchange import storage
from rectify.exchange.models import StagedImport
from rectify.journal.models import AuditEntry, Event
from rectify.messaging.models import Message
from tests import petition_factories as make
from tests.db.petitions.importing import HEADS, confirmed, line, looked, settled, workbook

pytestmark = pytest.mark.django_db
OFFICE = [("petitions.xlsx", {}), ("petitions_two_tables.docx", {"batch": 10})]


@pytest.mark.data
@pytest.mark.parametrize(("name", "target"), OFFICE)
def test_an_office_file_comes_in_row_for_row(cast, shared_data, name, target):
    staged = confirmed(cast, (shared_data / "office" / name).read_bytes(), name, **target)
    assert staged.summary == {"new": 18, "changed": 0, "untouched": 0, "refused": 0}
    batch = PetitionBatch.objects.get()
    assert (batch.number, batch.handed_on) == (10, date(2024, 5, 12))
    first = Petition.objects.get(key="X3YP202405110001")
    assert (first.state, first.verdict, first.fine_yuan) == ("stage_closed", "true", 50000)
    assert (first.cases_filed, first.suspended, first.talked_to) == (1, 1, 1)
    assert (first.division_id, first.pollution_types) == ("990122", ["大气", "噪声"])
    repeated = Petition.objects.get(key="D3YP202405110003")
    assert repeated.duplicate_number == "D3YP202405080021"
    assert repeated.closure == "staged"
    assert Petition.objects.get(key="X3YP202405110004").is_key


@pytest.mark.data
def test_both_office_files_say_the_same(cast, shared_data):
    found = []
    for name, target in OFFICE:
        look = looked(cast, (shared_data / "office" / name).read_bytes(), name, **target)
        found.append(Counter((d.number.key, d.verdict, d.closure) for d in look.drafts))
    assert found[0] == found[1]
    assert Counter(closure for _key, _verdict, closure in found[0]).total() == 18


def test_an_import_is_history_and_nobody_is_told(cast):
    staged = confirmed(cast, workbook([line(1), line(2)]))
    assert Message.objects.count() == 0
    petition = Petition.objects.get(key="X3YP202405110001")
    assert (petition.imported, petition.version, petition.closed_on) == (True, 1, None)
    assert petition.fine_yuan == Decimal("20000.00")
    event = Event.objects.get(noun="petitions.petition", object_id=petition.pk)
    assert (event.action, event.number, event.data) == ("import", 1, {"import": staged.pk})
    assert AuditEntry.objects.filter(action="petitions.petition.import").count() == 2


def test_a_list_without_results_waits_to_be_handed_down(cast):
    heads = ("序号", "受理编号", "交办问题基本情况", "行政区域", "污染类型")
    rows = [(str(n), f"D3YP20240511{n:04d}", "1.噪声扰民；2.废水直排。", "", "水") for n in (1, 2)]
    confirmed(cast, workbook(rows, heads))
    found = Petition.objects.order_by("position")
    assert [(p.state, p.closure, p.imported) for p in found] == [("registered", "", False)] * 2
    assert [item.text for item in found[0].items.all()] == ["噪声扰民", "废水直排"]


def test_the_same_file_again_changes_nothing(cast):
    data = workbook([line(1), line(2)])
    confirmed(cast, data)
    look = looked(cast, workbook([line(1), line(2)], title="另存 第十批"))
    assert look.counts == {"new": 0, "changed": 0, "untouched": 2, "refused": 0}
    services.confirm(cast.desk1, look.staged.pk)
    assert Event.objects.filter(noun="petitions.petition").count() == 2


def test_a_changed_row_is_changed_field_by_field_and_can_be_taken_back(cast):
    confirmed(cast, workbook([line(1, 是否办结="阶段性办结"), line(2)]))
    changed = confirmed(cast, workbook([line(1), line(3)]))
    assert changed.summary == {"new": 1, "changed": 1, "untouched": 0, "refused": 0}
    assert Petition.objects.get(key="X3YP202405110001").state == "closed"
    services.undo(cast.desk1, changed.pk, reason="传错了文件")
    first = Petition.objects.get(key="X3YP202405110001")
    assert (first.state, first.closure, first.version) == ("stage_closed", "staged", 3)
    assert set(Petition.objects.values_list("key", flat=True)) == {
        "X3YP202405110001",
        "X3YP202405110002",
    }


def test_what_is_worked_on_in_the_system_is_not_overwritten(cast):
    petition = make.closed(cast)
    row = line(1, 受理编号=petition.number, 交办问题基本情况=petition.text, 是否办结="未办结")
    look = looked(cast, workbook([row]))
    assert look.counts["refused"] == 1
    assert "已在系统内办理" in look.verdicts[0].reason
    services.confirm(cast.desk1, settled(cast, look).staged.pk)
    assert make.fresh(petition).version == petition.version


def test_an_import_somebody_worked_on_stays(cast):
    heads = HEADS[:5]
    staged = confirmed(cast, workbook([line(1)[:5]], heads))
    petition = Petition.objects.get()
    make.handing.mark_duplicate(cast.desk1, petition.pk, of="D1")
    with pytest.raises(WrongState, match="已有人办理"):
        services.undo(cast.desk1, staged.pk, reason="撤销")
    assert Petition.objects.count() == 1
    assert StagedImport.objects.get(pk=staged.pk).state == "confirmed"


def test_a_number_twice_in_a_file_comes_in_once(cast):
    look = looked(cast, workbook([line(1), line(1, "另一件")]))
    assert [v.state for v in look.verdicts] == ["new", "refused"]
    assert "前面已经用过" in look.verdicts[1].reason


def test_rows_without_numbers_are_told_apart_by_batch_and_row(cast):
    look = looked(cast, workbook([line(1, 受理编号=""), line(2, 受理编号="")]))
    assert [doubt.id for doubt in look.open] == ["all-numbers"]
    with pytest.raises(NeedsUnmet):
        services.confirm(cast.desk1, look.staged.pk)
    assert Petition.objects.count() == 0
    services.confirm(cast.desk1, settled(cast, look).staged.pk)
    assert list(Petition.objects.values_list("key", "key_is_low")) == [
        ("10#1", True),
        ("10#2", True),
    ]


def test_a_file_that_names_no_batch_asks_for_it(cast):
    look = looked(cast, workbook([line(1)], title="群众信访举报件办理情况"))
    assert [doubt.id for doubt in look.open] == ["all-batch"]
    services.answer(cast.desk1, look.staged.pk, "all-batch", {"value": "第7批"})
    services.confirm(cast.desk1, look.staged.pk)
    assert PetitionBatch.objects.get().number == 7


def test_results_without_closure_are_asked_for_once(cast):
    heads = [head for head in HEADS if head != "是否办结"]
    rows = [[c for c, h in zip(line(n), HEADS, strict=True) if h != "是否办结"] for n in (1, 2)]
    look = looked(cast, workbook(rows, heads))
    assert [doubt.id for doubt in look.open] == ["all-closure"]
    services.answer(cast.desk1, look.staged.pk, "all-closure", {"value": "已办结"})
    services.confirm(cast.desk1, look.staged.pk)
    assert set(Petition.objects.values_list("state", flat=True)) == {"closed"}


def test_columns_about_the_complainant_are_left_out_and_the_upload_is_not_kept(cast):
    heads = (*HEADS, "举报人姓名", "联系电话")
    rows = [[*line(n), "张三丰", "13812345678"] for n in (1, 2)]
    look = looked(cast, workbook(rows, heads))
    kept = str([look.staged.rows, look.staged.pieces, look.staged.document])
    assert "张三丰" not in kept
    assert "13812345678" not in kept
    assert any("举报人姓名、联系电话" in p["message"] for p in look.staged.problems)
    assert not storage.path_of(look.staged.stored_name).exists()
    assert len(look.drafts) == 2


def test_a_telephone_in_the_words_is_struck_out_and_told(cast):
    look = looked(cast, workbook([line(1, "举报人李四方反映砂场扰民，电话13912345678。")]))
    assert look.drafts[0].text == "举报人***反映砂场扰民，电话***********。"
    assert any("2 处" in p["message"] or "已隐去" in p["message"] for p in look.findings)
    assert not storage.path_of(look.staged.stored_name).exists()


@pytest.mark.parametrize("name", ["county1", "unit1", "leader1", "discipline1"])
def test_only_the_desk_of_the_round_imports(cast, name):
    look = looked(cast, workbook([line(1)]))
    with pytest.raises((NotAllowed, services.Missing)):
        services.confirm(getattr(cast, name), look.staged.pk)
    assert Petition.objects.count() == 0
