"""Styles keep to the tokens, to Chromium 86 and to 4.5 : 1."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))
TOKENS = ROOT / "static" / "css" / "tokens.css"
TOO_NEW = re.compile(
    r":has\(|:is\(|:where\(|@container|@layer|color-mix\(|oklch\(|light-dark\(|aspect-ratio\s*:"
    r"|(?<![-\w])inset\s*:|accent-color|margin-inline|padding-block|@import|https?://"
)
WHITE_PAGES = ("surface", "bg", "sunk", "hover")
PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in WHITE_PAGES),
    *(("accent", ground) for ground in ("surface", "bg", "hover", "accent-tint")),
    ("accent-hover", "accent-tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-accent", "accent-press"),
    ("ink-2", "accent-tint"),
    ("attn-ink", "attn-bg"),
    ("ink", "attn-bg"),
    *(("lamp-" + hue, "lamp-" + hue + "-bg") for hue in ("green", "orange", "red", "grey")),
    *(("lamp-" + hue, "hover") for hue in ("green", "orange", "red", "grey")),
    ("ink-2", "lamp-grey-bg"),
    ("ink-3", "lamp-grey-bg"),
    *(
        (ink, ground)
        for ink in ("frame-ink", "frame-ink-2", "frame-ink-3")
        for ground in ("frame", "frame-2")
    ),
    *(("lamp-" + hue + "-d", "frame-2") for hue in ("green", "orange", "red", "grey")),
]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def colours() -> dict[str, str]:
    found = re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", TOKENS.read_text(encoding="utf-8"))
    return dict(found)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    tokens = colours()
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("ground", WHITE_PAGES)
def test_the_border_of_a_control_can_be_seen(ground: str) -> None:
    tokens = colours()
    assert contrast(tokens["line-control"], tokens[ground]) >= 3.0


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_no_style_is_newer_than_the_oldest_browser(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert TOO_NEW.findall(text) == []


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_no_style_nests_rules(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}", r"\1", text)
    assert re.findall(r"\{[^{}]*\{", text) == []
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_no_style_sheet_grows_beyond_one_subject(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_every_style_sheet_is_linked_by_some_template() -> None:
    linked = "".join(
        page.read_text(encoding="utf-8") for page in (ROOT / "templates").rglob("*.html")
    )
    waiting = {"pages/board.css", "pages/desk.css"}
    names = {str(path.relative_to(ROOT / "static" / "css")) for path in STYLES} - waiting
    assert {style for style in names if f"css/{style}" not in linked} == set()
