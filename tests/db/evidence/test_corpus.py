"""Files that pretend are refused with a reason that says how to mend it; nothing is kept."""

import pytest

from rectify.core.errors import Invalid
from rectify.evidence.models import StoredFile
from rectify.journal.models import AuditEntry
from tests.db.evidence import samples as made

PROGRAM_NAMES = ["现场.exe", "a.js", "a.bat", "a.sh", "a.php", "a.msi", "a.lnk", "a.py", "a.apk"]

REFUSED_NAMES = [
    *((name, "不接收 .") for name in PROGRAM_NAMES),
    ("网页.html", "不接收 .html"),
    ("图.svg", "不接收 .svg"),
    ("方案.doc", "另存为 .docx"),
    ("方案.wps", "另存为 .docx"),
    ("台账.xls", "另存为 .xlsx"),
    ("台账.et", "另存为 .xlsx"),
    ("方案.docm", "不带宏"),
    ("台账.xlsm", "不带宏"),
    ("通知.ofd", "另存为 PDF"),
    ("截图.gif", "另存为 .jpg 或 .png"),
    ("截图.webp", "另存为 .jpg 或 .png"),
    ("材料.zip", "逐个上传"),
    ("材料.rar", "逐个上传"),
    ("现场.mp4", "暂不接收音频和视频"),
    ("没有扩展名", "没有扩展名"),
    (".jpg", "没有扩展名"),
    ("照片.jpg.", "不接收 ."),
    ("", "文件名为空"),
    ("照片.exe.jpg", "两个扩展名"),
    ("照片.php.png", "两个扩展名"),
    ("照片.html .jpg", "两个扩展名"),
    ("照片.jpg.exe", "不接收 .exe"),
    ("照片\0.jpg", "控制字符"),
    ("照片.php\0.jpg", "控制字符"),
    ("照片\n.jpg", "控制字符"),
    ("照片\u202egpj.exe.jpg", "文字方向"),
    ("照片\u2066.jpg", "文字方向"),
    ("..\\..\\照片.jpg", "路径"),
    ("../../etc/照片.jpg", "路径"),
    ("C:\\照片.jpg", "路径"),
    ("长" * 300 + ".jpg", "缩短到 120 个字"),
]


@pytest.mark.parametrize(("name", "reason"), REFUSED_NAMES)
def test_a_name_that_hides_or_claims_too_much_is_refused(keep, stored_paths, name, reason):
    with pytest.raises(Invalid, match=reason):
        keep(name, made.jpg())
    assert stored_paths() == []
    assert not StoredFile.objects.exists()


def many_entries():
    return made.docx(**{f"word/media/{n}": b"" for n in range(2100)})


REFUSED_CONTENTS = [
    ("零字节.jpg", lambda: b"", "0 字节"),
    ("网页.jpg", lambda: made.HTML, "内容是网页"),
    ("矢量.png", lambda: made.SVG, "内容是网页"),
    ("脚本.jpg", lambda: b"alert(document.cookie)", "不是JPG"),
    ("程序.jpg", lambda: made.EXE, "内容是程序"),
    ("程序.pdf", lambda: made.EXE, "内容是程序"),
    ("程序.docx", lambda: made.EXE, "内容是程序"),
    ("壳.txt", lambda: b"#!/bin/sh\nrm", "内容是程序"),
    ("视频.jpg", lambda: made.MP4, "内容是视频"),
    ("动图.png", lambda: b"GIF89a" + b"\0" * 50, "内容是GIF"),
    ("其实是图.jpg", made.png, "扩展名改为 .png"),
    ("其实是图.png", made.jpg, "扩展名改为 .jpg"),
    ("其实是图.pdf", made.jpg, "扩展名改为 .jpg"),
    ("其实是扫描件.jpg", made.pdf, "扩展名改为 .pdf"),
    ("其实是表.docx", made.xlsx, "内容是 .xlsx"),
    ("其实是文.xlsx", made.docx, "内容是 .docx"),
    ("其实是文.pdf", made.docx, "内容是压缩包"),
    ("压缩包.docx", lambda: made.archive({"a.txt": b"x"}), "这是压缩包"),
    ("空包.docx", lambda: b"PK\x05\x06" + b"\0" * 18, "夹带|损坏"),
    ("断.docx", lambda: made.docx()[:-30], "已损坏"),
    ("旧版.docx", lambda: made.OLE, "旧版 Office"),
    ("加密.docx", lambda: made.LOCKED_OLE, "打开密码"),
    ("加密.xlsx", lambda: made.LOCKED_OLE, "打开密码"),
    ("加密包.docx", made.locked_zip, "打开密码"),
    ("宏.docx", lambda: made.docx(**{"word/vbaProject.bin": b"x"}), "带有宏"),
    ("宏类型.docx", lambda: made.docx(types=made.MACRO_TYPES), "带有宏"),
    ("宏表.xlsx", lambda: made.xlsx(**{"xl/macrosheets/sheet1.xml": b"x"}), "带有宏"),
    ("越界.docx", lambda: made.docx(**{"../../etc/passwd": b"x"}), "内部路径"),
    ("绝对.xlsx", lambda: made.xlsx(**{"/etc/passwd": b"x"}), "内部路径"),
    ("炸弹.xlsx", lambda: made.xlsx(**{"xl/a.xml": b"0" * 30_000_000}), "压缩比"),
    ("千件.docx", many_entries, "解压后过大"),
    ("前缀.docx", lambda: b"PK\x03\x04 junk" + made.docx(), "夹带|损坏"),
    ("图加包.jpg", lambda: made.jpg() + made.archive({"a.js": b"x"}), "附带了压缩包"),
    ("图加包.png", lambda: made.png() + made.docx(), "附带了压缩包"),
    ("图加页.jpg", lambda: made.jpg() + made.HTML, "夹带了网页"),
    ("图注页.png", lambda: made.png() + b"<?php system($x)", "夹带了网页"),
    ("图中有页.jpg", lambda: made.jpg(comment=b"<script>x</script>"), "夹带了网页"),
    ("断图.jpg", lambda: made.jpg((400, 300))[:300], "图片已损坏"),
    ("断图.png", lambda: made.png((400, 300))[:60], "图片已损坏"),
    ("只有头.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 80, "图片已损坏"),
    ("假.heic", lambda: b"\0\0\0\x18ftypheic" + b"\0" * 64, "图片已损坏"),
    ("大图.png", lambda: made.huge_png(9000, 9000), "60 百万像素"),
    ("没下完.pdf", lambda: made.pdf(end=b""), "不完整"),
    ("带脚本.pdf", lambda: made.pdf(b"/OpenAction<</S/JavaScript/JS(1)>>"), "含有脚本"),
    ("会启动.pdf", lambda: made.pdf(b"/A<</S/Launch/F(c)>>"), "含有脚本"),
    ("加密.pdf", made.locked_pdf, "打开密码"),
    ("夹包.pdf", lambda: made.pdf() + made.archive({"a": b"x"}), "夹带了压缩包"),
    ("是网页.pdf", lambda: b"%PDF-1.4<script>x</script>%%EOF", "夹带了压缩包或网页"),
]


@pytest.mark.parametrize(
    ("name", "data", "reason"), REFUSED_CONTENTS, ids=[c[0] for c in REFUSED_CONTENTS]
)
def test_a_content_that_is_something_else_is_refused(keep, stored_paths, name, data, reason):
    purpose = "import" if name.endswith(".txt") else "evidence"
    with pytest.raises(Invalid, match=reason):
        keep(name, data(), purpose)
    assert stored_paths() == []
    assert not StoredFile.objects.exists()
    assert AuditEntry.objects.get().result == "invalid"


ACCEPTED = [
    ("现场照片.jpg", made.jpg, "jpg"),
    ("现场.JPEG", made.jpg, "jpg"),
    ("2024.10.15.整改后.jpg", made.jpg, "jpg"),
    ("图.png", made.png, "png"),
    ("透明.png", lambda: made.png(mode="RGBA"), "png"),
    ("灰度16位.png", lambda: made.png(mode="I;16"), "png"),
    ("手机.heic", made.heic, "heic"),
    ("扫描件.pdf", made.pdf, "pdf"),
    ("限制打印.pdf", made.readable_locked_pdf, "pdf"),
    ("报告.docx", made.docx, "docx"),
    ("台账.xlsx", made.xlsx, "xlsx"),
    ("附件1．整改（州水务局）.xlsx", made.xlsx, "xlsx"),
]


@pytest.mark.parametrize(("name", "data", "kind"), ACCEPTED, ids=[c[0] for c in ACCEPTED])
def test_a_good_file_comes_out_as_it_went_in(keep, files, name, data, kind):
    sent = data()
    row = keep(name, sent)
    assert (row.kind, row.size, row.original_name) == (kind, len(sent), name)
    assert (files / row.stored_name[:2] / row.stored_name).read_bytes() == sent


@pytest.mark.parametrize(
    ("name", "data", "purpose", "reason"),
    [
        ("照片.jpg", made.jpg, "import", "这里不接收 jpg"),
        ("说明.txt", lambda: "说明".encode(), "evidence", "这里不接收 txt"),
        ("台账.xlsx", made.xlsx, "legal_copy", "请上传 pdf、jpg、png"),
    ],
)
def test_each_purpose_has_its_own_kinds(keep, stored_paths, name, data, purpose, reason):
    with pytest.raises(Invalid, match=reason):
        keep(name, data(), purpose)
    assert stored_paths() == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_pasted_text_may_be_imported_in_either_encoding(keep, encoding):
    assert keep("方案.txt", "一、整改目标".encode(encoding), "import").kind == "txt"


def test_a_file_over_the_limit_is_refused_while_it_arrives(keep, stored_paths):
    with pytest.raises(Invalid, match="超过 20 MB"):
        keep("大.jpg", made.jpg() + b"\0" * (20 * 1024 * 1024))
    assert stored_paths() == []
