"""Copies the handful of third-party files pages need out of the installed packages.

What is copied is ignored by git: the locks, not the repository, say what third-party code is used.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

from rectify.supervisor import frontend
from rectify.supervisor.binaries import package_folder
from rectify.supervisor.state import CannotStart

PACKAGES = Path("node_modules")
COPIES = {
    PACKAGES / "bootstrap/dist/css/bootstrap.min.css": Path("static/vendor/bootstrap.min.css"),
    PACKAGES / "axe-core/axe.min.js": Path("var/vendor/axe.min.js"),
}
HTMX = Path("static/django_htmx/htmx-2.min.js")
ICONS = PACKAGES / "@tabler/icons/icons/outline"
ICON_LIST = Path("static/icons.txt")
SPRITE = Path("static/vendor/icons.svg")
DIVISIONS = Path("var/vendor/divisions.json")
PRINT_DIVISIONS = "process.stdout.write(JSON.stringify(require('@vant/area-data').areaList))"
SYMBOL = (
    '<symbol id="i-{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
    ' stroke-linecap="round" stroke-linejoin="round">{}</symbol>'
)


def copy_all(checkout: Path) -> None:
    """Copy every listed file, draw the icon sprite and write the divisions as plain JSON."""
    for source, target in COPIES.items():
        place(checkout / source, checkout / target)
    htmx = package_folder("django_htmx")
    if htmx is None:
        raise CannotStart("没有安装 django-htmx：请重新运行 make setup。")
    place(htmx / HTMX, checkout / "static/vendor/htmx.min.js")
    if (checkout / ICON_LIST).exists():
        write_if_new(checkout / SPRITE, sprite(checkout))
    write_if_new(checkout / DIVISIONS, divisions(checkout))


def place(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def write_if_new(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def sprite(checkout: Path) -> str:
    """One SVG with a symbol ``i-NAME`` per name in ``static/icons.txt``."""
    names = [n.strip() for n in (checkout / ICON_LIST).read_text().split() if n.strip()]
    missing = [name for name in names if not (checkout / ICONS / f"{name}.svg").exists()]
    if missing:
        raise CannotStart(f"static/icons.txt 中有 Tabler 没有的图标：{'、'.join(missing)}。")
    symbols = (symbol(name, (checkout / ICONS / f"{name}.svg").read_text()) for name in names)
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def symbol(name: str, svg: str) -> str:
    """The drawing inside ``svg`` as a symbol, without Tabler's empty bounding path."""
    inside = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", svg, flags=re.DOTALL)
    inside = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>', "", inside)
    return SYMBOL.format(name, "".join(line.strip() for line in inside.splitlines()))


def divisions(checkout: Path) -> str:
    """``{"province_list": {code: name}, "city_list": …, "county_list": …}`` as JSON text."""
    if (checkout / DIVISIONS).exists() and unchanged(checkout):
        return (checkout / DIVISIONS).read_text()
    node, _ = frontend.node_tools()
    done = subprocess.run(
        [*node, "-e", PRINT_DIVISIONS], cwd=checkout, capture_output=True, check=True
    )
    lists = json.loads(done.stdout)
    return json.dumps(lists, ensure_ascii=False, indent=0, sort_keys=True)


def unchanged(checkout: Path) -> bool:
    package = checkout / PACKAGES / "@vant/area-data/package.json"
    return package.stat().st_mtime <= (checkout / DIVISIONS).stat().st_mtime
