"""Nothing half-written, two people at once, hostile files, the worker's own way."""

import threading
from dataclasses import replace

import pytest
from django.db import connection

from issues.importing import handing_in, services, writing
from issues.models import Issue, Measure, Plan, PlanAlias
from rectify.core.errors import Invalid, Missing, NotAllowed
from rectify.exchange import limited, receiving, storage
from rectify.exchange.models import StagedImport
from rectify.exchange.readers.errors import UnreadableFile
from rectify.exchange.receiving import Upload
from rectify.journal import outbox
from rectify.journal.models import Event, OutboxItem
from tests.db.importing import samples
from tests.db.importing.conftest import parsed

TABLES = (Plan, Issue, Measure, PlanAlias)


@pytest.mark.django_db
@pytest.mark.parametrize("at", [1, 2, 3])
def test_an_error_midway_leaves_nothing_of_the_import(desk, monkeypatch, at):
    staged = desk.stage(samples.word_table(), "整改清单.docx")
    calls, real = [], writing.Writer._measures

    def fail_at(self, *args):
        calls.append(1)
        if len(calls) == at:
            raise RuntimeError("power cut")
        real(self, *args)

    monkeypatch.setattr(writing.Writer, "_measures", fail_at)
    with pytest.raises(RuntimeError, match="power cut"):
        desk.confirm(staged)
    assert [table.objects.count() for table in TABLES] == [0, 0, 0, 0]
    assert not Event.objects.filter(noun="issues.issue").exists()
    staged.refresh_from_db()
    assert (staged.state, staged.receipt) == ("preview", "")
    monkeypatch.undo()
    assert desk.confirm(staged).summary["new"] == 3


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_act_once(desk):
    staged = desk.stage(samples.word_table(), "整改清单.docx")
    receipts, ready = [], threading.Barrier(2)

    def go():
        ready.wait()
        try:
            receipts.append(services.confirm(desk.cast.city1, staged.pk).receipt)
        finally:
            connection.close()

    _both(go)
    assert len(receipts) == 2
    assert len(set(receipts)) == 1
    assert (Plan.objects.count(), Issue.objects.count()) == (1, 3)


@pytest.mark.django_db(transaction=True)
def test_two_files_for_the_same_new_plan_at_once_make_one_plan(desk):
    first = desk.stage(samples.word_table(samples.ROWS[:2]), "一.docx")
    second = desk.stage(samples.word_table(samples.ROWS[2:]), "二.docx")
    waiting, ready = [first, second], threading.Barrier(2)

    def go():
        ready.wait()
        try:
            services.confirm(desk.cast.city1, waiting.pop().pk)
        finally:
            connection.close()

    _both(go)
    assert Plan.objects.count() == 1
    assert sorted(Issue.objects.values_list("serial", flat=True)) == ["1", "2", "3"]


def _both(go) -> None:
    threads = [threading.Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db
def test_only_the_office_of_the_division_works_on_it(desk):
    staged = desk.stage(samples.TEXT)
    for name in ("province1", "county1", "county2", "unit1"):
        with pytest.raises(Missing):
            services.answer(getattr(desk.cast, name), staged.pk, "r2-deadline", {"keep": True})
    for name in ("leader1", "desk1"):
        with pytest.raises(NotAllowed):
            services.confirm(getattr(desk.cast, name), staged.pk)
    staged.refresh_from_db()
    assert (staged.answers, staged.state) == ({}, "preview")


@pytest.mark.django_db
def test_only_an_office_hands_in(desk):
    target = handing_in.target_of(desk.cast.city1, round_code="sj3")
    with pytest.raises(NotAllowed):
        handing_in.upload_plan(desk.cast.leader1, Upload(b"x" * 9), target)
    with pytest.raises(Missing):
        handing_in.target_of(desk.cast.county2, round_code="sj3")
    assert StagedImport.objects.count() == 0


@pytest.mark.django_db
def test_the_worker_reads_what_the_outbox_owes(desk, tasks_loaded):
    target = handing_in.target_of(desk.cast.city1, round_code="sj3")
    upload = Upload(samples.word_table(), "整改清单.docx")
    staged, _new = handing_in.upload_plan(desk.cast.city1, upload, target)
    duty = OutboxItem.objects.get(kind="exchange.read")
    assert duty.payload == {"import_id": staged.pk}
    assert outbox.deliver_due() == 1
    staged.refresh_from_db()
    assert (staged.state, len(staged.rows)) == ("preview", 3)
    before = staged.version
    receiving.read(staged.pk)
    staged.refresh_from_db()
    assert staged.version == before


@pytest.mark.django_db
def test_what_cannot_be_read_says_why(desk):
    target = handing_in.target_of(desk.cast.city1, round_code="sj3")
    staged, _new = handing_in.upload_plan(desk.cast.city1, Upload(b"x" * 99, "a.txt"), target)

    def refuse(asked):
        raise UnreadableFile("表格损坏，请另存后再上传。")

    row = receiving.read(staged.pk, refuse)
    assert row.state == "unreadable"
    assert row.problems == [{"place": "", "message": "表格损坏，请另存后再上传。"}]
    again, new = handing_in.upload_plan(desk.cast.city1, Upload(b"x" * 99, "a.txt"), target)
    assert (new, again.pk != row.pk) == (True, True)


@pytest.mark.django_db
def test_an_upload_is_stored_privately_and_a_full_disk_leaves_no_row(desk, monkeypatch):
    staged = desk.stage(samples.TEXT)
    path = storage.path_of(staged.stored_name)
    assert path.read_bytes() == samples.TEXT.encode()
    assert (path.stat().st_mode & 0o777, storage.folder().stat().st_mode & 0o777) == (0o600, 0o700)
    assert staged.stored_name not in ("", staged.file_name)

    def full(part, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage, "_write", full)
    with pytest.raises(Invalid, match="存储空间"):
        desk.stage(samples.OVERALL)
    assert StagedImport.objects.count() == 1
    assert not list(storage.folder().glob("*.part"))


def test_a_file_is_parsed_in_a_process_of_its_own(tmp_path):
    path = tmp_path / "stored"
    path.write_bytes(samples.word_table())
    asked = limited.Asked(path, "plan", "整改清单.docx")
    assert limited.parse(asked) == parsed(asked)


def test_a_parser_without_end_is_stopped(tmp_path):
    path = tmp_path / "stored"
    path.write_bytes(samples.word_table())
    with pytest.raises(UnreadableFile, match="超时"):
        limited.parse(limited.Asked(path, "plan", "整改清单.docx"), wall=0.01)


@pytest.mark.django_db
def test_an_answer_to_one_doubt_does_not_undo_a_colleagues_on_another(desk):
    staged = desk.stage(samples.TEXT)
    colleague = replace(desk.cast.city1, person="别人甲")
    unit = next(d.id for d in desk.look(staged).doubts if d.kind == "unit")
    services.answer(colleague, staged.pk, unit, {"keep": True})
    services.answer(desk.cast.city1, staged.pk, "r2-deadline", {"keep": True})
    staged.refresh_from_db()
    assert {kept["by"] for kept in staged.answers.values()} == {"别人甲", "李某某"}
