"""Plans as other offices would write them: the same facts in any words, order and layout."""

from dataclasses import dataclass

from hypothesis import strategies as st

WORDS = {
    "serial": ["序号", "序 号", "编号", "问题\n编号", "任务序号"],
    "issue": [
        "反馈问题",
        "督察反馈问题",
        "问题描述",
        "存在的\n问题",
        "整改任务",
        "反馈问题（原文）",
    ],
    "goal": ["整改目标", "目标任务", "整 改 目 标", "整改要求", "工作目标"],
    "measures": ["整改措施", "具体措施", "整改举措", "工作措施", "主要\n措施"],
    "deadline": ["整改时限", "完成时限", "整改\n期限", "时限要求", "整改完成时限"],
    "lead": ["责任单位", "整改责任单位", "牵头单位", "责任主体", "整改实施主体"],
    "cooperating": ["配合单位", "协办单位", "配合部门"],
    "supervising": ["督导单位", "督办单位", "省级督导单位"],
    "acceptance": ["验收单位", "验收部门", "牵头验收单位"],
}
DEADLINES = {
    "2024年6月底前": "2024-06-30", "2025年12月31日前": "2025-12-31", "2024年底前": "2024-12-31",
    "2024年9月": "2024-09-30", "立行立改": None, "长期坚持": None, "2025.3.15": "2025-03-15",
    "2024年6月底前完成整改，并长期坚持": "2024-06-30",
}  # fmt: skip
PLACES = ["青崖县", "石渡县", "东坪县", "云岭区", "北川县"]
BODIES = ["住建局", "水利局", "生态环境局", "人民政府", "农业农村局", "城管局", "自然资源局"]
THINGS = ["污水管网雨污不分", "砂石料场占用河道", "垃圾填埋场渗滤液积存", "油烟扰民屡改屡犯",
          "历史遗留矿山未修复", "畜禽粪污直排", "建筑工地扬尘未治理", "入河排污口排查不全"]  # fmt: skip
DEEDS = ["排查管网8.6公里", "清运垃圾560吨", "落实运行经费", "拆除违建3处", "种草复绿126亩", "开展专项整治",
         "安装在线监测设备", "制定一矿一策方案", "加强日常巡查"]  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What one issue of a plan says."""

    number: int
    issue: str
    goal: str
    deadline: str
    measures: tuple[str, ...]
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    supervising: tuple[str, ...]
    acceptance: tuple[str, ...]

    @property
    def due(self) -> str | None:
        """The day the deadline falls on."""
        return DEADLINES[self.deadline]


def units(least: int = 1, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    """Full names: a place and a body."""
    name = st.builds(str.__add__, st.sampled_from(PLACES), st.sampled_from(BODIES))
    return st.lists(name, min_size=least, max_size=most, unique=True).map(tuple)


@st.composite
def plans(draw: st.DrawFn) -> list[Told]:
    """Two to five issues, numbered from anywhere."""
    first = draw(st.integers(1, 40))
    told = []
    for number in range(first, first + draw(st.integers(2, 5))):
        lead = draw(units())
        told.append(Told(
            number,
            draw(st.sampled_from(PLACES)) + draw(st.sampled_from(THINGS)) + f"，涉及{number}处",
            f"完成{number}处治理，达标率100%",
            draw(st.sampled_from(sorted(DEADLINES))),
            draw(st.lists(st.sampled_from(DEEDS), min_size=1, max_size=4, unique=True).map(tuple)),
            lead,
            tuple(u for u in draw(units(0, 2)) if u not in lead),
            draw(units(1, 1)),
            draw(units(1, 1)),
        ))  # fmt: skip
    return told


def numbered(measures: tuple[str, ...], style: str) -> list[str]:
    """Return the measures with their numbers: 1. 1、 (1) （一） ① 一是."""
    chinese, circled = "一二三四五六", "①②③④⑤⑥"
    made = []
    for index, text in enumerate(measures):
        mark = {
            "1.": f"{index + 1}.", "1、": f"{index + 1}、", "(1)": f"({index + 1})",
            "（1）": f"（{index + 1}）", "（一）": f"（{chinese[index]}）", "①": circled[index],
            "一是": f"{chinese[index]}是",
        }[style]  # fmt: skip
        made.append(mark + text)
    return made


STYLES = ["1.", "1、", "(1)", "（1）", "（一）", "①", "一是"]


def told_of(row: object) -> tuple[object, ...]:
    """Return what was read of a row, in the order of Told."""
    return (
        row.number.value, row.issue.value, row.goal.value,
        row.deadline.value.due_on.isoformat() if row.deadline.value.due_on else None,
        tuple(measure.text for measure in row.measures), row.lead_units.value,
        row.cooperating_units.value, row.supervising_units.value, row.acceptance_units.value,
    )  # fmt: skip


def wanted_of(told: Told) -> tuple[object, ...]:
    """Return what a row must say."""
    return (
        str(told.number), told.issue, told.goal, told.due, told.measures, told.lead,
        told.cooperating, told.supervising, told.acceptance,
    )  # fmt: skip
