"""Parses a part of an office file without entities, network or unbounded trees."""

import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from rectify.exchange.readers.archive import BROKEN, DAMAGED, read_entry
from rectify.exchange.readers.errors import UnreadableFile

MAX_TREE = 24 * 1024 * 1024


def part(archive: zipfile.ZipFile, name: str) -> Any | None:
    """Return the root element of a part, or None where the archive has no such part.

    A tree takes some ten times its text, hence the limit (requirements S-21: peak < 400 MB).
    """
    actual = find(archive, name)
    if actual is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(read_entry(archive, actual, MAX_TREE), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFile(DAMAGED) from error


def rows(archive: zipfile.ZipFile, name: str, *tags: str) -> Iterator[Any]:
    """Yield each finished element of these local names; everything read is freed at once."""
    try:
        with archive.open(name) as stream:
            for _event, element in etree.iterparse(
                stream, events=("end",), tag=[f"{{*}}{tag}" for tag in tags],
                resolve_entities=False, no_network=True, load_dtd=False,
            ):  # fmt: skip
                yield element
                _free(element)
    except (etree.LxmlError, *BROKEN) as error:
        raise UnreadableFile(DAMAGED) from error


def _free(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def find(archive: zipfile.ZipFile, name: str) -> str | None:
    """Return the entry's name as stored; some writers differ in case or slashes."""
    wanted = name.lower()
    for stored in archive.namelist():
        if stored.replace("\\", "/").lower() == wanted:
            return stored
    return None


def local(element: Any) -> str:
    """Return an element's name without its namespace ('' for comments)."""
    tag = element.tag
    return _bare(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=2048)
def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def attribute(element: Any, name: str) -> str:
    """Return an attribute by local name, '' when absent: strict and loose files differ."""
    value = element.get(name)
    if value is not None:
        return str(value)
    for key in element.keys():  # noqa: SIM118 - no mapping: going through its items is quadratic
        if _bare(key) == name:
            return str(element.get(key))
    return ""


def child(element: Any, *path: str) -> Any | None:
    """Return the first descendant along local names, or None."""
    for name in path:
        element = next((item for item in element if local(item) == name), None)
        if element is None:
            return None
    return element
