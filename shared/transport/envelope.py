"""Events on the wire: CloudEvents 1.0. This is the only module that uses the SDK.

Between our own services an envelope carries everything that a follower's checkpoint and handlers
need, so it reads back as the same message that the store holds. A partner's envelope carries
neither the chain, nor positions, nor who acted: it must not show volume or people elsewhere.
https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any
from uuid import UUID

from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from shared.kernel import strictjson
from shared.kernel.signing import Forged, Keyring
from shared.store import Bookmark, Recorded

ATTRIBUTES_OF_METADATA = {  # attribute -> key of the metadata
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
        """The whole message, as JSON."""
        return _pack(self._whole(message, epoch), message.data)

    def for_topic(self, message: Recorded, epoch: UUID, keys: Keyring) -> Record:
        """The whole message, signed, for our own services' topic."""
        return _signed(_record(self._whole(message, epoch), message.text), keys)

    def for_partner_topic(self, message: Recorded, epoch: UUID, n: int) -> Record:
        """What a partner may know of its n-th message, in a chain of the partner's own."""
        place = {"epoch": str(epoch), "sequence": str(n)}
        return _record(self._attributes(message) | place, message.text)

    def for_partners(self, message: Recorded, epoch: UUID) -> bytes:
        """What a partner may know of the message, as JSON."""
        return _pack(self._attributes(message) | {"epoch": str(epoch)}, message.data)

    def from_topic(
        self, headers: Headers, value: bytes, keys: Keyring, bookmark: Bookmark | None = None
    ) -> tuple[UUID, Recorded]:
        """Epoch and message that `for_topic` packed; raises `Forged` for anything else."""
        by_name = dict(headers)
        try:
            keys.check(
                by_name["keyid"].decode(),
                by_name["signature"].decode(),
                _signed_bytes(headers, value),
            )
            begin = len(ATTRIBUTE)
            attributes = {
                name[begin:]: text.decode() for name, text in headers if name.startswith(ATTRIBUTE)
            }
            message = self.unpack(attributes | {"data": strictjson.loads(value)}, bookmark)
            return _id(attributes["epoch"]), message
        except (KeyError, ValueError) as wrong:  # NotStrict too
            raise Forged(f"Not a message of {self.source}.") from wrong

    def unpack(self, envelope: Mapping[str, Any], bookmark: Bookmark | None = None) -> Recorded:
        """The message that `for_services` packed; KeyError or ValueError for anything else."""
        if envelope["source"] != self.source or envelope["specversion"] != "1.0":
            raise ValueError(f"An event of {envelope['source']} in the feed of {self.source}.")
        name, version = envelope["type"].removeprefix(f"{self.prefix}.").rsplit(".v", 1)
        return Recorded(
            position=int(envelope["position"]),
            partition=int(envelope["partition"]),
            previous=int(envelope["previous"]),
            id=_id(envelope["id"]),
            stream=envelope["subject"],
            version=int(envelope["streamversion"]),
            name=name,
            schema_version=int(version),
            data=envelope["data"],
            metadata=_metadata(envelope),
            reach=envelope["reach"],
            recorded_at=datetime.fromisoformat(envelope["time"]),
            numbered_at=datetime.fromisoformat(envelope["numberedat"]),
            bookmark=bookmark,
            previous_id=_id(before) if (before := envelope.get("previousid")) else None,
        )

    def _whole(self, message: Recorded, epoch: UUID) -> dict[str, Any]:
        metadata = message.metadata
        origin = {
            name: metadata[key]
            for name, key in ATTRIBUTES_OF_METADATA.items()
            if metadata.get(key) is not None
        }
        places = {
            "epoch": str(epoch),
            "position": message.position,
            "previous": message.previous,
            "partition": message.partition,
            "streamversion": message.version,
            "numberedat": message.numbered_at.isoformat(),
            "reach": message.reach,
        }
        if message.previous_id is not None:
            places["previousid"] = str(message.previous_id)
        return self._attributes(message) | places | origin

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


@lru_cache(maxsize=4096)
def _id(text: str) -> UUID:
    """Each id comes twice: as an event's own, and as that of the event before the next."""
    return UUID(text)


def _pack(attributes: dict[str, Any], data: dict[str, Any]) -> bytes:
    return JSONFormat().write(CloudEvent(attributes, data))


def _record(attributes: dict[str, Any], text: str) -> Record:
    """The same as the SDK's `to_binary`, at a fraction of its cost; a test compares the two."""
    attributes |= {"time": _zulu(attributes["time"]), "specversion": "1.0"}
    headers = [
        (header, str(attributes[name]).encode()) for name, header in _headers(tuple(attributes))
    ]
    return Record(attributes["partitionkey"].encode(), headers, text.encode())


@lru_cache(maxsize=256)
def _headers(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """The attributes in the order of their headers, each with its header."""
    named = {name: f"{ATTRIBUTE}{name}" for name in names} | {"datacontenttype": "content-type"}
    return sorted(named.items(), key=itemgetter(1))


def _zulu(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _signed(record: Record, keys: Keyring) -> Record:
    name, signature = keys.sign(_signed_bytes(record.headers, record.value))
    signed = [("keyid", name.encode()), ("signature", signature.encode())]
    return Record(record.key, record.headers + signed, record.value)


def _signed_bytes(headers: Headers, value: bytes) -> bytes:
    """The signed bytes: every attribute by name, its length before it, then the data.

    Without the lengths one attribute could be hidden in the text of another.
    """
    attributes = sorted(header for header in headers if header[0].startswith(ATTRIBUTE))
    texts = [text for _, text in attributes]
    form = _form(tuple(name for name, _ in attributes))
    return form % tuple(chain.from_iterable(zip(map(len, texts), texts, strict=True))) + value


@lru_cache(maxsize=256)
def _form(names: tuple[str, ...]) -> bytes:
    """How attributes of these names are signed, with room for the length and text of each."""
    return b"".join(b"%b=%%d:%%b\n" % name.encode().replace(b"%", b"%%") for name in names) + b"\n"


def _metadata(envelope: Mapping[str, Any]) -> dict[str, Any]:
    metadata = {
        key: envelope[name] for name, key in ATTRIBUTES_OF_METADATA.items() if name in envelope
    }
    return {"organisation": None} | metadata
