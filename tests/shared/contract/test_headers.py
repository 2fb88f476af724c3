"""The headers that the document describes are those that a message really has."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, to_binary
from cloudevents.core.formats.json import JSONFormat
from jsonschema import Draft7Validator, FormatChecker
from sqlalchemy import Text, cast, select

from shared.kernel.signing import Keyring
from shared.store import Recorded, Store
from shared.store.tables import events
from shared.transport.contract import wire
from shared.transport.envelope import Envelopes, Record
from tests.shared.bicycles import append, bought, lent

SHOP = Envelopes("fi.bicycles", "shop", "/bicycles/")
KEYS = Keyring({"spring": b"a secret of thirty-two characters"})


@pytest.fixture
def records(store: Store) -> dict[str, list[Record]]:
    """Two messages of one partition, as each kind of topic carries them."""
    append(store, 1, bought(1), lent(1))
    messages, epoch = store.travelling(0, 10), store.epoch.id
    return {
        "services": [SHOP.for_topic(message, epoch, KEYS) for message in messages],
        "partners": [
            SHOP.for_partner_topic(message, epoch, n) for n, message in enumerate(messages, 1)
        ],
    }


@pytest.mark.parametrize(
    ("readers", "described"),
    [("services", wire.for_services()), ("partners", wire.for_partners())],
)
def test_a_message_has_the_headers_described_and_no_others(
    records: dict[str, list[Record]], readers: str, described: Any
) -> None:
    validator = Draft7Validator(described, format_checker=FormatChecker())
    for record in records[readers]:
        headers = {name: text.decode() for name, text in record.headers}
        assert [error.message for error in validator.iter_errors(headers)] == []
        assert headers.keys() - described["properties"].keys() == set()


def test_the_description_refuses_what_is_no_such_message(
    records: dict[str, list[Record]],
) -> None:
    validator = Draft7Validator(wire.for_services(), format_checker=FormatChecker())
    headers = {name: text.decode() for name, text in records["services"][0].headers}
    wrong: list[dict[str, str]] = [
        *[{key: text for key, text in headers.items() if key != name} for name in wire.CHAIN],
        headers | {"ce_id": str(UUID(int=1))[:-1]},
        headers | {"ce_position": "first"},
        headers | {"ce_reach": "private"},
        headers | {"content-type": "text/plain"},
    ]
    assert [given for given in wrong if validator.is_valid(given)] == []


@pytest.fixture
def recorded(store: Store) -> list[Recorded]:
    """A message as it comes, with all that it can carry, and with as little as it can."""
    append(store, 1, bought(1))
    (plain,) = store.travelling(0, 10)
    metadata = {"actor": "ana", "organisation": "shop", "correlation": "c", "causation": "d"}
    full = replace(
        plain,
        stream="pyörä-1",
        data={"name": 'Äö "x"\n\u2028😀', "list": [1, 2.5, None, True], "deep": {"a": {}}},
        metadata=metadata | {"trace": "00-1-2-01"},
        recorded_at=datetime(2026, 3, 2, 12, 0, 0, 7, tzinfo=UTC),
    )
    bare = replace(plain, data={}, metadata={}, recorded_at=datetime(2026, 3, 2, tzinfo=UTC))
    return [plain, full, bare]


def test_a_message_is_what_the_sdk_makes_of_it(store: Store, recorded: list[Recorded]) -> None:
    epoch = store.epoch.id
    packed = [
        record
        for message in recorded
        for record in (
            SHOP.for_topic(message, epoch, KEYS),
            SHOP.for_partner_topic(message, epoch, 3),
        )
    ]
    by_sdk = [
        to_binary(JSONFormat().read(None, envelope), JSONFormat())
        for message in recorded
        for envelope in (SHOP.for_services(message, epoch), _to_partner(message, epoch))
    ]
    assert [_unsigned(record) for record in packed] == [_parts(message) for message in by_sdk]


def test_the_data_travels_as_it_is_stored(store: Store, recorded: list[Recorded]) -> None:
    with store.database.reading() as db:
        (stored,) = db.execute(select(cast(events.c.data, Text))).scalars()
    assert SHOP.for_topic(recorded[0], store.epoch.id, KEYS).value == stored.encode()


def _to_partner(message: Recorded, epoch: UUID) -> bytes:
    """A partner's feed tells the same; on a topic it has a number too."""
    feed = json.loads(SHOP.for_partners(message, epoch))
    return json.dumps(feed | {"sequence": "3"}).encode()


def _unsigned(record: Record) -> tuple[Any, ...]:
    headers = [(name, text) for name, text in record.headers if name not in ("keyid", "signature")]
    return headers, record.key, json.loads(record.value)


def _parts(message: KafkaMessage) -> tuple[Any, ...]:
    return sorted(message.headers.items()), str(message.key).encode(), json.loads(message.value)
