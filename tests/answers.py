"""Holds every answer that a test gets from an API to the document of its service.

`watch` puts itself before a platform's applications; `wrong` lists the answers whose status,
media type, body or headers the document does not know. A document is read, and each schema made
ready, once for a whole run.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jsonschema_rs
from flask import Flask

from services.embedded import Platform
from tests.documents import Document, address, meant, operations, read

Start = Callable[..., Any]


@dataclass
class Watched:
    """What was answered otherwise than documented."""

    wrong: list[str] = field(default_factory=list)


def watch(platform: Platform) -> Watched:
    """Look at all that the platform's services answer from now on."""
    watched = Watched()
    for name in platform.services:
        app = platform.apps[name]
        app.wsgi_app = _Before(app, name, platform, watched.wrong)  # type: ignore[assignment]
    return watched


class _Before:
    """Lets a request through and looks at the answer."""

    def __init__(self, app: Flask, service: str, platform: Platform, wrong: list[str]) -> None:
        self.inner, self.service, self.platform, self.wrong = app.wsgi_app, service, platform, wrong

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"].lower()
        is_ours = path.startswith(f"/{self.service}/api/v1/") and path != address(self.service)
        if not is_ours or method in ("head", "options"):
            return self.inner(environ, start)
        start_of_answer: list[Any] = []

        def note(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            start_of_answer.extend((status[:3], {name.lower(): value for name, value in headers}))
            return start(status, headers, *more)

        body = b"".join(self.inner(environ, note))
        document = _document(self.service, self.platform)
        self.wrong += document.faults(path, method, start_of_answer[0], start_of_answer[1], body)
        return [body]


_READ: dict[str, "_Known"] = {}


def _document(service: str, platform: Platform) -> "_Known":
    if service not in _READ:
        _READ[service] = _Known(read(platform, service))
    return _READ[service]


class _Known:
    """One service's document, ready to be compared with."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.operations = [
            (re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), method, operation)
            for path, method, operation in operations(document)
        ]
        self.validator = cache(self._validator)

    def faults(
        self, path: str, method: str, code: str, headers: dict[str, str], body: bytes
    ) -> list[str]:
        operation = next(
            (
                operation
                for form, verb, operation in self.operations
                if verb == method and form.fullmatch(path)
            ),
            None,
        )
        if operation is None:
            return []
        name = f"{operation['operationId']} {code}"
        if code not in operation["responses"]:
            return [f"{name} is not documented: {body[:200]!r}"]
        answer = meant(self.document, operation["responses"][code])
        missing = sorted(set(map(str.lower, answer.get("headers", ()))) - headers.keys())
        wrong = [f"{name} has no {header}" for header in missing]
        media = headers.get("content-type", "").partition(";")[0]
        if "content" in answer and media not in answer["content"]:
            return [*wrong, f"{name} came as {media}"]
        if "content" not in answer or not media.endswith("json"):
            return wrong
        validator = self.validator(json.dumps(answer["content"][media]["schema"]))
        return wrong + [f"{name}: {error}" for error in validator.iter_errors(json.loads(body))]

    def _validator(self, schema: str) -> Any:
        whole = json.loads(schema) | {"components": self.document["components"]}
        return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
