"""Every sentence people read goes through the catalogue, and its English is complete."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from rectify.env import BASE_DIR

ENGLISH = BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po"
GLOSSARY = BASE_DIR / "docs" / "glossary.md"
"""It names the banned words beside the right ones."""
PLACEHOLDER = re.compile(r"%\((\w+)\)[\d.]*([a-z])|%([sd])|(\{\w*\})")
HAN = re.compile(r"[㐀-鿿]")
QUOTED = re.compile(r"'[^']*'|such as \S+")
"""An example of what to write is Chinese in English too: '2026年6月30日前'."""
HALF_WIDTH = re.compile(r"[㐀-鿿][,;?!]|[,;?!][㐀-鿿]")
FOLDERS = ("rectify", "issues", "petitions", "templates", "static/js", "locale", "docs")
BANNED = {
    "登陆": "登录", "登入": "登录", "登出": "退出登录", "帐号": "账号", "帐户": "账号",
    "录入成功": "说明已办理什么", "操作成功": "说明已办理什么", "保存成功": "说明已保存什么",
    "提交成功": "说明已提交什么", "上传成功": "说明已上传什么", "稍候再试": "稍后再试",
    "核査": "核查", "督査": "督察",
}  # fmt: skip


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What `make messages` finds in the source now."""
    makefile = (BASE_DIR / "Makefile").read_text("utf-8")
    keywords = re.search(r"^KEYWORDS := (.*)$", makefile, re.M)
    assert keywords is not None
    pot = tmp_path_factory.mktemp("catalogue") / "django.pot"
    babel = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F"]
    words = [*shlex.split(keywords[1]), "--no-location", "-o", str(pot)]
    places = ["rectify", "issues", "petitions", "templates"]
    subprocess.run([*babel, "pyproject.toml", *words, *places], cwd=BASE_DIR, check=True)
    return read(pot)


@pytest.fixture(scope="module")
def english() -> Catalog:
    return read(ENGLISH)


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def filled(message: Message) -> list[str]:
    """Its English, as far as there is any: what is missing is another test's business."""
    return [string for string in forms(message.string) if string]


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def placeholders(text: str) -> set[tuple[str, ...]]:
    return set(PLACEHOLDER.findall(text))


def test_every_sentence_of_the_source_has_its_english(extracted: Catalog, english: Catalog):
    found = {(m.context, forms(m.id)[0]): m for m in messages(english)}
    missing = []
    for message in messages(extracted):
        known = found.get((message.context, forms(message.id)[0]))
        if known is None or not all(forms(known.string)):
            missing.append(message.id)
    assert missing == [], "run `make messages` and translate what is new"


def test_nothing_is_fuzzy_and_nothing_is_kept_that_the_source_no_longer_says(
    extracted: Catalog, english: Catalog
):
    said = {(m.context, forms(m.id)[0]) for m in messages(extracted)}
    assert [m.id for m in messages(english) if m.fuzzy] == []
    assert list(english.obsolete) == []
    assert [m.id for m in messages(english) if (m.context, forms(m.id)[0]) not in said] == []


def test_placeholders_are_the_same_in_both_languages(english: Catalog):
    odd = [
        (message.id, string)
        for message in messages(english)
        for string in filled(message)
        if placeholders(string) != placeholders(forms(message.id)[0])
    ]
    assert odd == []


def test_percent_signs_do_not_break_formatting(english: Catalog):
    for message in messages(english):
        values = {name: 1 for text in forms(message.id) for name, *_ in placeholders(text) if name}
        for string in filled(message) if values else ():
            assert string % values


def test_english_is_english_but_for_examples_of_what_to_write(english: Catalog):
    odd = [
        string
        for message in messages(english)
        for string in forms(message.string)
        if HAN.search(QUOTED.sub("", string)) and string != "简体中文"
    ]
    assert odd == []


def test_chinese_sentences_use_full_width_punctuation(english: Catalog):
    texts = [text for message in messages(english) for text in forms(message.id)]
    assert [text for text in texts if HALF_WIDTH.search(PLACEHOLDER.sub("", text))] == []


def sources() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((BASE_DIR / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt", ".js", ".po", ".md"} and path != GLOSSARY:
                yield path


@pytest.mark.parametrize("word", BANNED, ids=BANNED.values())
def test_one_word_for_one_thing(word: str):
    found = [str(p.relative_to(BASE_DIR)) for p in sources() if word in p.read_text("utf-8")]
    assert found == [], f"{word}：{BANNED[word]}"
