"""The public table: eleven columns, nothing personal, and files that read back the same."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from docx import Document
from openpyxl import load_workbook

from petitions.models import Petition, PublishedPetition
from petitions.projection import HEADINGS
from petitions.public_table import cells, table_of
from petitions.services import publishing
from rectify.core import clock
from rectify.core.errors import NeedsUnmet
from rectify.desk.sql import PUBLIC_TABLES
from rectify.exchange.readers.reading import read
from rectify.exchange.writers.paper import write_paper
from rectify.exchange.writers.workbook import write_workbook
from tests import petition_factories as make

pytestmark = pytest.mark.django_db
OFFICIAL = [
    "序号", "受理编号", "交办问题基本情况", "行政区域", "问题类型", "调查核实情况",
    "是否属实", "办结目标", "处理和整改情况", "是否办结", "责任人被处理情况",
]  # fmt: skip
PUBLIC = {
    "petition_id", "round_code", "round_name", "batch_number", "batch_on", "title", "publisher",
    "serial", "number", "problem", "area", "types", "finding", "verdict", "target", "handling",
    "closure", "accountability", "published_at", "updated_at", "is_demo",
}  # fmt: skip


def written(kind: str) -> bytes:
    rows = PublishedPetition.objects.order_by("serial")
    out = io.BytesIO()
    if kind == "xlsx":
        write_workbook(table_of(rows.iterator(), rows[0]), out)
    else:
        write_paper(table_of(rows, rows[0]), out, date(2026, 11, 23))
    return out.getvalue()


def test_the_columns_are_the_official_ones_of_round_three():
    assert list(HEADINGS) == OFFICIAL


def test_the_projection_has_no_room_for_anything_internal():
    assert {field.name for field in PublishedPetition._meta.get_fields()} == PUBLIC
    assert PublishedPetition._meta.db_table in PUBLIC_TABLES


def test_a_published_row_says_in_words_what_the_review_let_stand(cast):
    make.published(cast)
    assert cells(PublishedPetition.objects.get()) == [
        "1", "X3YP202611230001", make.TEXT, "青崖县", "噪声、水",
        "1.夜间22时后仍在作业，昼夜各测一次，夜间超标2分贝。\n2.洗砂水未经沉淀排入河道。",
        "属实", "", "责令停止夜间作业，拆除排水口，罚款五万元。", "已办结", "无",
    ]  # fmt: skip


def test_words_that_tell_who_complained_stop_the_publishing(cast):
    petition = make.closed(cast, brought=make.answer(handling="已电话13812345678回访举报人。"))
    with pytest.raises(NeedsUnmet, match="手机号"):
        publishing.publish(cast.desk1, petition.pk)
    assert PublishedPetition.objects.count() == 0
    assert make.fresh(petition).version == petition.version


def test_a_batch_goes_out_without_the_rows_the_check_holds_back(cast):
    good = make.closed(cast, 1)
    make.closed(cast, 2, brought=make.answer(handling="联系人邮箱 a.b@example.com，已整改。"))
    make.replied(cast, 3)
    done = publishing.publish_batch(cast.desk1, good.batch_id)
    assert done.done == (good.pk,)
    assert len(done.held) == 1
    assert "电子邮箱" in done.held[0]
    assert list(PublishedPetition.objects.values_list("petition_id", flat=True)) == [good.pk]
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert publishing.publish_batch(cast.desk1, good.batch_id).done == ()


def test_the_workbook_reads_back_cell_for_cell(cast):
    make.published(cast, 1)
    make.published(cast, 2, text="反映=SUM(1,2)公司偷排。", area="石渡县")
    rows = read("petitions", written("xlsx"), "公开.xlsx").rows
    assert [row.cells["number"].value for row in rows] == ["X3YP202611230001", "X3YP202611230002"]
    assert [row.cells["finding"].value for row in rows] == [
        row.finding for row in PublishedPetition.objects.order_by("serial")
    ]
    assert [(row.verdict.value, row.closure.value) for row in rows] == [("true", "done")] * 2


def test_no_cell_of_the_workbook_is_a_formula(cast):
    make.published(cast)
    PublishedPetition.objects.update(problem='=HYPERLINK("x")', handling="+1", target="＝1")
    sheet = load_workbook(io.BytesIO(written("xlsx"))).active
    found = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
    assert found['\'=HYPERLINK("x")'] == found["'+1"] == found["'＝1"] == "s"
    assert set(found.values()) == {"s"}


def test_the_paper_follows_the_standard_and_holds_the_same_cells(cast):
    make.published(cast)
    content = written("docx")
    paper = Document(io.BytesIO(content))
    section = paper.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(m.mm) for m in margins] == [37, 35, 28, 26]
    grid = paper.tables[0]
    assert [cell.text for cell in grid.rows[0].cells] == OFFICIAL
    assert [c.text for c in grid.rows[1].cells] == cells(PublishedPetition.objects.get())
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "方正小标宋简体" in xml
    assert xml.count("w:tblHeader") == 1


def test_the_title_keeps_the_day_the_batch_was_first_published(cast):
    first, second = make.closed(cast, 1), make.closed(cast, 2)
    with clock.at(date(2026, 12, 3)):
        publishing.publish(cast.desk1, first.pk)
    with clock.at(date(2026, 12, 9)):
        publishing.publish(cast.desk1, second.pk)
    words = "第三轮省级督察群众信访举报转办和边督边改公开情况一览表（第1批 2026年12月3日）"
    assert set(PublishedPetition.objects.values_list("title", flat=True)) == {words}


def test_a_registered_petition_is_never_in_the_projection(cast):
    make.registered(cast)
    batch = Petition.objects.get().batch
    assert publishing.publish_batch(cast.desk1, batch.pk).done == ()
    assert PublishedPetition.objects.count() == 0
