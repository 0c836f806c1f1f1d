"""What every template promises the content security policy, screen readers and offices offline."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
COMMENT = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}", re.S)
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.S)


def source(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


every_template = pytest.mark.parametrize("path", TEMPLATES, ids=name)


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) > 40


@every_template
def test_no_template_carries_style_or_script_of_its_own(path: Path) -> None:
    text = source(path)
    assert re.findall(r"\sstyle\s*=", text) == []
    assert re.findall(r"<style\b", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", text) == []
    assert re.findall(r"\son[a-z]+\s*=\s*[\"']", text) == []


@every_template
def test_no_template_names_a_host_except_the_svg_namespace(path: Path) -> None:
    text = source(path).replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"https?://[^\s\"'<]+", text) == []


@every_template
def test_every_picture_has_words_or_says_it_needs_none(path: Path) -> None:
    bare = [tag for tag in re.findall(r"<img\b[^>]*>", source(path)) if " alt=" not in tag]
    assert bare == []


@every_template
def test_chinese_outside_tags_is_always_marked_for_the_catalogue(path: Path) -> None:
    text = re.sub(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", "", source(path), flags=re.S)
    loose = re.findall(r"[\u4e00-\u9fff]+", TAGS.sub("", text))
    assert [word for word in loose if word != "中文"] == []


@every_template
def test_a_form_that_changes_something_carries_the_token(path: Path) -> None:
    forms = re.findall(r"<form\b[^>]*method=\"post\".*?</form>", source(path), re.S)
    assert [form[:80] for form in forms if "{% csrf_token %}" not in form] == []


@every_template
def test_a_template_calls_only_icons_that_are_in_the_sprite(path: Path) -> None:
    listed = set((ROOT / "static" / "icons.txt").read_text(encoding="utf-8").split())
    used = set(re.findall(r"{%\s*icon \"([^\"]+)\"", source(path)))
    assert used - listed == set()


@every_template
def test_a_template_says_in_a_comment_what_it_needs(path: Path) -> None:
    if path.name.startswith("_") and path.parent.name == "layouts":
        return
    assert re.search(r"{%\s*comment\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_builds_no_markup_and_runs_no_strings(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http"):
        assert word not in text


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_keeps_to_the_oldest_browser(path: Path) -> None:
    """Chromium 86 has no ||=, .at(), structuredClone, replaceAll is there from 85."""
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\|\|=|&&=|\?\?=|\.at\(|structuredClone|Object\.hasOwn|import\s", text) == []
