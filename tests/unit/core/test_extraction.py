import io

import pytest

from rectify.core import extraction

KEYWORDS = {"_": None, "gettext": None, "ngettext": None, "pgettext": None, "npgettext": None}


def found(template: str) -> list[object]:
    file = io.BytesIO(template.encode())
    return [message for _, _, message, _ in extraction.templates(file, KEYWORDS, (), {})]


@pytest.mark.parametrize(
    ("template", "messages"),
    [
        ('<p title="{% translate "销号" %}">甲</p>', ["销号"]),
        ('{% translate "前" context "photo" %}', [("photo", "前")]),
        ('{{ _("丙") }}{% include "x" with a=_("丁") %}', ["丙", "丁"]),
        (
            "{% blocktranslate trimmed %}\n  共\n  {{ n }} 项\n{% endblocktranslate %}",
            ["共 %(n)s 项"],
        ),
        (
            "{% blocktranslate count n=x %}一项{% plural %}{{ n }} 项{% endblocktranslate %}",
            [("一项", "%(n)s 项")],
        ),
        ("   <b>\n {{ x }}\n   </b>\n  </p>", []),
    ],
)
def test_sentences_are_found_however_a_template_names_them(template, messages):
    assert found("{% load i18n %}" + template) == messages
