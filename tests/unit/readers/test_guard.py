"""What an office may upload by mistake or malice is refused quickly, with a Chinese sentence."""

import stat
import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rectify.exchange.readers import UnreadableFile, read
from rectify.exchange.readers.asjson import document_json
from tests.unit.readers.makers import make_docx, make_pdf, make_xlsx

SHEET = make_xlsx([["序号", "反馈问题", "整改措施"], [1, "甲", "做甲"], [2, "乙", "做乙"]])
LETTER = make_docx("方案", [["序号", "反馈问题", "整改措施"], ["1", "甲", "做甲"]])
PAGE = make_pdf([["方案", [["序号", "反馈问题", "整改措施"], ["1", "甲", "做甲"]]]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512


def with_entry(name: str, data: bytes, base: bytes = SHEET, **changes: object) -> bytes:
    """Return an archive with one entry added or replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(base)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        for key, value in changes.items():
            setattr(info, key, value)
        new.writestr(info, data)
    return out.getvalue()


def sheet_of(rows: str) -> bytes:
    """Return the workbook with its sheet's rows replaced."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    xml = f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>"
    return with_entry("xl/worksheets/sheet1.xml", xml.encode())


def refusal(data: bytes, name: str) -> str:
    """Return the sentence a file is refused with; it must come within two seconds."""
    begun = time.perf_counter()
    with pytest.raises(UnreadableFile) as caught:
        read("plan", data, name)
    assert time.perf_counter() - begun < 2
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.xlsx", "文件是空的"),
        (b"\x00" * 400, "a.docx", "文件是空的"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "另存为 .docx 后再上传"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "另存为 .xlsx 后再上传"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "打开密码"),
        (SHEET, "a.docx", "内容却是 Excel 文件"),
        (LETTER, "a.xlsx", "内容却是 Word 文件"),
        (b"%PDF-1.4\n", "a.docx", "内容却是 PDF 文件"),
        ("序号".encode(), "a.xlsx", "内容却是 文本 文件"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.png", "不能读取这种文件（图片）"),
        (SHEET[: len(SHEET) // 2], "a.xlsx", "文件已损坏"),
        (b"PK\x03\x04" + b"x" * 200, "a.xlsx", "文件已损坏"),
        (b"%PDF-1.4\ngarbage", "a.pdf", "文件已损坏"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused_with_advice(data, name, says):
    assert says in refusal(data, name)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (with_entry("../../etc/passwd", b"x"), "内部路径越界"),
        (with_entry("/etc/passwd", b"x"), "内部路径越界"),
        (with_entry("xl/a.xml", b"b.xml", external_attr=(stat.S_IFLNK | 0o777) << 16), "符号链接"),
        (with_entry("xl/vbaProject.bin", b"x"), "带有宏"),
        (with_entry("xl/externalLinks/externalLink1.xml", b"<a/>"), "外部链接"),
        (with_entry("xl/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "实体定义"),
        (with_entry("xl/a.xml", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16")),
         "实体定义"),
        (with_entry("xl/_rels/a.rels", b'<Relationship Type="x/image" TargetMode="External"/>'),
         "外部链接"),
        (with_entry("xl/media/a.xml", b"\x00" * 30_000_000), "压缩比过高"),
    ],
)  # fmt: skip
def test_an_archive_that_could_do_harm_is_refused_before_parsing(data, says):
    assert says in refusal(data, "a.xlsx")


def test_an_archive_with_too_many_entries_is_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(2_001):
            archive.writestr(f"xl/{number}.xml", b"")

    assert "上限 2000 个" in refusal(out.getvalue(), "a.xlsx")


def test_a_bomb_that_lies_about_its_size_is_refused():
    honest = with_entry("xl/worksheets/sheet1.xml", b"A" * 3_000_000)
    size = (3_000_000).to_bytes(4, "little")

    assert refusal(honest.replace(size, (100).to_bytes(4, "little")), "a.xlsx")


def test_two_entries_over_the_same_bytes_are_refused():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", b"a" * 5000)
        archive.writestr("xl/b.xml", b"b" * 10)
        archive.filelist[1].header_offset = archive.filelist[0].header_offset + 20

    assert "内部文件重叠" in refusal(out.getvalue(), "a.xlsx")


def test_a_sheet_of_a_million_rows_is_refused():
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n * 7919}</v></c></row>' for n in range(1, 60_001)
    )

    assert "超过 50000 行" in refusal(sheet_of(rows), "a.xlsx")


def test_a_sheet_that_reaches_the_last_column_is_refused():
    assert "列数过多" in refusal(sheet_of('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "a.xlsx")


def test_a_row_of_endless_empty_cells_is_refused():
    assert "列数过多" in refusal(sheet_of("<row>" + '<c s="1"/>' * 20_001 + "</row>"), "a.xlsx")


def test_a_text_of_endless_lines_is_refused_and_not_cut():
    assert "文字超过 60000 行" in refusal("甲\n".encode() * 60_001, "a.txt")


def test_a_million_formatted_but_empty_rows_do_no_harm():
    rows = '<row r="1"><c r="A1" t="str"><v>甲</v></c></row>' + "".join(
        f'<row r="{n}" s="{n}"/>' for n in range(2, 60_000)
    )

    assert read("plan", sheet_of(rows), "a.xlsx").rows == ()


def test_a_scanned_pdf_is_told_to_be_one():
    assert "扫描件" in refusal(make_pdf([[]]), "a.pdf")


def test_text_in_gbk_and_utf16_is_read():
    text = "某县清单\n序号\t反馈问题\t整改措施\n1\t河道断流\t生态补水"

    for encoding in ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"):
        (row,) = read("plan", text.encode(encoding), "a.txt").rows
        assert row.issue.value == "河道断流"


CHANGES = st.lists(
    st.tuples(st.integers(0, 1 << 20), st.integers(0, 255), st.integers(1, 60)), max_size=25
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([(SHEET, "a.xlsx"), (LETTER, "a.docx"), (PAGE, "a.pdf"),
                     ("序号\t反馈问题\n1\t甲".encode(), "a.txt")]),
    CHANGES,
    st.integers(1, 1 << 20),
    st.sampled_from(["plan", "ledger", "petitions", "signoff"]),
)  # fmt: skip
def test_a_damaged_file_is_read_or_refused_and_nothing_else(file, changes, cut, kind):
    data, name = bytearray(file[0]), file[1]
    for place, value, length in changes:
        place %= len(data)
        if length % 3:
            data[place] = value
        else:
            data[place : place + length] = data[place : place + length][::-1]
    if cut % 5 == 0:
        data = data[: cut % len(data)]
    try:
        document_json(read(kind, bytes(data), name))
    except UnreadableFile as error:
        assert str(error).endswith("。")  # noqa: PT017 - both ways are right


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["plan", "ledger", "petitions", "signoff"]))
def test_any_pasted_text_is_read(text, kind):
    from rectify.exchange.readers import read_text

    assert document_json(read_text(kind, text))["kind"] == kind


FOREIGN = "".join(f'<x a="{n * 7919 % 1000003}"/>' for n in range(1_100_000))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", sheet_of(FOREIGN)),
        ("a.xlsx", sheet_of(f'<row r="1"><c r="A1">{FOREIGN}</c></row>')),
        ("a.xlsx", with_entry("xl/styles.xml", f"<styleSheet>{FOREIGN}</styleSheet>".encode())),
        (
            "a.docx",
            with_entry("word/document.xml", f"<document>{FOREIGN}</document>".encode(), LETTER),
        ),
    ],
)
def test_a_part_of_a_million_elements_is_refused_before_parsing(name, data):
    assert "文件内部标记过多" in refusal(data, name)


def test_an_honest_workbook_of_ten_thousand_rows_is_read():
    def line(values):
        cells = (f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in values)
        return f"<row>{''.join(cells)}</row>"

    head = line(["序号", "反馈问题", "整改目标", "整改措施", "责任单位"])
    rows = (line([n, f"第{n}处垃圾", "清零", f"清运{n}吨", "县水利局"]) for n in range(1, 10_001))

    found = read("plan", sheet_of(head + "".join(rows)), "a.xlsx").rows

    assert (len(found), found[-1].issue.value) == (10_000, "第10000处垃圾")


def test_a_table_of_many_empty_cells_takes_time_by_its_size_and_not_by_its_square():
    rows = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 20 + "</w:tr>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ids = "".join(rows.replace("<w:p/>", f'<w:p w:id="{n * 7919 % 99991}"/>') for n in range(2000))
    xml = f"<w:document {space}><w:body><w:tbl>{ids}</w:tbl></w:body></w:document>"

    begun = time.process_time()
    assert read("plan", with_entry("word/document.xml", xml.encode(), LETTER), "a.docx").rows == ()

    assert time.process_time() - begun < 10
