"""The whole document of one service, made from what flask-smorest has generated of its routes."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask_smorest.spec.plugins import FlaskPlugin

from shared.identity.access import Access, Manifest
from shared.web.idempotency import KEY
from shared.web.openapi import components
from shared.web.openapi.components import Fragment
from shared.web.openapi.examples import example
from shared.web.openapi.operations import Operation

DESCRIPTION = """Send an access token with every request. A POST that makes something carries an
`Idempotency-Key`, a PUT or DELETE an `If-Match` with the ETag last read; every problem is an
`application/problem+json`. Lists are asked for page by page with `cursor`."""
METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True)
class Addresses:
    """Addresses a service is called, and where tokens for it come from."""

    server: str  # the address before all paths
    token_url: str


def complete(generated: Fragment, app: Flask, manifest: Manifest, addresses: Addresses) -> Fragment:
    """What flask-smorest has generated, with all that its routes have in common.

    Raises `ValueError` when two operations would have one id.
    """
    operations = list(_operations(generated, app, manifest))
    _must_differ([operation.id for operation in operations])
    parts = generated.get("components", {})
    own_schemas = {
        name: _without_defaults(schema) for name, schema in parts.get("schemas", {}).items()
    }
    schemas = own_schemas | {"Problem": components.PROBLEM, "Created": components.CREATED}
    paths: Fragment = {}
    for operation in operations:
        place = paths.setdefault(operation.path, {})
        if operation.shared:
            place["parameters"] = list(operation.shared)
        place[operation.method] = _with_example(operation.completed(), schemas)
    document = {
        "openapi": generated["openapi"],
        "info": generated["info"] | {"description": DESCRIPTION.replace("\n", " ")},
        "servers": [{"url": addresses.server}],
        "tags": _tags(generated, operations),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": components.problem_answers(),
            "parameters": components.parameters(KEY.pattern.replace(r"\Z", "$")),
            "headers": components.HEADERS,
            "securitySchemes": components.security_schemes(addresses.token_url),
        },
    }
    return _without_unused(document)


def _operations(generated: Fragment, app: Flask, manifest: Manifest) -> Iterator[Operation]:
    endpoints = {
        (FlaskPlugin.flaskpath2openapi(rule.rule), method.lower()): rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }
    for path, methods in generated.get("paths", {}).items():
        for method in METHODS:
            if method in methods:
                endpoint = endpoints[path, method]
                access = _access(manifest[endpoint], method)
                shared = tuple(methods.get("parameters", ()))
                name = app.view_functions[endpoint].__name__
                yield Operation(endpoint, name, method, path, access, methods[method], shared)


def _access(entry: Access | Mapping[str, Access], method: str) -> Access:
    return entry if isinstance(entry, Access) else entry[method.upper()]


def _must_differ(ids: list[str]) -> None:
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise ValueError(f"More than one operation would be called: {', '.join(twice)}.")


def _with_example(operation: Fragment, schemas: Mapping[str, Fragment]) -> Fragment:
    """An example of what to send; of the answer where nothing is sent."""
    answers = operation["responses"]
    holder = operation.get("requestBody") or next(iter(answers.values()))
    for content in holder.get("content", {}).values():
        if "schema" in content and "example" not in content:
            content["example"] = example(content["schema"], schemas)
    return operation


def _without_defaults(schema: Fragment) -> Fragment:
    """Defaults of a body in words: generators take a field that has one for always there."""
    fields = {name: _described(field) for name, field in schema.get("properties", {}).items()}
    return schema | {"properties": fields} if fields else schema


def _described(field: Fragment) -> Fragment:
    if "default" not in field:
        return field
    rest = {key: value for key, value in field.items() if key != "default"}
    left_out = f"Left out: {json.dumps(field['default'])}."
    return rest | {"description": f"{field.get('description', '')} {left_out}".strip()}


def _tags(generated: Fragment, operations: list[Operation]) -> list[Fragment]:
    """The chapters in the order of their operations, each with its blueprint's description."""
    by_chapter = {tag["name"].removesuffix("_api"): tag for tag in generated.get("tags", ())}
    chapters = dict.fromkeys(operation.chapter for operation in operations)
    return [by_chapter.get(name, {}) | {"name": name} for name in chapters]


def _without_unused(document: Any) -> Fragment:
    """Components that nothing refers to are left out, until none of them is left."""
    parts: Fragment = document["components"]
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
