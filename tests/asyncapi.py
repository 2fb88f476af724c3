"""What is wrong with an AsyncAPI document, by the specification's own schema (vendor/)."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from tests.tree import ROOT

SPECIFICATION = ROOT / "tests/vendor/asyncapi-specs-6.11.1/asyncapi-3.0.0.json"


def faults(document: Any) -> list[str]:
    """Where the document is not AsyncAPI 3, or refers to what is not in it; [] for nowhere."""
    wrong = [
        f"{error.json_path}: {error.message[:200]}" for error in _validator().iter_errors(document)
    ]
    return wrong + [
        f"{reference} is not there"
        for reference in sorted(set(_references(document)))
        if not _holds(document, reference)
    ]


@cache
def _validator() -> Any:
    return Draft7Validator(json.loads(SPECIFICATION.read_text(encoding="utf-8")))


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from _references(inner)
    if isinstance(part, list):
        for inner in part:
            yield from _references(inner)


def _holds(document: Any, reference: str) -> bool:
    for name in reference.removeprefix("#/").split("/"):
        if name not in document:
            return False
        document = document[name]
    return True
