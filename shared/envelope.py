"""Events on the wire: CloudEvents 1.0, through the one module that knows the SDK.

Between our own services an envelope carries everything a follower's checkpoint and handlers
need, so that it reads back as the very message the store holds. A partner's carries neither the
chain, nor positions, nor who acted: volume and people elsewhere must not show through it.
https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from shared.store import Recorded

SAID = {  # attribute -> what of the metadata it carries
    "actor": "actor",
    "organisation": "organisation",
    "correlationid": "correlation",
    "causationid": "causation",
    "traceparent": "trace",
}


@dataclass(frozen=True)
class Envelopes:
    """Packs and unpacks one service's events under the names that a product has on the wire."""

    prefix: str  # of types, such as "fi.bicycles"
    service: str
    product: str = "/"  # begins the source, such as "/bicycles/"

    @property
    def source(self) -> str:
        return f"{self.product}{self.service}"

    def for_services(self, message: Recorded, epoch: UUID) -> bytes:
        """The message whole, as JSON."""
        metadata = message.metadata
        said = {name: metadata[key] for name, key in SAID.items() if metadata.get(key) is not None}
        chain = {
            "epoch": str(epoch),
            "position": message.position,
            "previous": message.previous,
            "partition": message.partition,
            "streamversion": message.version,
            "numberedat": message.numbered_at.isoformat(),
            "reach": message.reach,
        }
        return _pack(self._attributes(message) | chain | said, message.data)

    def for_partners(self, message: Recorded, epoch: UUID) -> bytes:
        """What a partner may know of the message, as JSON."""
        return _pack(self._attributes(message) | {"epoch": str(epoch)}, message.data)

    def unpack(self, envelope: Mapping[str, Any]) -> Recorded:
        """The message that `for_services` packed; KeyError or ValueError for anything else."""
        if envelope["source"] != self.source or envelope["specversion"] != "1.0":
            raise ValueError(f"An event of {envelope['source']} in the feed of {self.source}.")
        name, version = envelope["type"].removeprefix(f"{self.prefix}.").rsplit(".v", 1)
        return Recorded(
            position=envelope["position"],
            partition=envelope["partition"],
            previous=envelope["previous"],
            id=UUID(envelope["id"]),
            stream=envelope["subject"],
            version=envelope["streamversion"],
            name=name,
            schema_version=int(version),
            data=envelope["data"],
            metadata=_unsaid(envelope),
            reach=envelope["reach"],
            recorded_at=datetime.fromisoformat(envelope["time"]),
            numbered_at=datetime.fromisoformat(envelope["numberedat"]),
        )

    def _attributes(self, message: Recorded) -> dict[str, Any]:
        return {
            "id": str(message.id),
            "source": self.source,
            "type": f"{self.prefix}.{message.name}.v{message.schema_version}",
            "subject": message.stream,
            "time": message.recorded_at,
            "datacontenttype": "application/json",
            "partitionkey": message.stream,
        }


def _pack(attributes: dict[str, Any], data: dict[str, Any]) -> bytes:
    return JSONFormat().write(CloudEvent(attributes, data))


def _unsaid(envelope: Mapping[str, Any]) -> dict[str, Any]:
    said = {key: envelope[name] for name, key in SAID.items() if name in envelope}
    return {"organisation": None} | said
