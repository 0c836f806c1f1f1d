"""Fetching one row of those a person may see."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from rectify.core.errors import Missing

Row = TypeVar("Row", bound=Model)


def one_of(rows: QuerySet[Row], **which: Any) -> Row:
    """The row of these that is meant; raises `Missing`, whether it is not there or not in sight."""
    row = rows.filter(**which).first()
    if row is None:
        raise Missing()
    return row
