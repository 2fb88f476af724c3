from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from shared.demo_provider.provider import create_provider
from tests.shared.identity.world import World, settings


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("provider")


@pytest.fixture(scope="session")
def provider(home: Path) -> Flask:
    return create_provider(settings(home), clock=lambda: datetime.now(UTC))


@pytest.fixture
def world(tmp_path: Path, provider: Flask, home: Path) -> Iterator[World]:
    world = World(tmp_path, provider, home)
    yield world
    world.close()
