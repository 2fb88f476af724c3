"""What was published once is read for ever: each version has a file that never changes."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from shared.events import Reach, decode, encode, kind_of
from shared.sealing import Open
from tests.contracts.examples import required
from tests.contracts.known import GOLDEN, file_of, travelling

CLASSES = travelling()
FILES = sorted(GOLDEN.glob("*.json"))


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: kind_of(cls).name)
def test_every_version_that_travels_has_its_golden_file(cls: Any) -> None:
    kind = kind_of(cls)
    versions = range(1, kind.version + 1)
    assert [v for v in versions if not file_of(kind.name, v).exists()] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_todays_code_reads_it_whole(path: Path) -> None:
    told = json.loads(path.read_text())
    event = decode(told["name"], told["version"], told["data"], Open())
    again = encode(event, UUID(int=0), Open())
    kind = kind_of(event)
    if told["version"] == kind.version:
        assert {name: again[name] for name in told["data"]} == told["data"]
    assert required(type(event)) <= set(again)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_public_stays_public_and_names_nobody(path: Path) -> None:
    told = json.loads(path.read_text())
    (cls,) = [cls for cls in CLASSES if kind_of(cls).name == told["name"]]
    assert kind_of(cls).reach == told["reach"]
    if told["reach"] == Reach.PUBLIC:
        assert kind_of(cls).personal == {}


@pytest.mark.parametrize(
    "name",
    [
        "referral.received",
        "volunteer.vetted",
        "match.started",
        "phase.advanced",
        "case.closed",
    ],
)
def test_the_five_names_that_the_design_began_with_are_public(name: str) -> None:
    (cls,) = [cls for cls in CLASSES if kind_of(cls).name == name]
    assert kind_of(cls).reach is Reach.PUBLIC
