"""What goes in and out, named field by field."""

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from rest_framework import serializers

UNKNOWN = "unknown"


class Row(serializers.Serializer[Any]):
    """Columns of one row of a list or a detail; it documents and selects, orjson renders.

    A field's `source` is its path in the ORM; what code adds afterwards stands in `computed`, what
    it needs for that and takes away again in `hidden`.
    """

    computed: ClassVar[tuple[str, ...]] = ()
    hidden: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def columns(cls) -> dict[str, str]:
        """Output name → path."""
        return _columns(cls)


@cache
def _columns(row: type[Row]) -> dict[str, str]:
    fields: Mapping[str, Any] = row._declared_fields
    shown = {
        name: (field.source or name).replace(".", "__")
        for name, field in fields.items()
        if name not in row.computed
    }
    return shown | {path: path for path in row.hidden}


class Body(serializers.Serializer[Any]):
    """What a writing call may bring. Any other key is a 400 that names it (conventions 5)."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            known = {name for name, field in self.fields.items() if not field.read_only}
            odd = [str(name) for name in data if name not in known]
            if odd:
                told = _("这里不接收这个字段。")
                raise serializers.ValidationError({name[:80]: [told] for name in odd[:20]}, UNKNOWN)
        return super().to_internal_value(data)


class Nothing(Body):
    """A move that needs no words."""
