"""Several sentences read as one line with one full stop."""

import pytest

from rectify.core.told import in_line


@pytest.mark.parametrize(
    ("sentences", "line"),
    [
        ([], ""),
        (["请先签收，再办理。"], "请先签收，再办理。"),
        (["还有措施没有办结。", "还没有佐证材料。"], "还有措施没有办结；还没有佐证材料。"),
    ],
)
def test_sentences_share_one_full_stop(sentences, line):
    assert in_line(sentences) == line
