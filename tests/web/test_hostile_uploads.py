"""Dangerous files at the door of the import page: refused with a sentence, nothing kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bench.importing import hostile
from issues import kinds
from issues.services.rounds import open_round
from rectify.exchange import storage
from rectify.exchange.models import StagedImport
from rectify.signoff import presets

pytestmark = pytest.mark.django_db
FILES = hostile()
WORDS = {
    "archive bomb": "解压后过大",
    "entities and macros": "宏",
    "zero bytes": "空",
    "wrong ending": "扩展名",
    "old office": "另存为 .docx",
    "behind a password": "密码",
    "50 MB and one": "50 MB",
    "binary": "编码",
}


@pytest.mark.parametrize("kind", ["plan", "ledger"])
@pytest.mark.parametrize("name", list(FILES))
def test_a_hostile_file_is_refused_with_what_to_do(
    client_of, cast, name, kind, monkeypatch, tmp_path
):
    monkeypatch.setattr(storage, "folder", lambda: tmp_path)
    presets.load()
    kinds.load()
    round_ = open_round(cast.city1, code="sj3", name="第三轮省级督察", kind_code="provincial")
    data, file_name = FILES[name]
    sent = {"round": round_.pk, "kind": kind, "file": SimpleUploadedFile(file_name, data)}
    answer = client_of("city1").post("/imports/upload/", sent)
    assert answer.status_code == 400
    assert WORDS[name] in answer.content.decode()
    assert StagedImport.objects.count() == 0
    assert list(tmp_path.iterdir()) == []
