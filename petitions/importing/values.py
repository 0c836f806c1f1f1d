"""A draft as columns and items: what of it is written, and what it is compared by. Pure."""

from petitions.importing.drafts import Draft, Json
from petitions.importing.known import nobody
from petitions.splitting import split_items
from petitions.verdicts import derive
from rectify.exchange.readers.petition_codes import verdict_of


def items_of(draft: Draft) -> list[tuple[str, str, str]]:
    """Text, verdict and finding of each matter.

    Findings are given to the matters only where both are numbered alike and the verdicts told in
    them come to the overall one; else each matter takes the overall verdict only when it is one.
    """
    texts = split_items(draft.text)
    findings = split_items(draft.texts["finding"])
    verdicts = [verdict_of(finding) or "" for finding in findings]
    if len(texts) == len(findings) > 1 and derive(verdicts) == draft.verdict:
        return list(zip(texts, verdicts, findings, strict=True))
    if len(texts) == 1:
        return [(texts[0], draft.verdict, draft.texts["finding"])]
    return [(text, "", "") for text in texts]


def values_of(draft: Draft) -> Json:
    """The columns a file speaks of; without a result only those of the complaint."""
    found: Json = {
        "number": draft.number.printed,
        "text": draft.text,
        "area": draft.texts["area"][:120],
        "pollution_types": list(draft.types),
        "is_key": draft.is_key,
        "duplicate_number": draft.duplicate_number[:60],
    }
    if not draft.answered:
        return found
    return found | {
        "verdict": draft.verdict,
        "closure": draft.closure,
        "finding": draft.texts["finding"],
        "closure_target": draft.texts["closure_target"],
        "handling": draft.texts["handling"],
        "accountability": _accountability(draft),
        "next_due_on": draft.next_due_on,
        **draft.outcome,
    }


def _accountability(draft: Draft) -> str:
    """Empty where the words say nobody; on record they stay as they are."""
    text = draft.texts["accountability"]
    return text if "accountability" in draft.known else nobody(text)
