"""Holds every answer that a test gets from an API to the document of its service.

A `WatchedPlatform` lists in `wrong` the answers whose status, media type, body or headers the
document does not allow. A document is read, and each schema made ready, once for a whole run.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jsonschema_rs

from services.platform.embedded import Platform
from tests.documents import Document, address, meant, operations, read

Start = Callable[..., Any]


@dataclass
class WatchedPlatform(Platform):
    """Compares what its services answer with what they have documented."""

    wrong: list[str] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"].lower()
        service = path.split("/")[1]
        is_resource = service in self.services and path.startswith(f"/{service}/api/v1/")
        if not is_resource or path == address(service) or method in ("head", "options"):
            return super().__call__(environ, start)
        start_of_answer: list[Any] = []

        def note(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            start_of_answer.extend((status[:3], {name.lower(): value for name, value in headers}))
            return start(status, headers, *more)

        body = b"".join(super().__call__(environ, note))
        if service not in _READ:
            _READ[service] = _Operations(read(self, service))
        code, headers = start_of_answer
        self.wrong += _READ[service].faults(path, method, code, headers, body)
        return [body]


_READ: dict[str, "_Operations"] = {}


class _Operations:
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
        promised = {
            header.lower()
            for header, part in answer.get("headers", {}).items()
            if meant(self.document, part).get("required")
        }
        missing = sorted(promised - headers.keys())
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


def whole(answer: Any) -> str:
    """All that came, also of a paper, whose words are not read."""
    text: str = answer.get_data().decode(errors="replace")
    return text
