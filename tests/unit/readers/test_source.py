"""Every kind of file becomes the same shape, and each piece knows its place."""

import zipfile
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.comments import Comment

from rectify.exchange.readers import read, read_text
from rectify.exchange.readers.source import Table
from rectify.exchange.readers.source.numbering import chinese
from rectify.exchange.readers.source.opened import open_source
from tests.unit.readers.makers import make_docx, make_pdf, make_xlsx


def saved(thing: object) -> bytes:
    """Return a workbook's or document's bytes."""
    out = BytesIO()
    thing.save(out)
    return out.getvalue()


def the_table(data: bytes, name: str) -> Table:
    """Return the only table of a file."""
    (table,) = open_source(data, name).tables()
    return table


def test_a_cell_over_several_rows_and_columns_is_the_same_cell_in_each():
    table = the_table(make_xlsx([["甲", None, "乙"], [None, None, "丙"]], ["A1:B2"]), "a.xlsx")

    assert table.rows[1].cells[1] is table.rows[0].cells[0]
    assert [cell.text for cell in table.rows[1].filled()] == ["甲", "丙"]


def test_a_word_cell_merged_down_and_across_is_the_same_cell_in_each():
    document = docx.Document()
    word = document.add_table(rows=2, cols=3)
    word.cell(0, 0).merge(word.cell(1, 1)).text = "甲"
    word.cell(1, 2).text = "丙"

    table = the_table(saved(document), "a.docx")

    assert table.rows[1].cells[1] is table.rows[0].cells[0]
    assert table.rows[1].cells[2].place == "表1 第2行第3列"


def test_a_date_cell_is_a_date_and_a_number_stays_a_number():
    table = the_table(make_xlsx([[date(2024, 6, 30), 45473, 3.5, "2024.10"]]), "a.xlsx")

    assert [(cell.text, cell.day) for cell in table.rows[0].cells] == [
        ("2024年6月30日", date(2024, 6, 30)), ("45473", None), ("3.5", None), ("2024.10", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "shown", ["yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "m/d/yy", "[$-804]yyyy年mm月"]
)
def test_a_date_is_known_by_its_format_in_whatever_pattern(shown):
    book = openpyxl.Workbook()
    book.active["A1"] = date(2024, 6, 30)
    book.active["A1"].number_format = shown

    assert the_table(saved(book), "a.xlsx").rows[0].cells[0].day == date(2024, 6, 30)


def test_a_percentage_and_a_long_number_are_read_as_shown():
    book = openpyxl.Workbook()
    book.active.append([0.85, "430102199001011234"])
    book.active["A1"].number_format = "0%"

    assert [c.text for c in the_table(saved(book), "a.xlsx").rows[0].cells] == [
        "85%", "430102199001011234",
    ]  # fmt: skip


def test_hidden_rows_and_sheets_are_read_and_told():
    book = openpyxl.Workbook()
    for row in (
        ["序号", "反馈问题", "整改措施", "责任单位"],
        [1, "甲", "做", "县局"],
        [2, "乙", "做", "县局"],
    ):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True

    document = read("plan", saved(book), "a.xlsx")
    told = {problem.place: problem.message for problem in document.problems}

    assert [row.number.value for row in document.rows] == ["1", "2"]
    assert told["Sheet!3行"].startswith("这一行是隐藏行")


def test_a_formula_error_is_told_with_its_cell():
    book = openpyxl.Workbook()
    book.active.append(["序号", "反馈问题", "整改措施", "责任单位"])
    book.active.append([1, "甲", "做", "=1/0"])
    data = saved(book)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                text = text.replace(b'<c r="D2"><f>1/0</f><v></v></c>',
                                    b'<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>')  # fmt: skip
                text = text.replace(b'<c r="D2"><f>1/0</f><v /></c>',
                                    b'<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>')  # fmt: skip
            new.writestr(name, text)

    document = read("plan", out.getvalue(), "a.xlsx")

    assert ("Sheet!D2", "#DIV/0!") in [(p.place, p.values.get("text")) for p in document.problems]
    assert document.rows[0].lead_units.value == ()


def test_a_note_on_a_cell_goes_with_it():
    book = openpyxl.Workbook()
    book.active["A1"] = "甲"
    book.active["A1"].comment = Comment("待核", "某人")

    assert the_table(saved(book), "a.xlsx").rows[0].cells[0].note == "待核"


def test_the_numbers_word_makes_itself_are_read():
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(
        f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))  # fmt: skip
    for issue in ("河道断流", "山体破损"):
        heading = document.add_paragraph(issue)
        heading._p.get_or_add_pPr().append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'))  # fmt: skip
        for line in ("整改目标：修复", "整改时限：2024年6月底前", "责任单位：县水利局"):
            document.add_paragraph(line)

    rows = read("plan", saved(document), "a.docx").rows

    assert [(row.number.value, row.issue.value) for row in rows] == [
        ("1", "河道断流"), ("2", "山体破损"),
    ]  # fmt: skip


def test_deleted_text_is_not_read_and_inserted_text_is():
    document = docx.Document()
    paragraph = document.add_paragraph("整改")
    paragraph._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>旧</w:delText></w:r></w:del>")
    )
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>方案</w:t></w:r></w:ins>"))

    assert [p.text for p in open_source(saved(document), "a.docx").paragraphs()] == ["整改方案"]


def test_web_junk_around_a_pasted_page_is_dropped_and_its_date_kept():
    text = "登录 退出\n某县整改方案\n2021-09-30 17:10\n来源: 某局 访问量:\n打印\n扫一扫在手机打开\n正文。"

    document = read_text("plan", text)

    assert [piece.text for piece in document.pieces] == ["某县整改方案", "正文。"]
    assert document.dated_on == date(2021, 9, 30)


def test_a_pasted_row_torn_by_line_breaks_in_a_cell_is_put_together():
    text = ("序号\t反馈问题\t整改措施\t整改时限\n"
            "1\t河道断流\t1.补水\n2.清淤\t2024年6月底前\n2\t山体破损\t1.复绿\t立行立改")  # fmt: skip

    rows = read_text("plan", text).rows

    assert [[m.text for m in row.measures] for row in rows] == [["补水", "清淤"], ["复绿"]]
    assert [row.deadline.text for row in rows] == ["2024年6月底前", "立行立改"]


def test_a_pdf_list_goes_on_over_the_page_and_a_torn_row_is_put_together():
    head = ["序号", "反馈问题", "整改目标", "整改措施", "整改时限", "责任单位"]
    data = make_pdf([
        ["某县整改清单", [head, ["1", "扬尘", "抑尘", "1.洒水", "2024年6月底前", "县住建"]]],
        [[["", "", "", "2.覆盖", "", "局"], ["2", "油烟", "达标", "1.清洗", "立行立改", "县城管局"]]],
    ])  # fmt: skip

    first, second = read("plan", data, "a.pdf").rows

    assert [m.text for m in first.measures] == ["洒水", "覆盖"]
    assert first.lead_units.value == ("县住建局",)
    assert second.place == "第2页表1 第2行"


def test_radicals_a_pdf_writes_for_characters_are_made_the_characters_again():
    (row,) = read("plan", make_pdf([["一、⾬污不分", "整改⽬标：分流", "整改时限：⽴⾏⽴改",
                                     "责任单位：⻘崖县⼈⺠政府"]]), "a.pdf").rows  # fmt: skip

    assert (row.issue.value, row.goal.value, row.deadline.value.kind) == (
        "雨污不分",
        "分流",
        "immediate",
    )
    assert row.lead_units.value == ("青崖县人民政府",)


def test_a_text_prefix_our_exports_write_against_formulas_is_taken_off():
    table = the_table(make_xlsx([["'=1+1", "'@甲", "'单引号"]]), "a.xlsx")

    assert [cell.text for cell in table.rows[0].cells] == ["=1+1", "@甲", "'单引号"]


def test_a_frame_around_the_page_is_no_table():
    document = docx.Document()
    frame = document.add_table(rows=1, cols=1).cell(0, 0)
    frame.paragraphs[0].text = "某县整改清单"
    inner = frame.add_table(rows=2, cols=3)
    for row, values in zip(inner.rows, (["序号", "反馈问题", "整改措施"], ["1", "扬尘", "洒水"]),
                           strict=True):  # fmt: skip
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value

    (row,) = read("plan", saved(document), "a.docx").rows

    assert (row.number.value, row.issue.value) == ("1", "扬尘")


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (45, "四十五")])
def test_chinese_numbers_are_written_as_word_does(number, words):
    assert chinese(number) == words


def test_a_document_given_by_path_keeps_its_name(tmp_path):
    path = tmp_path / "清单.docx"
    path.write_bytes(make_docx([["序号", "反馈问题", "整改措施"], ["1", "扬尘", "洒水"]]))

    assert open_source(path).filename == "清单.docx"
