"""The AsyncAPI document of a product's events: channels, messages, and their senders.

Two kinds of channel: a topic for each service, which only the product's own services read, and a
topic for each partner, with the public events that concern that partner.
https://www.asyncapi.com/docs/reference/specification/v3.0.0
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shared.kernel.codec import Json
from shared.kernel.events import Kind, Reach, kind_of
from shared.transport.contract import wire
from shared.transport.contract.schemas import DEFINITIONS, schema

ASYNCAPI = "3.0.0"
SCHEMAS = "#/components/schemas/"


@dataclass(frozen=True)
class Product:
    """The names that a product has on the wire, and texts for its readers."""

    title: str
    version: str
    description: str
    prefix: str  # begins every type, such as "fi.bicycles"
    topics: str  # begins every topic, such as "bicycles"
    # Schemas of versions that the code has replaced but stores still hold, by "name.v1".
    earlier: Mapping[str, Json] = field(default_factory=dict)


def document(product: Product, services: Mapping[str, Iterable[type]]) -> Json:
    """The document of services by name, each with the classes of the events that leave it.

    Raises `ValueError` for an earlier version of an event whose schema the product does not hold.
    """
    draft = Draft(product)
    for service, classes in services.items():
        draft.add(service, sorted(classes, key=lambda cls: kind_of(cls).name))
    return draft.document()


class Draft:
    """One document while it is being made."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.channels: dict[str, Json] = {}
        self.operations: dict[str, Json] = {}
        self.messages: dict[str, Json] = {}
        self.schemas: dict[str, Json] = {
            "headers": wire.for_services(),
            "partner.headers": wire.for_partners(),
        }

    def add(self, service: str, classes: list[type]) -> None:
        """Add what leaves a service; a service that sends nothing has no channel."""
        for cls in classes:
            self._add_messages(cls)
        kinds = [kind_of(cls) for cls in classes]
        topics = self.product.topics
        if kinds:
            channel = wire.own_topic(f"{topics}.{service}", service)
            self.channels[service] = channel
            self._add_operation(
                service, service, [key for kind in kinds for key in _versions(kind)]
            )
        if public := [kind for kind in kinds if kind.reach is Reach.PUBLIC]:
            self.channels.setdefault("partner", wire.partner_topic(f"{topics}.partner.{{client}}"))
            keys = [f"partner.{key}" for kind in public for key in _versions(kind)]
            self._add_operation(service, "partner", keys)

    def document(self) -> Json:
        """The whole document."""
        of = self.product
        info = {"title": of.title, "version": of.version, "description": of.description}
        return {
            "asyncapi": ASYNCAPI,
            "info": info,
            "defaultContentType": "application/json",
            "servers": {"brokers": wire.BROKERS},
            "channels": self.channels,
            "operations": self.operations,
            "components": {
                "messages": self.messages,
                "schemas": self.schemas,
                "securitySchemes": wire.SECURITY,
            },
        }

    def _add_messages(self, cls: type) -> None:
        """Add schema and messages of each version of an event; partners get other headers."""
        kind = kind_of(cls)
        *earlier, newest = _versions(kind)
        for key in earlier:
            self._add_schema(key, self._earlier_schema(key))
        self._add_schema(newest, schema(cls))
        for key in (*earlier, newest):
            message = self._message(kind, key) | ({"deprecated": True} if key != newest else {})
            self.messages[key] = message | _headed("headers")
            if kind.reach is Reach.PUBLIC:
                self.messages[f"partner.{key}"] = message | _headed("partner.headers")

    def _earlier_schema(self, key: str) -> Json:
        if key not in self.product.earlier:
            raise ValueError(
                f"Stores may still hold {key}: keep its schema among the earlier ones."
            )
        return self.product.earlier[key]

    def _add_schema(self, key: str, whole: Json) -> None:
        """Add a schema, and beside it the values that it defines."""
        moved = json.loads(json.dumps(whole).replace(DEFINITIONS, f"{SCHEMAS}{key}."))
        del moved["$schema"]
        values = moved.pop("definitions", {})
        self.schemas[key] = moved
        self.schemas |= {f"{key}.{name}": value for name, value in values.items()}

    def _message(self, kind: Kind, key: str) -> Json:
        text = self.schemas[key].get("description", "").split("\n\n")[0]
        message: Json = {
            "name": f"{self.product.prefix}.{key}",
            "title": key,
            "tags": [{"name": kind.reach.value}],
            "payload": {"$ref": SCHEMAS + key},
            "bindings": {"kafka": {"key": wire.STREAM, "bindingVersion": wire.BINDING}},
        }
        summary = {"summary": " ".join(text.split())} if text else {}
        return message | summary | ({"x-to": list(kind.to)} if kind.to else {})

    def _add_operation(self, service: str, channel: str, keys: list[str]) -> None:
        self.channels[channel]["messages"] |= {
            key: {"$ref": f"#/components/messages/{key}"} for key in keys
        }
        whom = "partners" if channel == "partner" else "services"
        self.operations[f"{service}.tell-{whom}"] = {
            "action": "send",
            "summary": f"What {service} tells {whom}.",
            "channel": {"$ref": f"#/channels/{channel}"},
            "messages": [{"$ref": f"#/channels/{channel}/messages/{key}"} for key in keys],
        }


def _versions(kind: Kind) -> list[str]:
    return [f"{kind.name}.v{version}" for version in range(1, kind.version + 1)]


def _headed(name: str) -> Json:
    return {"headers": {"$ref": SCHEMAS + name}}
