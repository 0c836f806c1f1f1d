"""Parses a part of an office file without entities, network or unbounded trees."""

import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from rectify.exchange.readers.archive import BROKEN, DAMAGED, read_entry
from rectify.exchange.readers.errors import UnreadableFile


def part(archive: zipfile.ZipFile, name: str) -> Any | None:
    """Return the root element of a part, or None where the archive has no such part."""
    actual = find(archive, name)
    if actual is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(read_entry(archive, actual), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFile(DAMAGED) from error


def rows(archive: zipfile.ZipFile, name: str, *tags: str) -> Iterator[Any]:
    """Yield each finished element of these local names, freeing it afterwards."""
    try:
        with archive.open(name) as stream:
            wanted = tuple(f"{{*}}{tag}" for tag in tags)
            for _event, element in etree.iterparse(
                stream, events=("end",), tag=wanted, resolve_entities=False, no_network=True,
                load_dtd=False,
            ):  # fmt: skip
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.LxmlError, *BROKEN) as error:
        raise UnreadableFile(DAMAGED) from error


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
