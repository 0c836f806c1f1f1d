"""Plans: narrative, Word table, Excel list, pasted text, and plans of overall measures."""

from rectify.exchange.readers.plan.reader import read_plan

__all__ = ["read_plan"]
