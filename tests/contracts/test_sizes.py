from pathlib import Path

from rectify.supervisor import sizes

CHECKOUT = Path(__file__).resolve().parents[2]


def test_no_module_has_more_than_300_lines_and_no_function_more_than_50():
    assert [str(finding) for finding in sizes.findings(CHECKOUT) if finding.fails] == []
