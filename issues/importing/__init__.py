"""What a row of a plan file means: drafts, doubts, comparison with the plan, writing, undo.

`drafts` (rows + answers) → `doubts` (what a person must decide) → `compare` (new, changed,
untouched, refused, frozen) → `writing` inside `services.confirm`, all or nothing.
"""
