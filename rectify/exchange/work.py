"""What is owed to a large import: a worker looks at it, writes it, takes it back.

A duty names the import and its version, and is done only while the import stands at that version:
one that is repeated, or comes after the import has moved on, does nothing.
"""

from rectify.exchange.models import StagedImport
from rectify.journal import outbox

DUTIES = {"plan": "issues.import", "ledger": "issues.import", "petitions": "petitions.import"}
"""Outbox kinds by what is imported; by name, for the nouns stand above."""


def owe(row: StagedImport) -> None:
    """Call after `save_version`, in its transaction. A small import owes nothing: it is looked at
    and written while a person waits."""
    if row.large:
        kind = DUTIES[row.kind]
        outbox.put(kind, f"{kind}:{row.pk}:v{row.version}", import_id=row.pk, version=row.version)
