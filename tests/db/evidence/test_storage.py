"""File and row agree, whatever happens in between."""

import errno
import os
import shutil
import stat
import subprocess
from contextlib import closing

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction

from rectify.core.errors import Missing
from rectify.evidence import integrity, storage, tasks
from rectify.evidence.models import StoredFile
from rectify.evidence.views import serve
from rectify.journal.models import AuditEntry, Heartbeat
from tests.db.evidence import samples as made


def test_a_kept_photo_is_one_original_and_two_copies_under_a_random_name(keep, stored_paths):
    row = keep("整改后.jpg", made.jpg())
    name = row.stored_name
    assert stored_paths() == [name, f"{name}.display.jpg", f"{name}.thumb.jpg"]
    assert len(name) == 32
    assert "整改" not in name


def test_nobody_else_on_the_machine_may_read_it(keep, files):
    row = keep("整改后.jpg", made.jpg())
    path = storage.path_of(row.stored_name)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_row_says_who_and_the_audit_trail_what(keep):
    row = keep("报告.pdf", made.pdf())
    assert (row.person_id, row.person) == (7, "李经办")
    entry = AuditEntry.objects.get(action="evidence.store")
    assert (entry.object_id, entry.detail["sha256"]) == (row.pk, row.sha256)
    assert "original_name" not in entry.detail


def test_the_same_bytes_sent_twice_are_two_rows_with_one_hash(keep):
    first, second = keep("前.jpg", made.jpg()), keep("后.jpg", made.jpg())
    assert first.sha256 == second.sha256
    assert first.stored_name != second.stored_name


def test_a_sealed_row_cannot_be_changed_in_the_database(keep):
    row = keep("报告.pdf", made.pdf())
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        StoredFile.objects.filter(pk=row.pk).update(sha256="0" * 64)
    row.refresh_from_db()
    assert row.sha256 != "0" * 64


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_and_leaves_neither_row_nor_file(keep, stored_paths, monkeypatch, code):
    def full(_descriptor):
        raise OSError(code, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(storage.StorageFull, match="存储空间不足") as refused:
        keep("整改后.jpg", made.jpg())
    assert refused.value.status == 507
    assert stored_paths() == []
    assert not StoredFile.objects.exists()


@pytest.fixture
def small_disk(tmp_path, monkeypatch):
    """A real file system of one megabyte, where the machine lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine does not let the test mount a small disk")
    monkeypatch.setattr(settings.ENV, "var", place)
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_really_full_disk_is_told_and_the_next_small_file_still_fits(keep, small_disk):
    with pytest.raises(storage.StorageFull):
        keep("大.pdf", made.pdf(b"/X(" + b"0" * 2_000_000 + b")"))
    assert [p for p in small_disk.rglob("*") if p.is_file()] == []
    assert keep("小.pdf", made.pdf()).pk == StoredFile.objects.get().pk


@pytest.mark.parametrize("step", ["rename", "chmod"])
def test_a_failure_while_renaming_takes_the_row_back(keep, monkeypatch, step):
    from pathlib import Path

    def broken(*_args):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(Path, step, broken)
    with pytest.raises(OSError, match="broken"):
        keep("整改后.jpg", made.jpg())
    assert not StoredFile.objects.exists()


def test_a_rolled_back_row_leaves_an_orphan_the_sweeper_takes_after_its_grace(keep, stored_paths):
    kept = keep("留下.jpg", made.jpg())
    with transaction.atomic():
        keep("撤销.jpg", made.jpg())
        transaction.set_rollback(True)
    assert len(stored_paths()) == 6
    assert integrity.sweep_orphans(grace_hours=1) == 0
    assert integrity.sweep_orphans(grace_hours=-1) == 3
    assert [name[:32] for name in stored_paths()] == [kept.stored_name] * 3


def test_an_upload_cut_off_half_way_is_swept(db, files, stored_paths):
    left = files / storage.INCOMING / "tmpabc"
    left.mkdir(parents=True)
    (left / "original").write_bytes(b"half")
    assert integrity.sweep_orphans(grace_hours=1) == 0
    assert integrity.sweep_orphans(grace_hours=-1) == 1
    assert stored_paths() == []


def test_sealed_hashes_verify_and_damage_is_reported(keep):
    good, lost, changed = (keep(f"{n}.pdf", made.pdf()) for n in "甲乙丙")
    storage.path_of(lost.stored_name).unlink()
    path = storage.path_of(changed.stored_name)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    found = [(p.file_id, p.original_name, p.what) for p in integrity.verify().problems]
    assert found == [(lost.pk, "乙.pdf", "missing"), (changed.pk, "丙.pdf", "changed")]
    assert integrity.verify(after=changed.pk) == integrity.Checked((), 0, changed.pk)
    assert integrity.verify(most=1) == integrity.Checked((), 1, good.pk)


@pytest.mark.parametrize(
    ("variant", "kind", "shown"),
    [("original", "image/jpeg", "attachment"), ("display", "image/jpeg", "inline"),
     ("thumb", "image/jpeg", "inline")],
)  # fmt: skip
def test_a_served_file_is_harmless_to_the_browser(keep, variant, kind, shown):
    with closing(serve(keep("整改后（3月）.jpg", made.jpg()), variant)) as response:
        name = "filename*=utf-8''%E6%95%B4%E6%94%B9%E5%90%8E%EF%BC%883%E6%9C%88%EF%BC%89.jpg"
        assert response["Content-Disposition"] == f"{shown}; {name}"
        assert response["Content-Type"] == kind
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["Cache-Control"] == "private, no-store"


def test_the_original_is_served_byte_for_byte(keep):
    sent = made.xlsx()
    with closing(serve(keep("台账.xlsx", sent))) as response:
        assert b"".join(response.streaming_content) == sent
        assert response["Content-Length"] == str(len(sent))


def test_a_document_has_no_copies_and_no_other_variants(keep):
    row = keep("台账.xlsx", made.xlsx())
    for variant in ("display", "thumb", "../../secret"):
        with pytest.raises(Missing):
            serve(row, variant)


def test_a_row_whose_file_is_gone_says_so(keep):
    row = keep("台账.xlsx", made.xlsx())
    storage.path_of(row.stored_name).unlink()
    with pytest.raises(Missing, match="在服务器上找不到"):
        serve(row)


def test_the_nightly_check_goes_on_where_it_stopped_and_audits_damage(keep, monkeypatch):
    monkeypatch.setattr(tasks, "SLICE", 2)
    rows = [keep(f"{n}.pdf", made.pdf()) for n in "甲乙丙"]
    storage.path_of(rows[2].stored_name).unlink()
    tasks.verify()
    assert Heartbeat.objects.get(part=tasks.VERIFIED).detail == {"after": rows[1].pk}
    tasks.verify()
    assert Heartbeat.objects.get(part=tasks.VERIFIED).detail == {"after": 0}
    entry = AuditEntry.objects.get(action="evidence.damaged")
    assert (entry.object_id, entry.result, entry.person) == (rows[2].pk, "missing", "系统")


def test_tidying_twice_does_no_harm(keep, stored_paths):
    keep("整改后.jpg", made.jpg())
    tasks.tidy()
    tasks.tidy()
    assert len(stored_paths()) == 3
    assert Heartbeat.objects.get(part="evidence.tidy").detail == {"removed": 0}
