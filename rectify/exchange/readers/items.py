"""Splits the text of a cell or a run of lines into its numbered items (measures, findings)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rectify.exchange.readers.serials import CHINESE, CIRCLED, Head, head_of, plain_number

INLINE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("(一)", re.compile(rf"(?<![\w第])[（(]([{CHINESE}]{{1,3}})[)）]")),
    (
        "1.",
        re.compile(r"(?<![\d.．\w年月])(\d{1,2})(?:[.．、](?!\d)|[.．、](?=\d{4}年|\d{1,2}月))"),
    ),
    ("(1)", re.compile(r"[（(](\d{1,2})[)）]")),
    ("1)", re.compile(r"(?<![\d(（\w])(\d{1,2})[)）]")),
    ("①", re.compile(rf"([{CIRCLED}])")),
    ("一是", re.compile(rf"(?:(?<=[。；;:：,，\n])|^)\s*([{CHINESE}]{{1,2}})是(?=[^\s否的不非])")),
)
ENDS = re.compile(r"[；;。\s]+$")
NOTHING_SAID = re.compile(r"[（(]?(略|无|同上|详见附件.*|/|—+|-+)[)）]?[。.]?")


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered item and where it stands."""

    text: str
    place: str = ""


def split_items(text: str, place: str = "") -> list[Item]:
    """Return the items of one cell's text; a text without numbers is one item a line."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) <= 1:
        return [Item(part, place) for part in split_inline(text)]
    return join_lines((line, place) for line in lines)


def join_lines(lines: Iterable[tuple[str, str]]) -> list[Item]:
    """Gather lines into items: a number of the outermost style opens one, the rest goes on.

    Lines without any number are items of their own where they end like sentences.
    """
    found: list[tuple[Head | None, str, str]] = [
        (head_of(text), text.strip(), place) for text, place in lines if text.strip()
    ]
    first = next((head for head, _text, _place in found if head), None)
    if first is None or len(found) == 1:
        return _sentences(found)
    if torn := _torn(found, first):
        return torn
    items: list[Item] = []
    for head, text, place in found:
        if head and head.style == first.style:
            items.append(Item(head.rest, place))
        elif items:
            items[-1] = Item(f"{items[-1].text}\n{text}", items[-1].place)
        else:
            items.append(Item(text, place))
    return [Item(clean(item.text), item.place) for item in items if says_something(item.text)]


def _torn(found: list[tuple[Head | None, str, str]], first: Head) -> list[Item]:
    """Items that go on inside lines broken by the page's width; none where every one opens a line.

    ①每季度研究一次⏎；②纳入考核: the numbers count on across the breaks.
    """
    if found[0][0] is not first:
        return []
    opened = sum(head is not None and head.style == first.style for head, _text, _place in found)
    joined = found[0][1]
    for _head, text, _place in found[1:]:
        joined += text if joined[-1] not in "。；;：:" else f"\n{text}"
    pattern = dict(INLINE).get(first.style)
    run = _run(first.style, list(pattern.finditer(joined))) if pattern else []
    if len(run) <= opened or run[0].start() > 0:
        return []
    ends = [match.start() for match in run[1:]] + [len(joined)]
    texts = [joined[match.end() : end] for match, end in zip(run, ends, strict=True)]
    return [Item(clean(text), found[0][2]) for text in texts if says_something(text)]


def split_inline(text: str) -> list[str]:
    """Return the parts of a text like (1)甲;(2)乙 or 1.甲。2.乙; one part when not numbered.

    A text that begins with the first number of a style and has no second of it is one part,
    whatever is numbered inside it: 1、整治河道：(1)清淤；(2)护岸.
    """
    bare = text.strip()
    best: list[re.Match[str]] = []
    for style, pattern in INLINE:
        run = _run(style, list(pattern.finditer(bare)))
        if len(run) >= 2 and (not best or run[0].start() < best[0].start()):
            best = run
    if not best or _one_only(bare, best[0].start()):
        head = head_of(bare)
        bare = head.rest if head and head.style != "1.1" else bare
        return [clean(bare)] if says_something(bare) else []
    lead = bare[: best[0].start()].strip()
    ends = [match.start() for match in best[1:]] + [len(bare)]
    parts = [bare[match.end() : end] for match, end in zip(best, ends, strict=True)]
    if lead and len(lead) > 12 and lead[-1] in "。；;":
        parts.insert(0, lead)
    return [clean(part) for part in parts if says_something(part)]


def _one_only(text: str, first: int) -> bool:
    """Tell whether a first number stands before the run that was found."""
    head = head_of(text)
    opens = head is not None and head.style in {"1.", "(1)", "1)", "①", "(一)"}
    return opens and head is not None and head.number in {"1", "①"} and first > 0


def clean(text: str) -> str:
    """Return an item without the mark that ends it."""
    return ENDS.sub("", text.strip())


def says_something(text: str) -> bool:
    """Tell a text from the placeholders offices put in empty cells (略, 无, /)."""
    bare = text.strip()
    return bool(bare) and not NOTHING_SAID.fullmatch(bare) and bool(re.search(r"\w", bare))


def _run(style: str, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """Keep the matches that count 1, 2, 3 …; a number inside a sentence does not."""
    run: list[re.Match[str]] = []
    for match in matches:
        number = plain_number(match[1]) if style != "①" else str(CIRCLED.index(match[1]) + 1)
        if number == str(len(run) + 1):
            run.append(match)
    return run


def _sentences(found: list[tuple[Head | None, str, str]]) -> list[Item]:
    """Lines without numbers: each is an item unless the line before is cut off mid-sentence."""
    items: list[Item] = []
    for _head, text, place in found:
        if items and items[-1].text[-1] in ",，、":
            items[-1] = Item(items[-1].text + text, items[-1].place)
        else:
            items.append(Item(text, place))
    if len(items) == 1:
        return [Item(part, items[0].place) for part in split_inline(items[0].text)]
    return [Item(clean(item.text), item.place) for item in items if says_something(item.text)]
