"""The document is AsyncAPI, and tells a partner nothing that is not for partners."""

from typing import Any

import pytest

from shared.transport.contract.asyncapi import Product, document
from shared.transport.contract.schemas import schema
from tests.asyncapi import faults
from tests.shared.bicycles import Bought, Lent, Scrapped

BOUGHT_1 = schema(Bought) | {
    "properties": {"maker": {"$ref": "#/definitions/Maker"}},
    "definitions": {"Maker": {"type": "object"}},
}
SHOP = Product(
    title="Bicycles",
    version="1.0.0",
    description="What happens in the shop.",
    prefix="fi.bicycles",
    topics="bicycles",
    earlier={"bicycle.bought.v1": BOUGHT_1},
)


@pytest.fixture
def drawn() -> Any:
    return document(SHOP, {"shop": [Scrapped, Bought, Lent], "office": []})


def test_it_is_asyncapi(drawn: Any) -> None:
    assert faults(drawn) == []


def test_our_own_services_read_everything_and_a_partner_what_is_public(drawn: Any) -> None:
    channels = {name: list(channel["messages"]) for name, channel in drawn["channels"].items()}
    assert channels == {
        "shop": [
            "bicycle.bought.v1",
            "bicycle.bought.v2",
            "bicycle.lent.v1",
            "bicycle.scrapped.v1",
        ],
        "partner": [
            "partner.bicycle.bought.v1",
            "partner.bicycle.bought.v2",
            "partner.bicycle.scrapped.v1",
        ],
    }
    assert drawn["channels"]["shop"]["address"] == "bicycles.shop"
    assert drawn["channels"]["partner"]["address"] == "bicycles.partner.{client}"


def test_a_message_is_found_by_its_type(drawn: Any) -> None:
    message = drawn["components"]["messages"]["bicycle.lent.v1"]
    assert message["name"] == "fi.bicycles.bicycle.lent.v1"
    assert message["x-to"] == ["workshop"]
    assert message["payload"] == {"$ref": "#/components/schemas/bicycle.lent.v1"}


def test_only_our_own_services_are_told_of_the_chain(drawn: Any) -> None:
    messages, schemas = drawn["components"]["messages"], drawn["components"]["schemas"]
    headers = {
        name: set(schemas[messages[name]["headers"]["$ref"].rpartition("/")[2]]["properties"])
        for name in ("bicycle.bought.v2", "partner.bicycle.bought.v2")
    }
    both = {"ce_id", "ce_type", "ce_source", "ce_subject", "ce_time", "ce_partitionkey"}
    assert {name: both <= names for name, names in headers.items()} == dict.fromkeys(headers, True)
    chain = {"ce_position", "ce_previous", "ce_actor", "ce_organisation"}
    assert [chain & names for names in headers.values()] == [chain, set()]


def test_a_replaced_version_is_still_described_as_it_was(drawn: Any) -> None:
    assert drawn["components"]["messages"]["bicycle.bought.v1"]["deprecated"] is True
    assert drawn["components"]["schemas"]["bicycle.bought.v1"]["properties"] == {
        "maker": {"$ref": "#/components/schemas/bicycle.bought.v1.Maker"}
    }
    assert drawn["components"]["schemas"]["bicycle.bought.v1.Maker"] == {"type": "object"}


def test_a_replaced_version_without_its_schema_is_missed() -> None:
    forgetful = Product("Bicycles", "1.0.0", "", "fi.bicycles", "bicycles")
    with pytest.raises(ValueError, match=r"bicycle\.bought\.v1"):
        document(forgetful, {"shop": [Bought]})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("info"),
        lambda document: document.update(asyncapi="2.6.0"),
        lambda document: document["channels"]["shop"].update(adress="bicycles.shop"),
        lambda document: document["operations"]["shop.tell-services"].update(action="shout"),
        lambda document: document["components"]["schemas"]["bicycle.lent.v1"].update(
            type="bicycle"
        ),
        lambda document: document["operations"]["shop.tell-services"]["channel"].update(
            {"$ref": "#/channels/shed"}
        ),
    ],
    ids=["no info", "another AsyncAPI", "a typing error", "an action", "a type", "a reference"],
)
def test_a_wrong_document_is_noticed(drawn: Any, spoil: Any) -> None:
    spoil(drawn)
    assert faults(drawn) != []
