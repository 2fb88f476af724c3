"""What surrounds an event on Kafka: the topic's address and the headers of a message.

CloudEvents in binary mode: each attribute is a header that begins with `ce_`, the data alone is
the value. https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
"""

from shared.kernel.codec import Json
from shared.transport.contract.schemas import PLAIN
from shared.transport.envelope import ATTRIBUTE, ATTRIBUTES_OF_METADATA

BINDING = "0.5.0"  # of the Kafka bindings
TEXT, ID, MOMENT = PLAIN[str], PLAIN[str] | {"format": "uuid"}, PLAIN[str] | {"format": "date-time"}
NUMBER = TEXT | {"pattern": "^[0-9]+$"}  # a header holds text
STREAM = TEXT | {"description": "The stream: events of one stream keep their order."}
ATTRIBUTES: dict[str, Json] = {
    "content-type": {"type": "string", "const": "application/json"},
    "ce_specversion": {"type": "string", "const": "1.0"},
    "ce_id": ID | {"description": "The event's own id: the same on every road, at every repeat."},
    "ce_source": TEXT | {"description": "Who says it: the path of the service."},
    "ce_type": TEXT | {"description": "Name and version of the event."},
    "ce_subject": STREAM,
    "ce_time": MOMENT | {"description": "When it was recorded."},
    "ce_partitionkey": STREAM,
    "ce_epoch": ID | {"description": "Of the store; new after a restore, and then begin anew."},
}
CHAIN: dict[str, Json] = {
    "ce_position": NUMBER | {"description": "In the service's store, dense from 1."},
    "ce_previous": NUMBER | {"description": "The position before it in this partition, 0: none."},
    "ce_partition": NUMBER,
    "ce_streamversion": NUMBER | {"description": "Its number in the stream, from 1."},
    "ce_numberedat": MOMENT | {"description": "When it got its position."},
    "ce_reach": TEXT | {"enum": ["addressed", "public"]},
    "keyid": TEXT | {"description": "The key that it is signed with."},
    "signature": TEXT | {"description": "HMAC-SHA-256 over attributes and data, in base64."},
}
LINK: dict[str, Json] = {
    "ce_previousid": ID | {"description": "The event at that position; none before the first."},
}
PARTNERS: dict[str, Json] = {
    "ce_sequence": NUMBER | {"description": "Dense from 1 for this partner, of each service."},
}

BROKERS: Json = {
    "host": "{brokers}",
    "protocol": "kafka-secure",
    "description": "The brokers of the installation; ask whoever runs it.",
    "variables": {"brokers": {"default": "localhost:9092", "description": "host:port, …"}},
    "security": [{"$ref": "#/components/securitySchemes/scram"}],
}
SECURITY: Json = {
    "scram": {
        "type": "scramSha512",
        "description": "The name and the password that the partner was given, over TLS.",
    }
}


def for_services() -> Json:
    """The headers of a message to the product's own services: with its chain, and who acted."""
    origin = {
        f"{ATTRIBUTE}{name}": TEXT | {"description": f"The {key} of the command that led to it."}
        for name, key in ATTRIBUTES_OF_METADATA.items()
    }
    return _headers(ATTRIBUTES | CHAIN, LINK | origin)


def for_partners() -> Json:
    """The headers of a message to a partner: nothing of anybody else shows through them."""
    return _headers(ATTRIBUTES | PARTNERS, {})


def own_topic(address: str, service: str) -> Json:
    """The channel that only the product's own services may read."""
    return {
        "address": address,
        "title": f"Everything that leaves {service}",
        "description": "For the product's own services alone. The partition is the store's; the "
        "number of partitions is fixed when the store is made.",
        "messages": {},
        "bindings": {"kafka": {"topic": address, "bindingVersion": BINDING}},
    }


def partner_topic(address: str) -> Json:
    """The channel of one partner, whom the parameter `client` names."""
    return {
        "address": address,
        "title": "What concerns one partner",
        "description": "The public events of all services that concern the partner's "
        "organisation. The partner alone may read it, in a consumer group of the topic's name.",
        "parameters": {"client": {"description": "The client that the partner signs in as."}},
        "messages": {},
        "bindings": {"kafka": {"topic": address, "bindingVersion": BINDING}},
    }


def _headers(required: dict[str, Json], optional: dict[str, Json]) -> Json:
    return {"type": "object", "properties": required | optional, "required": list(required)}
