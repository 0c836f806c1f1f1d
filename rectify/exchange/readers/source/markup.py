"""Parses a part of an office file without entities, network or unbounded trees."""

import zipfile
from collections.abc import Iterator
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
    wanted, root = frozenset(tags), None
    try:
        with archive.open(name) as stream:
            for event, element in etree.iterparse(
                stream, events=("start", "end"), resolve_entities=False, no_network=True,
                load_dtd=False,
            ):  # fmt: skip
                if event == "start":
                    root = element if root is None else root
                elif local(element) in wanted:
                    yield element
                    _free(element)
                elif _is_outside(element, root, wanted):
                    _free(element)
    except (etree.LxmlError, *BROKEN) as error:
        raise UnreadableFile(DAMAGED) from error


def _is_outside(element: Any, root: Any, wanted: frozenset[str]) -> bool:
    """Tell what stands in the first two levels and in no wanted element: nobody will ask for it."""
    parent = element.getparent()
    if parent is None or parent is root:
        return parent is not None
    return parent.getparent() is root and local(parent) not in wanted


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
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Return an attribute by local name, '' when absent: strict and loose files differ."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: Any, *path: str) -> Any | None:
    """Return the first descendant along local names, or None."""
    for name in path:
        element = next((item for item in element if local(item) == name), None)
        if element is None:
            return None
    return element
