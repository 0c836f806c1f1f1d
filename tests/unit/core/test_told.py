"""Refusals are raised in Chinese by rule modules and told in the language of who reads them."""

from django.utils.translation import override

from rectify.core.errors import Invalid, Missing, NeedsUnmet, Stale
from rectify.core.told import detail_of, listed, message_of, needs_of, reason_of

EVIDENCE = "还没有佐证材料，请至少上传一份。"
MEASURES = "还有措施没有办结，请先逐条办结。"
UNMET = NeedsUnmet(f"{MEASURES}；{EVIDENCE}", needs=[MEASURES, EVIDENCE])


def test_a_clerk_reads_the_sentences_as_they_were_written():
    assert message_of(UNMET) == f"{MEASURES.rstrip('。')}；{EVIDENCE}"
    assert needs_of(UNMET) == [MEASURES, EVIDENCE]


def test_in_english_needs_and_the_line_of_them_are_english():
    with override("en"):
        assert needs_of(UNMET) == [
            "Some measures are not complete. Complete them one by one first.",
            "There is no evidence yet. Upload at least one piece.",
        ]
        assert message_of(UNMET) == (
            "Some measures are not complete. Complete them one by one first; "
            "There is no evidence yet. Upload at least one piece."
        )
        assert detail_of(UNMET) == {"needs": needs_of(UNMET)}


def test_what_is_wrong_with_a_field_is_translated_and_data_is_not():
    with override("en"):
        assert detail_of(Invalid("有误", reason="必填", row=3)) == {"reason": "required", "row": 3}
        assert detail_of(Stale("有人改动", who="必填")) == {"who": "必填"}
        assert message_of(Missing()) == "Not found, or outside what you may see."


def test_nothing_said_stays_nothing():
    with override("en"):
        assert message_of(Invalid("")) == ""
        assert reason_of("") == ""


def test_words_of_a_list_are_read_one_by_one():
    assert listed(["水", "大气"]) == "水、大气"
    with override("en"):
        assert listed(["水", "大气"]) == "Water, Air"
        assert reason_of("年份有误；文字较长，请核对") == (
            "The year is wrong; The text is long; please check"
        )
