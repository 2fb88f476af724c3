"""The OpenAPI documents of the four services, as anybody may read them.

`documents` opens a platform once for the session, reads what it serves, and closes it.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.platform.embedded import Platform
from services.platform.registry import NAMES

BASE = "http://localhost"

METHODS = ("get", "put", "post", "delete", "patch")
Document = dict[str, Any]


@pytest.fixture(scope="session")
def documents(written: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """Each service's document by its name."""
    folder = tmp_path_factory.mktemp("documents") / "var"
    shutil.copytree(written, folder)
    opened = Platform(folder, BASE, sync="OFF").open()
    try:
        return {name: read(opened, name) for name in NAMES}
    finally:
        opened.close()


def read(platform: Platform, service: str) -> Document:
    answer = Client(platform, Response).get(address(service), base_url=BASE)
    assert answer.status_code == 200, answer.text
    document: Document = answer.get_json()
    return document


def address(service: str) -> str:
    return f"/{service}/api/v1/openapi.json"


def operations(document: Document) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each operation with its path and method."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def meant(document: Document, part: Any) -> Any:
    """What a reference stands for; anything else as it is."""
    while "$ref" in part:
        _, kind, name = part["$ref"].rsplit("/", 2)
        part = document["components"][kind][name]
    return part
