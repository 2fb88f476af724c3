"""The sealed form of one value: AES-256-GCM, in text that says how to open it.

`1.<key>.<event>.<field>.<nonce and ciphertext>`, ids and bytes in URL-safe base64. What stands
before the ciphertext, and the person, are authenticated with it: an envelope that was put into
another field, or whose key was given to somebody else, does not open. Nonces are random; NIST SP
800-38D allows 2^32 of them for a key.
"""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.kernel.codec import Json
from shared.kernel.sealing import Subject

VERSION = "1"
NONCE = 12  # bytes
KEY = 32  # bytes


class Tampered(Exception):
    """An envelope that was changed, or put where it does not belong."""


class Unsealed(Exception):
    """A value that lies open where only sealed ones may be."""


@dataclass(frozen=True, repr=False)
class Key:
    """The key of one person for one retention class, ready to use."""

    id: UUID
    person: UUID
    secret: bytes


def seal(value: Json, key: Key, subject: Subject) -> str:
    """The value as JSON in an envelope for this subject."""
    head = f"{VERSION}.{_short(key.id.bytes)}.{_short(subject.event.bytes)}.{subject.field}"
    nonce = os.urandom(NONCE)
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    sealed = AESGCM(key.secret).encrypt(nonce, plain, _bound(head, key.person))
    return f"{head}.{_short(nonce + sealed)}"


def key_of(stored: Json) -> UUID:
    """Which key opens it; raises `Unsealed` for what is no envelope."""
    if not isinstance(stored, str) or not stored.startswith(f"{VERSION}."):
        raise Unsealed("A stored value about a person is not sealed.")
    return UUID(bytes=_bytes(stored.split(".", 2)[1]))


def open_with(key: Key, stored: str, *, person: UUID | None = None, field: str = "") -> Json:
    """The value as it was; raises `Tampered`, also where another's or another field's is given."""
    head, _, body = stored.rpartition(".")
    if person not in (None, key.person) or field not in ("", head.rpartition(".")[2]):
        raise Tampered("A sealed value lies where another one belongs.")
    sealed = _bytes(body)
    try:
        plain = AESGCM(key.secret).decrypt(sealed[:NONCE], sealed[NONCE:], _bound(head, key.person))
    except InvalidTag:
        raise Tampered("A sealed value does not belong where it lies, or was changed.") from None
    value: Json = json.loads(plain)
    return value


def _bound(head: str, person: UUID) -> bytes:
    return head.encode() + person.bytes


def _short(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
