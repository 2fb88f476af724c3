"""The headers that the document describes are those that a message really has."""

from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft7Validator, FormatChecker

from shared.contract import wire
from shared.envelope import Envelopes, Record
from shared.signing import Keyring
from shared.store import Store
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
        told = {name: text.decode() for name, text in record.headers}
        assert [error.message for error in validator.iter_errors(told)] == []
        assert told.keys() - described["properties"].keys() == set()


def test_the_description_refuses_what_is_no_such_message(
    records: dict[str, list[Record]],
) -> None:
    validator = Draft7Validator(wire.for_services(), format_checker=FormatChecker())
    told = {name: text.decode() for name, text in records["services"][0].headers}
    wrong: list[dict[str, str]] = [
        *[{key: text for key, text in told.items() if key != name} for name in wire.CHAIN],
        told | {"ce_id": str(UUID(int=1))[:-1]},
        told | {"ce_position": "first"},
        told | {"ce_reach": "private"},
        told | {"content-type": "text/plain"},
    ]
    assert [given for given in wrong if validator.is_valid(given)] == []
