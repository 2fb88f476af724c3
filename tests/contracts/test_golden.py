"""What was published once is read for ever: each version has a file that never changes."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.common import event_contract
from services.platform.registry import NAMES
from shared.kernel.events import Reach, UnknownEvent, decode, encode, kind_of
from shared.kernel.sealing import Open
from tests.contracts.examples import required
from tests.contracts.published import GOLDEN, listed, ours, sums, travelling, unwritten
from tests.shared.bicycles import Bought, Repaired

CLASSES = travelling()
FILES = sorted(GOLDEN.glob("*.json"))


@pytest.mark.parametrize("cls", ours(), ids=lambda cls: kind_of(cls).name)
def test_every_version_that_somebody_reads_has_its_golden_file(cls: Any) -> None:
    assert unwritten(cls) == []


def test_a_version_without_one_would_be_missed() -> None:
    assert (unwritten(Bought), unwritten(Repaired)) == ([1, 2], [])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_todays_code_reads_it_whole(path: Path) -> None:
    content = json.loads(path.read_text())
    event = decode(content["name"], content["version"], content["data"], Open())
    again = encode(event, UUID(int=0), Open())
    kind = kind_of(event)
    if content["version"] == kind.version:
        assert _as_stored(again, content["data"]) == content["data"]
    assert required(type(event)) <= set(again)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_field_that_is_new_to_a_reader_is_ignored(path: Path) -> None:
    content = json.loads(path.read_text())
    newer = content["data"] | {"field_of_a_later_release": {"any": ["thing"]}}
    events = [
        decode(content["name"], content["version"], data, Open())
        for data in (content["data"], newer)
    ]
    assert events[0] == events[1]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: kind_of(cls).name)
def test_a_version_that_is_new_to_a_reader_is_refused(cls: Any) -> None:
    kind = kind_of(cls)
    with pytest.raises(UnknownEvent, match=f"v{kind.version + 1} is newer than v{kind.version}"):
        decode(kind.name, kind.version + 1, {}, Open())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_public_stays_public_and_names_nobody(path: Path) -> None:
    content = json.loads(path.read_text())
    (cls,) = [cls for cls in CLASSES if kind_of(cls).name == content["name"]]
    assert kind_of(cls).reach == content["reach"]
    if content["reach"] == Reach.PUBLIC:
        assert kind_of(cls).personal == {}


def test_no_published_file_has_changed_or_gone() -> None:
    """A new one gets its line by `python -m tests.contracts`."""
    assert sums() == listed()


def test_a_changed_file_would_be_noticed(tmp_path: Path) -> None:
    changed = tmp_path / "golden" / FILES[0].name
    changed.parent.mkdir()
    changed.write_text(FILES[0].read_text() + "\n")
    path = f"golden/{FILES[0].name}"
    assert sums(tmp_path)[path] != listed()[path]


def test_the_published_language_is_all_that_leaves_the_services() -> None:
    names = {cls for service in NAMES for cls in event_contract.told_by(service)}
    assert sorted(names, key=lambda cls: kind_of(cls).name) == CLASSES


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


def _as_stored(now: Any, content: Any) -> Any:
    """The values of now, without the fields that a version has gained since, however deep."""
    if isinstance(now, dict) and isinstance(content, dict):
        return {
            name: _as_stored(value, content[name]) for name, value in now.items() if name in content
        }
    if isinstance(now, list) and isinstance(content, list) and len(now) == len(content):
        return [_as_stored(value, other) for value, other in zip(now, content, strict=True)]
    return now
