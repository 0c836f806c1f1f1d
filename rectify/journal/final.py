"""Tables whose rows are written once: a trigger refuses every change, whoever asks."""

import pgtrigger


def final(name: str) -> pgtrigger.Trigger:
    """Refuses UPDATE, DELETE and TRUNCATE of the table; per statement, as TRUNCATE has no rows."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
        func="RAISE EXCEPTION '% of %: written once, never changed', TG_OP, TG_TABLE_NAME;",
    )
