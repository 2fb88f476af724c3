"""The whole document of one service, made from what flask-smorest has drawn of its routes."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask_smorest.spec.plugins import FlaskPlugin

from shared.idempotency import KEY
from shared.identity.access import Access, Manifest
from shared.openapi import components
from shared.openapi.components import Drawn
from shared.openapi.examples import example
from shared.openapi.operations import Operation

ABOUT = """Send an access token with every request. A POST that makes something carries an
`Idempotency-Key`, a PUT or DELETE an `If-Match` with the ETag last read; every problem is an
`application/problem+json`. Lists are asked for page by page with `cursor`."""
METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True)
class Where:
    """Where a service is called, and where tokens for it come from."""

    server: str  # the address before all paths
    token_url: str


def complete(drawn: Drawn, app: Flask, manifest: Manifest, where: Where) -> Drawn:
    """What flask-smorest has drawn, with all that its routes have in common.

    Raises `ValueError` when two operations would have one id.
    """
    operations = list(_operations(drawn, app, manifest))
    _must_differ([operation.id for operation in operations])
    parts = drawn.get("components", {})
    drawn_schemas = {
        name: _without_defaults(schema) for name, schema in parts.get("schemas", {}).items()
    }
    schemas = drawn_schemas | {"Problem": components.PROBLEM, "Created": components.CREATED}
    paths: Drawn = {}
    for operation in operations:
        place = paths.setdefault(operation.path, {})
        if operation.shared:
            place["parameters"] = list(operation.shared)
        place[operation.method] = _with_example(operation.completed(), schemas)
    document = {
        "openapi": drawn["openapi"],
        "info": drawn["info"] | {"description": ABOUT.replace("\n", " ")},
        "servers": [{"url": where.server}],
        "tags": _tags(drawn, operations),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": components.problem_answers(),
            "parameters": components.parameters(KEY.pattern.replace(r"\Z", "$")),
            "headers": components.HEADERS,
            "securitySchemes": components.security_schemes(where.token_url),
        },
    }
    return _without_unused(document)


def _operations(drawn: Drawn, app: Flask, manifest: Manifest) -> Iterator[Operation]:
    endpoints = {
        (FlaskPlugin.flaskpath2openapi(rule.rule), method.lower()): rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }
    for path, methods in drawn.get("paths", {}).items():
        for method in METHODS:
            if method in methods:
                endpoint = endpoints[path, method]
                access = _access(manifest[endpoint], method)
                shared = tuple(methods.get("parameters", ()))
                yield Operation(endpoint, method, path, access, methods[method], shared)


def _access(entry: Access | Mapping[str, Access], method: str) -> Access:
    return entry if isinstance(entry, Access) else entry[method.upper()]


def _must_differ(ids: list[str]) -> None:
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise ValueError(f"More than one operation would be called: {', '.join(twice)}.")


def _with_example(operation: Drawn, schemas: Mapping[str, Drawn]) -> Drawn:
    """An example of what to send; of the answer where nothing is sent."""
    answers = operation["responses"]
    holder = operation.get("requestBody") or next(iter(answers.values()))
    for content in holder.get("content", {}).values():
        if "schema" in content and "example" not in content:
            content["example"] = example(content["schema"], schemas)
    return operation


def _without_defaults(schema: Drawn) -> Drawn:
    """Defaults of a body in words: generators take a field that has one for always there."""
    fields = {name: _in_words(field) for name, field in schema.get("properties", {}).items()}
    return schema | {"properties": fields} if fields else schema


def _in_words(field: Drawn) -> Drawn:
    if "default" not in field:
        return field
    rest = {key: value for key, value in field.items() if key != "default"}
    left_out = f"Left out: {json.dumps(field['default'])}."
    return rest | {"description": f"{field.get('description', '')} {left_out}".strip()}


def _tags(drawn: Drawn, operations: list[Operation]) -> list[Drawn]:
    """The chapters in the order of their operations, each with its blueprint's words."""
    words = {tag["name"].removesuffix("_api"): tag for tag in drawn.get("tags", ())}
    chapters = dict.fromkeys(operation.chapter for operation in operations)
    return [words.get(name, {}) | {"name": name} for name in chapters]


def _without_unused(document: Any) -> Drawn:
    """Components that nothing refers to are left out, until none of them is left."""
    parts: Drawn = document["components"]
    while True:
        used = set(re.findall(r'"#/components/(\w+)/([^"]+)"', json.dumps(document)))
        kept = {
            kind: {
                name: component
                for name, component in components_of_kind.items()
                if (kind, name) in used or kind == "securitySchemes"
            }
            for kind, components_of_kind in parts.items()
        }
        if kept == parts:
            return document  # type: ignore[no-any-return]  # JSON
        document["components"] = parts = kept
