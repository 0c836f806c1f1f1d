"""Forms in which single offices publish complaints: what is a label, a point, a row, a signature."""

import pytest

from rectify.exchange.readers import read, read_text
from tests.unit.readers.makers import make_docx, make_xlsx

CELLS = ["number", "issue", "area", "finding", "verdict_text", "handling", "accountability"]


def told(document, names=CELLS):
    return [[row.cells[name].value for name in names] for row in document.rows]


def test_labels_inside_the_words_of_a_cell_open_nothing_where_labels_stand_alone():
    finding = "（一）基本情况：该厂2010年建成。\n（二）核查情况：夜查有异味。"
    handling = "责任单位：园区管委会。\n整改措施：更换活性炭。\n完成时限：5月底前。"
    text = (f"受理编号\nD2JX202104240037\n举报内容\n电子厂气味刺鼻\n行政区域\n吉安市\n调查核实情况\n{finding}\n"
            f"是否属实\n部分属实\n处理和整改情况\n{handling}\n问责情况\n——")  # fmt: skip

    assert told(read_text("petitions", text)) == [
        ["D2JX202104240037", "电子厂气味刺鼻", "吉安市", finding, "部分属实", handling, "——"]
    ]


def test_points_of_a_finding_do_not_open_a_complaint_in_running_text():
    finding = "1.举报问题：夜间施工，属实。\n2.投诉问题：无许可，不属实。"
    handling = "（一）处理情况：立案1起。\n（二）整改情况：已停止外运。"
    text = (f"一、南昌市D2JX202104220018反映情况：工地扰民\n调查核实情况：\n{finding}\n该举报部分属实。\n"
            f"处理及整改情况：\n{handling}\n问责情况：无。\n（责任编辑：王某）")  # fmt: skip

    assert told(read_text("petitions", text)) == [
        ["D2JX202104220018", "工地扰民", "南昌市", finding, "部分属实", handling, "无"]
    ]


@pytest.mark.parametrize(
    ("finding", "word", "code"),
    [
        ("沟内有漂浮垃圾。反映问题属实。", "属实", "true"),
        ("（1）冒烟，属实。\n（2）无证，不属实。\n反映问题部分属实。", "部分属实", "partial"),
        ("经调查核实，该举报情况基本属实。管道低于窗户。", "基本属实", "mostly"),
        ("油烟直排不属实；噪音扰民属实", "", "partial"),
        ("1.砖厂属实。2.反映问题不属实。", "", "partial"),
    ],
)
def test_a_verdict_told_in_a_sentence_of_its_own_stays_there_and_is_doubted(finding, word, code):
    text = f"一、光山县D410000201806080031反映情况：河道脏\n调查核实情况：{finding}\n处理情况：清运"

    (row,) = read_text("petitions", text).rows

    assert (row.cells["finding"].value, row.cells["verdict_text"].value) == (finding, word)
    assert (row.verdict.value, row.verdict.confidence) == (code, "low")


def test_a_report_on_one_complaint_is_numbered_by_its_opening_and_ends_before_its_signature():
    text = ("关于餐馆油烟扰民的调查报告\n接到第12批信（电）DLYU202000317号举报，现报告如下：\n一、基本情况\n"
            "信访内容：餐馆油烟大\n二、调查核实情况\n净化器未清洗\n三、处理情况\n已清洗\n四、问责情况\n无\n"
            "云溪区城市管理局\n2020年12月7日")  # fmt: skip

    (row,) = read_text("petitions", text).rows

    assert told(read_text("petitions", text)) == [
        ["DLYU202000317", "餐馆油烟大", "", "净化器未清洗", "", "已清洗", "无"]
    ]
    assert row.cells["number"].confidence == "low"


def test_a_verdict_written_as_a_sentence_gives_its_word_and_the_matter():
    text = ("举报公示\n接交办单（D410400000000201912190011）后立即核查。\n一、是否属实\n"
            "经核实，反映的“路边散煤露天堆放”，部分属实。\n二、区域分布\n农村地区\n三、调查核实情况\n存煤26吨\n"
            "四、整改处理情况\n予以取缔\n五、责任追究情况\n通报批评1人\n责任单位：街道办 市监局\n2019年12月22日")  # fmt: skip

    assert told(read_text("petitions", text)) == [["D410400000000201912190011", "路边散煤露天堆放", "",
        "存煤26吨", "部分属实", "予以取缔", "通报批评1人"]]  # fmt: skip


def test_a_report_in_plain_sentences_is_read_with_doubt():
    text = ("关于第35批案件的通报\n省组向我市转办1件，受理编号为4260号。\n受理编号4260：“饭店油烟排到小区院内”。\n"
            "经调查，举报情况属实。已责令经营户7月15日前安装净化设施。\n某市整改办\n2018年7月7日")  # fmt: skip

    (row,) = read_text("petitions", text).rows

    assert (row.cells["number"].value, row.cells["issue"].value, row.verdict.value) == (
        "4260", "饭店油烟排到小区院内", "true")  # fmt: skip
    assert {row.cells[name].confidence for name in ("number", "issue", "finding")} == {"low"}


HEAD = ["序号", "受理编号", "举报内容", "行政区域", "调查核实情况", "是否属实", "处理和整改情况", "问责情况"]  # fmt: skip
ROWS = [["1", "BSH2022091801", "喷漆味大，\n漆渣乱倒", "浑江区", "属实。\n存渣0.4吨", "是", "停产整治", ""],
        ["2", "BSH2022091802", "风机声大", "江源区", "超标2分贝", "否", "加隔音罩", "无"]]  # fmt: skip


@pytest.mark.parametrize("shape", ["row", "cell"])
def test_bars_after_the_cells_make_a_table_lines_inside_them_kept(shape):
    joint = " | " if shape == "row" else " |\n"
    lines = [joint.join(row) + " |" for row in (HEAD, *ROWS)]
    text = "一览表 | ||||||\n（第7批） | |||\n" + "\n".join(lines) + "\n来源：某网站\n"

    assert told(read_text("petitions", text)) == [row[1:] for row in ROWS]


def test_a_page_keeps_the_spans_of_its_tables_and_drops_the_frame_around_them():
    cells = "<td>1</td><td>D2GX202104200041</td><td>爆破<br>震动</td><td rowspan='2'>鱼峰区</td>"
    other = "<td>2</td><td>D2GX202104200055</td><td>噪声</td>"
    rest = "<td><p>振速<0.5cm/s</p></td><td>不属实</td><td>药量&lt;40公斤</td><td>无</td>"
    heads = "".join(f"<th rowspan=2>{text}</th>" for text in HEAD[:4])
    heads += "<th colspan=2>核查</th>" + "".join(f"<th rowspan=2>{t}</th>" for t in HEAD[6:])
    under = "".join(f"<th>{text}</th>" for text in HEAD[4:6])
    rows = "".join(f"<tr>{row}</tr>" for row in (heads, under, cells + rest, other + rest))
    page = f"<table><tr><td>首页</td></tr><tr><td>一览表<table>{rows}</table></td></tr></table>"

    tail = ["鱼峰区", "振速<0.5cm/s", "不属实", "药量<40公斤", "无"]
    assert told(read_text("petitions", page)) == [
        ["D2GX202104200041", "爆破\n震动", *tail], ["D2GX202104200055", "噪声", *tail]]  # fmt: skip


def test_places_come_from_the_heading_above_a_table_or_from_two_columns():
    head = ["序号", "受理编号", "举报内容", "调查核实情况", "是否属实"]
    tables = [[head, ["1", f"D3LN20240530001{n}", "煤灰", "停运", "不属实"]] for n in (1, 2)]
    headed = make_docx("一览表", "一、本溪县（1件）", tables[0], "二、南芬区（1件）", tables[1])
    parted = make_xlsx([[*head, "地市", "区县"], [*tables[0][1], "清远市", "英德市"]])

    assert [r[2] for r in told(read("petitions", headed, "a.docx"))] == ["本溪县", "南芬区"]
    assert [r[2] for r in told(read("petitions", parted, "a.xlsx"))] == ["清远市英德市"]


def test_a_question_in_brackets_says_what_stands_under_a_heading():
    head = ["序号", "受理编号", "举报内容", "整改落实情况", "办理结果（是否办结）"]
    data = make_xlsx([head, [1, "D3NM202506080023", "扬尘", "洒水", "阶段性办结"]])

    (row,) = read("petitions", data, "a.xlsx").rows

    assert (row.cells["closure_text"].value, row.closure.value) == ("阶段性办结", "staged")
    assert row.cells["handling"].value == "洒水"


def test_a_short_cell_torn_by_a_narrow_column_is_put_together():
    cells = [
        "1",
        "JSD20231103006",
        "化粪池溢流，臭味难闻。",
        "海丰",
        "农场",
        "管道堵塞。",
        "属实",
        "已疏通。",
        "无",
    ]
    text = "\n".join([*HEAD, *cells, *[*ROWS[1][:1], *ROWS[1][1:]]])

    row = read_text("petitions", text).rows[0]

    assert (row.cells["issue"].value, row.cells["area"].value) == (
        "化粪池溢流，臭味难闻。", "海丰\n农场")  # fmt: skip


def test_a_table_on_its_side_is_read_a_complaint_a_column():
    cases = [row[1:] for row in ROWS]
    turned = [
        ["项目", "案件一", "案件二"],
        *([h, *v] for h, *v in zip(HEAD[1:], *cases, strict=True)),
    ]

    assert told(read("petitions", make_docx("一览表", turned), "a.docx")) == cases


def test_a_number_alone_on_its_line_and_page_jumps_are_no_words_of_a_complaint():
    lines = []
    for serial, row in zip("一二", ROWS, strict=True):
        lines += [
            f"（{serial}）",
            *(f"{h}：\n{v}" for h, v in zip(HEAD[1:], row[1:], strict=True) if v),
        ]
        lines += ["（下转第四版）"]

    document = read_text("petitions", "\n".join([*lines, "本报记者 张某 整理"]))

    assert told(document) == [row[1:] for row in ROWS]


@pytest.mark.parametrize(
    "area", ["", "省直", "白云区/越秀区", "涉及石渡县等3县", "市城管局", "西咸新区沣东新城"]
)
@pytest.mark.parametrize(
    "number",
    ["豫办[2018]12号", "ZY-0312", "HN-SS-2019-12", "皖环督访〔2022〕14号", "信(电)20170816134",
     "D3JX202405240023等2件", "D2GX202104200041、X2GX202104200009", "D340000201812010017★", "5月3日第7号",
     "2024-12-D-003"],
)  # fmt: skip
def test_any_number_is_parted_from_any_place(area, number):
    text = f"  一、{area}{number}反映情况:粉尘大\n\n  调查核实情况:未覆盖该举报属实。\n"

    assert told(read_text("petitions", text), ["area", "number", "issue", "finding"]) == [
        [area, number, "粉尘大", "未覆盖"]
    ]


def test_words_in_plain_quotes_keep_them_in_a_pasted_table():
    row = [
        "1",
        "D3JX202405240021",
        '"散乱污"企业排污',
        "石渡县",
        '"多行\n的""话"""',
        "属实",
        "取缔",
        "无",
    ]

    (told_row,) = told(read_text("petitions", "\t".join(HEAD) + "\n" + "\t".join(row)))

    assert (told_row[1], told_row[3]) == ('"散乱污"企业排污', '多行\n的"话"')


@pytest.mark.parametrize("text", ["反映" + " " * 20_000 + "情况：", "序号|受理|编号|\n" * 3_000])
def test_endless_blanks_and_bars_are_read_as_nothing(text):
    assert read_text("petitions", text).rows == ()
