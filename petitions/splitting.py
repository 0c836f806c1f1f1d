"""One petition, several matters: its text as numbered sub-questions."""

import re

MARK = re.compile(
    r"(?:^|(?<=[。；;，,：:\n\s]))"
    r"(?:[(（](\d{1,2}|[一二三四五六七八九十])[)）]|(\d{1,2})[.．、)）](?!\d)|([一二三四五六七八九十])[、是])"
)
HAN = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}
MOST = 20


def split_items(text: str) -> list[str]:
    """The numbered matters of a text, in order; the whole text where it has no numbering.

    Only a run 1, 2, 3 … counts, so that a date or a quantity never splits a sentence.
    """
    whole = text.strip()
    marks, wanted = [], 1
    for match in MARK.finditer(whole):
        word = match[1] or match[2] or match[3]
        number = HAN.get(word) or int(word)
        if number == wanted:
            marks.append(match)
            wanted += 1
    if len(marks) < 2 or len(marks) > MOST:
        return [whole] if whole else []
    ends = [mark.start() for mark in marks[1:]] + [len(whole)]
    parts = [whole[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    return [part.strip(" \n\t；;，,。") for part in parts if part.strip(" \n\t；;，,。")]
