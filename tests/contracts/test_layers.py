"""The import contract names every package there is, in the order of the house."""

import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["importlinter"]
ORDER = [
    *("settings", "env", "urls", "celery", "wsgi", "desk", "portal", "figures", "supervision"),
    *("petitions", "issues", "signoff", "messaging", "exchange", "evidence", "accounts"),
    *("regions", "journal", "core"),
]


def layers() -> list[str]:
    """The names in the contract, from the top down."""
    lines = next(c for c in SETTINGS["contracts"] if c["type"] == "layers")["layers"]
    names = " ".join(lines).replace("|", " ").replace(":", " ").replace("(", " ").replace(")", " ")
    return [name.removeprefix("rectify.") for name in names.split()]


def test_the_layers_stand_in_the_order_of_the_house():
    assert layers() == ORDER


def test_no_package_stands_outside_the_contract():
    inside = {path.parent.name for path in (CHECKOUT / "rectify").glob("*/__init__.py")}
    assert inside - {"supervisor"} <= set(layers())


def test_every_noun_there_is_is_looked_at():
    nouns = {name for name in ("issues", "petitions") if (CHECKOUT / name / "apps.py").exists()}
    assert nouns | {"rectify"} == set(SETTINGS["root_packages"])


def test_type_checking_imports_do_not_count():
    assert SETTINGS["exclude_type_checking_imports"] is True
