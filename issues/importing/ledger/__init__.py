"""Ledgers: an office's own 台账 becomes imported history of an issued plan.

`history` (what a row says of states and dates) → `doubts` → `compare` (with what the plan and this
system's own acts know) → `writing` inside `services.confirm`; `undoing` takes it back whole.
"""
