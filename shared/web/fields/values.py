"""Parts of answers that are JSON already."""

from typing import Any, get_type_hints

from marshmallow import fields


class Value(fields.Field[Any]):
    """A part of an answer that is JSON already: a value of `kind`, written by `to_json`.

    `kind` is for the document alone: a dataclass, a code list, or several of either.
    """

    def __init__(self, kind: Any, **options: Any) -> None:
        super().__init__(dump_only=True, **options)
        self.kind = kind


def values_of(kind: Any) -> dict[str, Any]:
    """The fields of a schema that answers with all fields of this dataclass."""
    hints = get_type_hints(kind)
    return {name: Value(hints[name], required=True) for name in kind.__dataclass_fields__}
