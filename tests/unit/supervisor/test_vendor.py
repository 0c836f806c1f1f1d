import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from rectify.supervisor import catalogues, frontend, vendor
from rectify.supervisor.state import CannotStart

CHECKOUT = Path(__file__).resolve().parents[3]
BELL = """<svg
  xmlns="http://www.w3.org/2000/svg" width="24" class="icon" viewBox="0 0 24 24"
>
  <path stroke="none" d="M0 0h24v24H0z" fill="none" />
  <path d="M9 17v1" />
</svg>
"""


@pytest.fixture
def checkout(tmp_path):
    """A checkout with one Tabler icon."""
    (tmp_path / vendor.ICONS).mkdir(parents=True)
    (tmp_path / vendor.ICONS / "bell.svg").write_text(BELL)
    (tmp_path / "static").mkdir()
    return tmp_path


def test_the_sprite_holds_one_symbol_per_listed_icon(checkout):
    (checkout / "static/icons.txt").write_text("bell\n")
    root = ElementTree.fromstring(vendor.sprite(checkout))
    (symbol,) = root
    assert (symbol.get("id"), symbol.get("stroke"), symbol.get("style")) == (
        "i-bell",
        "currentColor",
        None,
    )
    assert [path.get("d") for path in symbol] == ["M9 17v1"]


def test_an_icon_tabler_does_not_have_is_named(checkout):
    (checkout / "static/icons.txt").write_text("bell\nbel\n")
    with pytest.raises(CannotStart, match=r"^static/icons.txt 中有 Tabler 没有的图标：bel。$"):
        vendor.sprite(checkout)


def test_divisions_are_plain_maps_from_code_to_name():
    path = CHECKOUT / vendor.DIVISIONS
    if not path.exists():
        pytest.skip("尚未运行 make setup")
    lists = json.loads(path.read_text())
    assert sorted(lists) == ["city_list", "county_list", "province_list"]
    assert lists["province_list"]["610000"] == "陕西省"
    assert lists["city_list"]["610700"] == "汉中市"
    assert len(lists["county_list"]) > 2800


def test_a_file_that_is_already_right_is_not_written_again(tmp_path):
    path = tmp_path / "deep/file"
    vendor.write_if_new(path, "一")
    os.utime(path, (1, 1))
    vendor.write_if_new(path, "一")
    assert path.stat().st_mtime == 1
    vendor.write_if_new(path, "二")
    assert path.read_text() == "二"


def test_without_any_node_the_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(frontend, "package_folder", lambda name: None)
    with pytest.raises(CannotStart, match=r"没有 npm：请安装 Node\.js，或重新运行 make setup。"):
        frontend.node_tools()


def test_a_catalogue_is_compiled_without_msgfmt_and_only_when_newer(tmp_path):
    folder = tmp_path / "locale/en/LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "销号"\nmsgstr "Sign-off"\n'
    )
    catalogues.compile_all(tmp_path)
    compiled = folder / "django.mo"
    assert b"Sign-off" in compiled.read_bytes()
    compiled.write_bytes(b"kept")
    catalogues.compile_all(tmp_path)
    assert compiled.read_bytes() == b"kept"


def test_a_broken_catalogue_is_named(tmp_path):
    folder = tmp_path / "locale/en/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('mgsid "a"\n')
    with pytest.raises(CannotStart, match=r"^译文文件 .*django\.po 有错，请改正后重试："):
        catalogues.compile_all(tmp_path)
    assert not (folder / "django.mo").exists()
