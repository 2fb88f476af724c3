"""An example of a schema: what it requires, or all where it requires nothing, the same each time.

A field's own `example` wins; where there is none, its format, its codes and its borders give one.
"""

import re
from collections.abc import Mapping
from typing import Any

from shared.web.openapi.components import Fragment

FORMS: Mapping[str, str] = {
    "uuid": "3f2c8f0e-5a0b-4d7e-8c1a-9b6d2e4f7a10",
    "date": "2026-03-02",
    "date-time": "2026-03-02T12:00:00+02:00",
    "email": "aino@example.org",
    "identity-code": "131052-308T",
    "phone": "+358401234567",
    "uri-reference": "/",
}
TEXTS = ("text", "fi", "1", "853")  # for texts of a form


def example(schema: Fragment, schemas: Mapping[str, Fragment]) -> Any:
    """A value that the schema allows; `schemas` are what its references mean."""
    if "$ref" in schema:
        return example(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "example" in schema:
        return schema["example"]
    inner = schema.get("anyOf") or schema.get("allOf")
    if inner and "properties" not in schema:
        return example(inner[0], schemas)
    for keyword in ("const", "default"):
        if keyword in schema:
            return schema[keyword]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "object")
    return _plain(kind[0] if isinstance(kind, list) else kind, schema, schemas)


def _plain(kind: str, schema: Fragment, schemas: Mapping[str, Fragment]) -> Any:
    match kind:
        case "object":
            fields: Fragment = schema.get("properties", {})
            first = schema.get("then", schema).get("anyOf", [{}])[
                0
            ]  # what its fields must be together
            needed = [*schema.get("required", ()), *first.get("required", ())]
            return {name: example(fields[name], schemas) for name in needed or fields}
        case "array":
            return [example(schema["items"], schemas)] * min(schema.get("minItems", 1), 1)
        case "integer" | "number":
            return schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
        case "boolean":
            return True
        case "null":
            return None
        case _:
            return FORMS.get(schema.get("format", ""), _text(schema.get("pattern", "")))


def _text(pattern: str) -> str:
    return next((text for text in TEXTS if re.search(pattern, text)), "")
