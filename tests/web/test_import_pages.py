"""Around an import: the list of all, the upload, the wait, the reader's remarks in English."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from rectify.core import clock
from rectify.exchange import receiving
from rectify.exchange.models import StagedImport
from rectify.exchange.readers.errors import UnreadableFile
from tests.db.importing import samples
from tests.db.importing.conftest import parsed
from tests.web.test_imports import hand_in

pytestmark = pytest.mark.django_db


def in_english(client, url: str) -> str:
    client.cookies["django_language"] = "en"
    with translation.override("en"):  # what the request activates is put back
        return client.get(url).content.decode()


def test_what_the_reader_remarks_reads_in_english_with_its_values(office, round_):
    doubled = (*samples.ROWS[:2], ("2", *samples.ROWS[2][1:]))
    file = SimpleUploadedFile("清单.xlsx", samples.workbook(doubled))
    office.post("/imports/upload/", {"round": round_.pk, "file": file})
    staged = receiving.read(StagedImport.objects.get().pk, parsed)
    assert (
        "序号 2 出现 2 次。请核对并改正。" in office.get(f"/imports/{staged.pk}/").content.decode()
    )
    page = in_english(office, f"/imports/{staged.pk}/")
    assert "Number 2 appears 2 times. Check and correct it." in page
    assert "出现 2 次" not in page


def test_a_file_that_could_not_be_read_says_so_in_english_too(office, round_):
    file = SimpleUploadedFile("清单.xlsx", samples.workbook())
    office.post("/imports/upload/", {"round": round_.pk, "file": file})

    def refuse(asked):
        raise UnreadableFile("文件超过 %(mb)d MB。请删去图片或拆分后再上传。", mb=50)

    staged = receiving.read(StagedImport.objects.get().pk, refuse)
    assert "文件超过 50 MB。" in office.get(f"/imports/{staged.pk}/").content.decode()
    page = in_english(office, f"/imports/{staged.pk}/")
    assert "50 MB" in page
    assert "文件超过" not in page


def test_an_upload_by_script_is_told_where_its_page_is(office, round_):
    file = SimpleUploadedFile("清单.xlsx", samples.workbook())
    sent = {"round": round_.pk, "file": file}
    answer = office.post("/imports/upload/", sent, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    staged = StagedImport.objects.get()
    assert answer.json() == {"url": f"/imports/{staged.pk}/"}
    refused = office.post(
        "/imports/upload/", {"round": round_.pk}, HTTP_X_REQUESTED_WITH="XMLHttpRequest"
    )
    assert refused.status_code == 400
    assert "error-sum" in refused.content.decode()


def test_while_it_is_read_the_page_says_what_came_and_what_is_done(office, round_):
    file = SimpleUploadedFile("清单.xlsx", samples.workbook())
    office.post("/imports/upload/", {"round": round_.pk, "file": file})
    url = f"/imports/{StagedImport.objects.get().pk}/"
    page = office.get(url).content.decode()
    assert "收到文件，" in page
    assert "正在逐项读出内容、时限、单位和措施" in page
    assert "比平时久" not in page
    StagedImport.objects.update(at=clock.now() - timedelta(seconds=40))
    page = office.get(url).content.decode()
    assert "已 40 秒" in page
    assert "比平时久" in page


def test_the_list_tells_what_waits_from_what_is_done(office, round_):
    url = hand_in(office, round_, samples.OVERALL)
    other = hand_in(office, round_)
    office.post(f"{other}discard/")
    page = office.get("/imports/").content.decode()
    assert re.search(r"待办理 <b>1</b>.*已放弃 <b>1</b>", page, re.DOTALL)
    waiting = office.get("/imports/?show=open").content.decode()
    assert (f'href="{url}"' in waiting, f'href="{other}"' in waiting) == (True, False)
    assert "没有这一类的导入" in office.get("/imports/?show=undone").content.decode()


def test_the_office_finds_every_way_in_from_the_list(office, round_):
    page = office.get("/imports/").content.decode()
    assert 'href="/imports/upload/"' in page
    assert 'href="/petitions/imports/new/"' in page
    upload = office.get("/imports/upload/").content.decode()
    assert 'href="/petitions/imports/new/"' in upload
