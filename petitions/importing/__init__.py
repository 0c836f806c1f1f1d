"""What a row of a petition file means: drafts, doubts, comparison with the batch, writing, undo.

The same flow as `issues.importing`: `drafts` (rows + answers) → `doubts` → `compare` (new, changed,
untouched, refused) → `writing` inside `services.confirm`, all or nothing, silent: an import of
results is history, nobody is told.
"""
