"""Whether a published version is kept: its published schema is compared with that of today.

A version may gain optional fields and further codes. Everything else stays: an old reader still
understands what is written today, and today's code what was written then.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from shared.kernel.codec import Json
from shared.transport.contract.schemas import CODES, DEFINITIONS

WORDS = {"$schema", "description", "title"}  # for people: the text may be improved
INSIDE = {"properties", "required", "items", "additionalProperties", "anyOf", "allOf", "$ref"}


@dataclass(frozen=True)
class Promise:
    """What a schema says of one field, apart from the fields inside it."""

    within: str | None  # the path of what holds it; None for the event itself
    facts: dict[str, Json]  # type, format, default, whether it may be null, whose it is …
    codes: frozenset[str]


def broken(published: Json, today: Json) -> list[str]:
    """How today's schema of a version breaks the published one; [] when it does not."""
    was, now = promises(published), promises(today)
    gone = [f"{path} is gone" for path in was if path not in now and was[path].within in now]
    added = [
        f"{path} is new and required"
        for path in now
        if path not in was and now[path].within in was and now[path].facts["required"]
    ]
    changed = [
        change for path in was if path in now for change in _changes(path, was[path], now[path])
    ]
    return gone + added + changed


def advice(name: str, version: int, breaks: list[str]) -> str:
    """What to do about a version that is broken; empty when it is not."""
    if not breaks:
        return ""
    following = version + 1
    return (
        f"{name} v{version} was published and is kept for ever, but today {'; '.join(breaks)}. "
        f"Take that back, or declare version {following} and an @upcast({name!r}, to={following}) "
        f"that makes it of version {version}."
    )


def promises(schema: Json) -> dict[str, Promise]:
    """All that a schema promises, by the path of the field; "" is the event itself."""
    definitions = schema.get("definitions", {})
    return dict(_promised(schema, definitions, "", None, {"required": True}))


def _promised(
    schema: Json, definitions: Json, path: str, within: str | None, facts: dict[str, Json]
) -> Iterator[tuple[str, Promise]]:
    """A field's own promise, then those of the fields inside it."""
    schema, is_nullable = _flattened(schema, definitions)
    own = {key: value for key, value in schema.items() if key not in WORDS | INSIDE}
    own.pop("definitions", None)
    codes = own.pop(CODES, []) + own.pop("enum", [])
    facts = facts | own | {"nullable": is_nullable, "coded": "enum" in schema}
    yield path, Promise(within, facts, frozenset(codes))
    for name, inner, is_required in _inner(schema):
        at = f"{path}.{name}".removeprefix(".")
        yield from _promised(inner, definitions, at, path, {"required": is_required})


def _flattened(schema: Json, definitions: Json) -> tuple[Json, bool]:
    """The schema with its reference replaced by what it refers to; whether it may be null."""
    is_nullable = False
    while inner := _inside(schema, definitions):
        is_nullable = is_nullable or "anyOf" in schema
        rest = {key: value for key, value in schema.items() if key not in INSIDE}
        schema = inner | rest
    return schema, is_nullable


def _inside(schema: Json, definitions: Json) -> Json | None:
    if "$ref" in schema:
        return definitions[schema["$ref"].removeprefix(DEFINITIONS)]
    alternatives = schema.get("anyOf") or schema.get("allOf")
    return alternatives[0] if alternatives else None


def _inner(schema: Json) -> Iterator[tuple[str, Json, bool]]:
    """The fields inside, or the schema of each item, and whether it is required."""
    for name, inner in schema.get("properties", {}).items():
        yield name, inner, name in schema.get("required", [])
    if "items" in schema:
        yield "each", schema["items"], True
    if "additionalProperties" in schema:
        yield "each value", schema["additionalProperties"], True


def _changes(path: str, was: Promise, now: Promise) -> Iterator[str]:
    name = path or "the event"
    for key in sorted(was.facts.keys() | now.facts.keys()):
        if was.facts.get(key) != now.facts.get(key):
            yield f"{name} has {key} {_as_text(now, key)} instead of {_as_text(was, key)}"
    if now.codes and (lost := was.codes - now.codes):
        yield f"{name} has lost the codes {', '.join(sorted(lost))}"


def _as_text(promise: Promise, key: str) -> str:
    return json.dumps(promise.facts[key]) if key in promise.facts else "nothing"
