"""Events on the wire: CloudEvents 1.0, through the one module that knows the SDK.

Between our own services an envelope carries everything a follower's checkpoint and handlers
need, so that it reads back as the very message the store holds. A partner's carries neither the
chain, nor positions, nor who acted: volume and people elsewhere must not show through it.
https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from shared.kernel.signing import Forged, Keyring
from shared.store import Recorded

SAID = {  # attribute -> what of the metadata it carries
    "actor": "actor",
    "organisation": "organisation",
    "correlationid": "correlation",
    "causationid": "causation",
    "traceparent": "trace",
}


ATTRIBUTE = "ce_"  # begins the header of each attribute on Kafka
Headers = Sequence[tuple[str, bytes]]


@dataclass(frozen=True)
class Record:
    """An event as Kafka carries it, in binary mode."""

    key: bytes
    headers: list[tuple[str, bytes]]
    value: bytes


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
        return _pack(self._whole(message, epoch), message.data)

    def for_topic(self, message: Recorded, epoch: UUID, keys: Keyring) -> Record:
        """The message whole, signed, for our own services' topic."""
        return _signed(_record(self._whole(message, epoch), message.data), keys)

    def for_partner_topic(self, message: Recorded, epoch: UUID, n: int) -> Record:
        """What a partner may know of its n-th message, in a chain of the partner's own."""
        chain = {"epoch": str(epoch), "sequence": str(n)}
        return _record(self._attributes(message) | chain, message.data)

    def for_partners(self, message: Recorded, epoch: UUID) -> bytes:
        """What a partner may know of the message, as JSON."""
        return _pack(self._attributes(message) | {"epoch": str(epoch)}, message.data)

    def from_topic(self, headers: Headers, value: bytes, keys: Keyring) -> tuple[UUID, Recorded]:
        """Epoch and message that `for_topic` packed; raises `Forged` for anything else."""
        given = dict(headers)
        try:
            keys.check(given["keyid"].decode(), given["signature"].decode(), _said(headers, value))
            said = {
                name.removeprefix(ATTRIBUTE): text.decode()
                for name, text in headers
                if name.startswith(ATTRIBUTE)
            }
            message = self.unpack(said | {"data": json.loads(value)})
            return UUID(said["epoch"]), message
        except (KeyError, ValueError) as wrong:
            raise Forged(f"Not a message of {self.source}.") from wrong

    def unpack(self, envelope: Mapping[str, Any]) -> Recorded:
        """The message that `for_services` packed; KeyError or ValueError for anything else."""
        if envelope["source"] != self.source or envelope["specversion"] != "1.0":
            raise ValueError(f"An event of {envelope['source']} in the feed of {self.source}.")
        name, version = envelope["type"].removeprefix(f"{self.prefix}.").rsplit(".v", 1)
        return Recorded(
            position=int(envelope["position"]),
            partition=int(envelope["partition"]),
            previous=int(envelope["previous"]),
            id=UUID(envelope["id"]),
            stream=envelope["subject"],
            version=int(envelope["streamversion"]),
            name=name,
            schema_version=int(version),
            data=envelope["data"],
            metadata=_unsaid(envelope),
            reach=envelope["reach"],
            recorded_at=datetime.fromisoformat(envelope["time"]),
            numbered_at=datetime.fromisoformat(envelope["numberedat"]),
        )

    def _whole(self, message: Recorded, epoch: UUID) -> dict[str, Any]:
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
        return self._attributes(message) | chain | said

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


def _record(attributes: dict[str, Any], data: dict[str, Any]) -> Record:
    """What the SDK's `to_binary` makes of them, at half of its cost; a test compares them."""
    said = {f"{ATTRIBUTE}{name}": str(value).encode() for name, value in attributes.items()}
    said["content-type"] = said.pop(f"{ATTRIBUTE}datacontenttype")
    said[f"{ATTRIBUTE}time"] = _zulu(attributes["time"]).encode()
    said[f"{ATTRIBUTE}specversion"] = b"1.0"
    return Record(said[f"{ATTRIBUTE}partitionkey"], sorted(said.items()), json.dumps(data).encode())


def _zulu(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _signed(record: Record, keys: Keyring) -> Record:
    name, signature = keys.sign(_said(record.headers, record.value))
    signed = [("keyid", name.encode()), ("signature", signature.encode())]
    return Record(record.key, record.headers + signed, record.value)


def _said(headers: Headers, value: bytes) -> bytes:
    """What is signed: every attribute by name, its length before it, then the data.

    Without the lengths one attribute could be hidden in the text of another.
    """
    mine = [(name.encode(), text) for name, text in sorted(headers) if name.startswith(ATTRIBUTE)]
    said = [b"%b=%d:%b" % (name, len(text), text) for name, text in mine]
    return b"\n".join([*said, b"", value])


def _unsaid(envelope: Mapping[str, Any]) -> dict[str, Any]:
    said = {key: envelope[name] for name, key in SAID.items() if name in envelope}
    return {"organisation": None} | said
