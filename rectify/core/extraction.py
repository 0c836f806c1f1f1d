"""Finds the sentences of templates for Babel (``make messages``), where ``xgettext`` is missing."""

import io
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_javascript
from django.utils.translation.template import templatize


def templates(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[tuple[Any, ...]]:
    """A Babel extraction method: yields line, function, message or messages, comments.

    Django turns a template into a row of calls between rubbish; of Babel's readers the one for
    JavaScript is the one that does not mind the rubbish's indentation.
    """
    calls = templatize(file.read().decode("utf-8"), origin=getattr(file, "name", None))
    source = io.BytesIO(calls.encode("utf-8"))
    yield from extract_javascript(source, keywords, comment_tags, {"encoding": "utf-8"})
