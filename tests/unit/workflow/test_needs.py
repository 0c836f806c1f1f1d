"""Every need holds and fails on facts written here, and says its sentence when it fails."""

import pytest

from issues.workflow import AmendmentFacts, IssueFacts
from rectify.core.errors import NeedsUnmet
from rectify.signoff.workflow import StepFacts
from tests.unit.workflow import grid

TABLES = grid.tables()
AMENDMENT = "issues.workflow.AMENDMENT_MOVES"
FACTS = {
    "issues.workflow.MOVES": IssueFacts,
    AMENDMENT: AmendmentFacts,
    "rectify.signoff.workflow.STEPS": StepFacts,
}
ISSUE = "issues.workflow.MOVES"
STEP = "rectify.signoff.workflow.STEPS"
CASES = [
    # table, need, facts on which it holds, facts on which it fails, the sentence then shown
    (ISSUE, "measures_done", {"measures": 2, "measures_done": 2}, {"measures": 2, "measures_done": 1},
     "还有措施没有办结，请先逐条办结。"),
    (ISSUE, "has_evidence", {"evidence": 1}, {"evidence": 0}, "还没有佐证材料，请至少上传一份。"),
    (ISSUE, "not_received", {"received": False}, {"received": True}, "本单位已经签收。"),
    (ISSUE, "received", {"received": True}, {"received": False}, "请先签收，再办理。"),
    (ISSUE, "no_doubts", {"doubts": ()}, {"doubts": ("第1项没有整改目标。",)},
     "还有存疑或缺项没有确认，不能印发。"),
    (ISSUE, "rebounded", {"rebounds": 1}, {"rebounds": 0},
     "本周期没有“反弹”或“虚假整改”的回头看结论，不能重新整改。"),
    (ISSUE, "no_open_amendment", {"amending": False}, {"amending": True},
     "本项已有一份方案调整没有办结，请先办结或撤回它。"),
    (AMENDMENT, "has_reason", {"reason": "汛期延长"}, {"reason": " "}, "还没有写调整理由，请先补上。"),
    (AMENDMENT, "not_completed", {"issue_state": "rectifying"}, {"issue_state": "completed"},
     "问题已报完成整改，请先退回整改，再办理方案调整。"),
    (AMENDMENT, "not_in_signoff", {"issue_state": "rectifying"}, {"issue_state": "in_signoff"},
     "问题正在销号，方案不能调整；确需调整的，请先退回整改。"),
    (AMENDMENT, "not_signed_off", {"issue_state": "rectifying"}, {"issue_state": "signed_off"},
     "问题已经销号，方案不能再调整。"),
    (AMENDMENT, "up_to_date", {"moved": ()}, {"moved": ("goal",)},
     "起草之后方案这几处又有变动，调整前的内容已经不符，请撤回后重新起草。"),
    (AMENDMENT, "second_person", {"own": False}, {"own": True},
     "起草或提交的人不能自己审批，请由本办另一位同志或分管领导办理。"),
    (AMENDMENT, "has_basis", {"basis": True}, {"basis": False}, "还没有依据文号和日期，请先填写。"),
    (STEP, "undisputed", {"objections_open": False}, {"objections_open": True},
     "还有异议没有答复，公示不能通过。"),
    (STEP, "not_stood", {"has_stood": False}, {"has_stood": True},
     "您在本周期已经申请或签署过意见，同一人不能再次签署，请由其他人办理。"),
    (STEP, "party_open", {"party_done": False}, {"party_done": True},
     "本单位在这一步已经签署，等待其他单位。"),
    (STEP, "other_unit", {"own_application": False, "other_unit": True},
     {"own_application": True, "other_unit": True}, "申请单位不能办理本单位的验收审核，请由其他单位办理。"),
    (STEP, "dossier_complete", {"dossier_complete": True}, {"dossier_complete": False},
     "资料不齐：每条措施须办结并附佐证后才能申请。"),
    (STEP, "answers_complete", {"answers_complete": True}, {"answers_complete": False},
     "还有核对项未答，或选“否”“不适用”未写理由，补齐后才能签署。"),
    (STEP, "answers_positive", {"answers_negative": False}, {"answers_negative": True},
     "有标准未达到（选“否”），不能同意验收，请退回。"),
    (STEP, "not_published", {"notice_running": False}, {"notice_running": True}, "公示已经发布，正在进行。"),
    (STEP, "notice_over", {"notice_over": True}, {"notice_over": False}, "公示期未满。"),
    (STEP, "number_given", {"number_given": True}, {"number_given": False},
     "请填写备案文号，或选择自动编号。"),
]  # fmt: skip
NAMED = {
    (name, need.name): need for name in TABLES for row in TABLES[name].rows for need in row.needs
}
IDS = [case[1] for case in CASES]


def test_every_need_of_every_table_is_tried():
    assert {(table, need) for table, need, *_rest in CASES} == set(NAMED)


@pytest.mark.parametrize(("table", "need", "good", "bad", "sentence"), CASES, ids=IDS)
def test_a_need_holds_and_fails(table, need, good, bad, sentence):
    facts = FACTS[table]
    assert NAMED[table, need].holds(facts(**good)) is True
    assert NAMED[table, need].holds(facts(**bad)) is False
    assert NAMED[table, need].sentence == sentence


@pytest.mark.parametrize(("table", "need", "good", "bad", "sentence"), CASES, ids=IDS)
def test_an_unmet_need_refuses_the_move_with_its_sentence(table, need, good, bad, sentence):
    row = next(row for row in TABLES[table].rows if need in [one.name for one in row.needs])
    met = {k: v for _t, other, holding, *_ in CASES if _t == table for k, v in holding.items()}
    received = {"received": need != "not_received"} if table == ISSUE else {}
    facts = FACTS[table](**{**met, **received, **bad})
    with pytest.raises(NeedsUnmet) as refused:
        TABLES[table].check(row.sources[0], row.action, row.roles, facts)
    assert refused.value.detail["needs"] == [sentence]


def test_another_unit_need_not_stand_aside_where_the_chain_allows_it():
    need = NAMED[STEP, "other_unit"]
    assert need.holds(StepFacts(own_application=True, other_unit=False)) is True


def test_an_issue_without_measures_needs_none_done():
    assert NAMED[ISSUE, "measures_done"].holds(IssueFacts(measures=0, measures_done=0)) is True
