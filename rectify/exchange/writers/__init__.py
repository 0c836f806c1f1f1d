"""Tables out of the system: workbooks and papers. What a table says is the noun's business."""

from rectify.exchange.writers.table import Column, Table

__all__ = ["Column", "Table"]
