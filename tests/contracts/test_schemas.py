"""Each published version has a schema: its golden event fits it, nothing that is wrong does.

Versions hold what they promised. A schema that was published never changes, and today's may only
have grown since (shared/transport/contract/compatibility.py).
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft7Validator, FormatChecker

from services.common import event_contract
from services.platform.registry import NAMES
from shared.kernel.events import decode, encode, kind_of
from shared.kernel.sealing import Open
from shared.transport.contract.compatibility import advice, broken, promises
from shared.transport.contract.schemas import schema
from tests.contracts.examples import required
from tests.contracts.published import GOLDEN, SCHEMAS, revisions, travelling

FILES = sorted(GOLDEN.glob("*.json"))
TODAY = event_contract.schemas(*NAMES)
CURRENT = [
    path
    for path in FILES
    if path.stem in {f"{kind_of(cls).name}.v{kind_of(cls).version}" for cls in travelling()}
]
WRONG: dict[type, Any] = {str: 7, int: "3", bool: "yes", list: {}, dict: []}
UNSAID = "NO SUCH THING"  # neither a code, an id, a date nor a number

Place = tuple[str | int, ...]


@pytest.mark.parametrize("cls", travelling(), ids=lambda cls: kind_of(cls).name)
def test_a_published_version_holds_what_it_promised(cls: Any) -> None:
    kind, today = kind_of(cls), TODAY[f"{kind_of(cls).name}.v{kind_of(cls).version}"]
    *published, _ = revisions(kind.name, kind.version)
    findings = [what for path in published for what in broken(json.loads(path.read_text()), today)]
    assert advice(kind.name, kind.version, findings) == ""


@pytest.mark.parametrize("key", TODAY)
def test_todays_schema_is_among_the_published_ones(key: str) -> None:
    """After adding a field, `python -m tests.contracts` publishes what the version is now."""
    name, _, version = key.rpartition(".v")
    *_, newest, free = [None, *revisions(name, int(version))]
    assert newest, f"{free} is missing: python -m tests.contracts"
    assert promises(json.loads(newest.read_text())) == promises(TODAY[key])


def test_every_version_of_which_there_is_a_golden_event_has_a_schema() -> None:
    assert {path.stem for path in FILES} == set(TODAY) == _versions(SCHEMAS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_golden_event_fits_also_with_fields_of_a_later_release(path: Path) -> None:
    content, validator = json.loads(path.read_text()), _validator(path.stem)
    assert _faults(validator, content["data"]) == []
    assert _faults(validator, content["data"] | {"field_of_a_later_release": 1}) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_read_and_written_again_it_fits_the_newest_version(path: Path) -> None:
    content = json.loads(path.read_text())
    event = decode(content["name"], content["version"], content["data"], Open())
    again = encode(event, UUID(int=0), Open())
    kind = kind_of(event)
    assert _faults(_validator(f"{kind.name}.v{kind.version}"), again) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_part_of_it_may_be_of_another_kind(path: Path) -> None:
    data, validator = json.loads(path.read_text())["data"], _validator(path.stem)
    places = list(_places(data))
    accepted = [
        place
        for place, held in places
        if not _faults(validator, _put(data, place, WRONG[type(held)]))
    ]
    assert (accepted, len(places) > 0) == ([], True)


@pytest.mark.parametrize("path", CURRENT, ids=lambda path: path.stem)
def test_it_refuses_the_very_texts_that_the_code_cannot_read(path: Path) -> None:
    content, validator = json.loads(path.read_text()), _validator(path.stem)
    spoilt = {
        place: _put(content["data"], place, UNSAID)
        for place, held in _places(content["data"])
        if isinstance(held, str)
    }
    refused = {place for place, data in spoilt.items() if _faults(validator, data)}
    assert refused == {place for place, data in spoilt.items() if not _is_readable(content, data)}


@pytest.mark.parametrize("path", CURRENT, ids=lambda path: path.stem)
def test_a_field_may_be_missing_only_where_it_has_a_default(path: Path) -> None:
    content, validator = json.loads(path.read_text()), _validator(path.stem)
    cls = type(decode(content["name"], content["version"], content["data"], Open()))
    rests = {name: _without(content["data"], name) for name in content["data"]}
    assert {name for name, rest in rests.items() if _faults(validator, rest)} == required(cls)


def test_a_schema_is_a_schema() -> None:
    for each in TODAY.values():
        Draft7Validator.check_schema(each)


def test_newest_schemas_are_drawn_from_the_classes() -> None:
    drawn = {f"{kind_of(cls).name}.v{kind_of(cls).version}": schema(cls) for cls in travelling()}
    assert TODAY | drawn == TODAY


def _validator(key: str) -> Any:
    return Draft7Validator(TODAY[key], format_checker=FormatChecker())


def _faults(validator: Any, data: Any) -> list[str]:
    return [error.json_path for error in validator.iter_errors(data)]


def _versions(folder: Path) -> set[str]:
    """The versions that have schemas there, each revision counted with its version."""
    return {re.sub(r"\.r\d+$", "", path.stem) for path in folder.glob("*.json")}


def _places(part: Any, at: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every part of the data and what is there, from the outside in."""
    lists = enumerate(part) if isinstance(part, list) else ()
    for key, held in part.items() if isinstance(part, dict) else lists:
        yield (*at, key), held
        yield from _places(held, (*at, key))


def _put(part: Any, place: Place, new: Any) -> Any:
    """A copy with something else in that place."""
    if not place:
        return new
    key, *rest = place
    copy: Any = dict(part) if isinstance(part, dict) else list(part)
    copy[key] = _put(part[key], tuple(rest), new)
    return copy


def _without(data: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: held for key, held in data.items() if key != name}


def _is_readable(content: dict[str, Any], data: dict[str, Any]) -> bool:
    try:
        decode(content["name"], content["version"], data, Open())
    except (ValueError, ArithmeticError):  # the latter for what is no decimal
        return False
    return True
