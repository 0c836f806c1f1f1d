"""Marks a sentence for translation without importing Django: rule modules stay pure."""


def gettext_noop(message: str) -> str:
    """Return the sentence as it is; the page or the API translates it where it is shown."""
    return message
