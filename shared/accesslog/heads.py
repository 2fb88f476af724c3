"""Signed ends of the chain. The key lies in a file, outside every database."""

import base64
import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, insert, select

from shared.accesslog.chain import end, take_turns
from shared.accesslog.log import now_of
from shared.accesslog.tables import heads

OURS_ALONE = 0o600


@dataclass(frozen=True)
class Head:
    """What a chain's end was at a moment, as its service says."""

    service: str
    position: int
    hash: str
    signed_at: datetime
    key: str = ""
    signature: str = ""

    @property
    def words(self) -> bytes:
        """What is signed."""
        moment = self.signed_at.isoformat(timespec="microseconds")
        return f"{self.service} {self.position} {self.hash} {moment}".encode()


@dataclass(frozen=True)
class Signer:
    """Signs heads, and knows its own signatures again."""

    private: Ed25519PrivateKey

    @property
    def key(self) -> str:
        """The key's fingerprint."""
        return hashlib.sha256(self._public.public_bytes_raw()).hexdigest()[:16]

    def signed(self, head: Head) -> Head:
        signature = self.sign(head.words)
        return Head(head.service, head.position, head.hash, head.signed_at, self.key, signature)

    def confirms(self, head: Head) -> bool:
        """Whether this key has signed just that."""
        return self.has_signed(head.words, head.signature)

    def sign(self, words: bytes) -> str:
        return base64.b64encode(self.private.sign(words)).decode()

    def has_signed(self, words: bytes, signature: str) -> bool:
        """Whether the signature is this key's, of just these words."""
        try:
            self._public.verify(base64.b64decode(signature, validate=True), words)
        except (InvalidSignature, ValueError):
            return False
        return True

    @property
    def _public(self) -> Ed25519PublicKey:
        return self.private.public_key()


def signer_in(path: Path) -> Signer:
    """The signer with the key of that file, which is made, for nobody else to read, if missing."""
    if not path.exists():
        made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OURS_ALONE)
        with os.fdopen(made, "wb") as file:
            file.write(base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()))
    return signer_of(path.read_text())


def signer_of(text: str) -> Signer:
    """The signer with that key, 32 bytes in base64; `ValueError` when it is none."""
    return Signer(Ed25519PrivateKey.from_private_bytes(base64.b64decode(text, validate=True)))


def sign(db: Connection, service: str, signer: Signer) -> Head | None:
    """Sign the chain's end; None where that was done already, or nothing is chained."""
    take_turns(db)
    position, last = end(db)
    signed = select(heads.c.position).where(heads.c.position >= position).limit(1)
    if not position or db.execute(signed).first():
        return None
    head = signer.signed(Head(service, position, last, now_of(db)))
    row = {"position": position, "hash": last, "signed_at": head.signed_at}
    db.execute(insert(heads).values(**row, key=head.key, signature=head.signature))
    return head


def heads_of(db: Connection, service: str) -> list[Head]:
    """All heads that a service has signed, oldest first."""
    rows = db.execute(select(heads).order_by(heads.c.position)).all()
    return [Head(service, r.position, r.hash, r.signed_at, r.key, r.signature) for r in rows]
