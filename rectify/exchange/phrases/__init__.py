"""Reads the short texts of rectification plans: deadlines, units, outcomes, petition numbers.

Pure functions: text in, a frozen reading out; no database, no Django. Every reading says how sure
it is. `high` means the grammar consumed the whole text and knows no second reading; anything else
is `low` with a Chinese reason, and a person confirms it (design §7).
"""
