"""What another service sends is held to what its events declare, as strictly as any request."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

from services.common.codes import VisitKind
from shared.kernel.checked import NotAgreed, check
from shared.kernel.events import decode, decode_received
from shared.kernel.sealing import Open
from shared.kernel.signing import Forged, Keyring
from shared.store import Recorded
from shared.transport.envelope import Envelopes
from tests.bad_input.bodies import BODIES
from tests.bad_input.classes import REFUSED, BadInput
from tests.bad_input.table import OF_FIELDS
from tests.contracts.published import GOLDEN, ours

ID = "00000000-0000-4000-8000-00000000000a"
GOOD: dict[str, Any] = {
    "id": ID,
    "day": "2026-01-31",
    "moment": "2026-01-31T12:00:00+00:00",
    "whole": 3,
    "number": "2.5",
    "money": "12.50",
    "yes_no": True,
    "code": "FACE",
    "text": "Aino",
    "places": ["853"],
}
NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
MESSAGE = Recorded(
    position=1,
    partition=0,
    previous=0,
    id=UUID(ID),
    stream="told-1",
    version=1,
    name="told",
    schema_version=1,
    data={},
    metadata={"actor": "x", "organisation": None, "correlation": ID},
    reach="public",
    recorded_at=NOON,
    numbered_at=NOON,
)
UNREADABLE = [name for name, (_, status) in BODIES.items() if status == 400]
FIELDS = {"yes-no": "yes_no", "municipality": "places"}
OF_EVENTS = [  # kinds whose values an event holds in the same form as JSON does
    bad
    for bad in OF_FIELDS
    if bad.json == REFUSED
    and bad.kind in ("id", "day", "moment", "whole", "yes-no")
    and bad.name not in ("larger than any column", "below nought", "1899", "the year 9999")
]


@dataclass(frozen=True)
class Sample:
    """An event with a field of every kind."""

    id: UUID
    day: date
    moment: datetime
    whole: int
    number: Decimal
    money: Decimal
    yes_no: bool
    code: VisitKind
    text: str
    places: tuple[str, ...]
    later: date | None = None


class Trusting:
    """Keys that take every signature for a good one: here what was signed counts."""

    def sign(self, content: bytes) -> tuple[str, str]:
        return "key", "signed"

    def check(self, key: str, signature: str, content: bytes) -> None:
        """It is good."""


def refusal(**changed: Any) -> str:
    try:
        check("told", Sample, GOOD | changed, sealed={})
    except NotAgreed as why:
        return str(why)
    return ""


def test_what_was_agreed_is_taken() -> None:
    assert [refusal(), refusal(later=None), refusal(later="2026-02-01")] == ["", "", ""]


@pytest.mark.parametrize("bad", OF_EVENTS, ids=lambda bad: bad.id)
def test_what_the_api_refuses_no_event_brings_in(bad: BadInput) -> None:
    field = FIELDS.get(bad.kind, bad.kind)
    assert refusal(**{field: bad.value}) == f"{field} of told is not what was agreed."


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("number", text) for text in ("NaN", "Infinity", "1_0", "\u0663", " 2.5", 2.5, True)),
        *(("code", code) for code in ("face", "BOREDOM", "FACE\0", 0, ["FACE"])),
        *(("text", text) for text in ("a\0b", "\ud800", 7, None, ["x"])),
        *(("places", value) for value in ("853", [853], None, {"0": "853"})),
        ("whole", 2**63),
        ("later", "31.1.2026"),
    ],
)
def test_a_value_of_another_kind_is_named_and_not_shown(field: str, value: Any) -> None:
    assert refusal(**{field: value}) == f"{field} of told is not what was agreed."


def test_a_missing_field_is_named() -> None:
    with pytest.raises(NotAgreed, match="told lacks day"):
        check("told", Sample, {"id": ID}, sealed={})


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_every_published_event_is_as_agreed(path: Path) -> None:
    assert ours()
    content = json.loads(path.read_text())
    name, version, data = content["name"], content["version"], content["data"]
    assert decode_received(name, version, data, Open()) == decode(name, version, data, Open())


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_topic_takes_no_json_that_the_api_refuses(name: str) -> None:
    envelopes, keys = Envelopes("test", "shop"), cast("Keyring", Trusting())
    record = envelopes.for_topic(MESSAGE, UUID(ID), keys)
    assert envelopes.from_topic(record.headers, b"{}", keys)[1].data == {}
    with pytest.raises(Forged):
        envelopes.from_topic(record.headers, BODIES[name][0], keys)
