"""That an older log was put back, an operator acknowledges with a reason, under a signature.

What other services keep of its lost ends then counts as explained. What else is wrong with a log no
restore explains, so nothing of it can be acknowledged.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from shared.accesslog.heads import Head, Signer
from shared.accesslog.log import now_of
from shared.accesslog.tables import acknowledged

Ends = frozenset[tuple[int, str]]  # position and hash


@dataclass(frozen=True)
class Acknowledgement:
    """One end that is no more, and why."""

    service: str
    position: int
    hash: str
    reason: str
    by: str
    signed_at: datetime

    @property
    def words(self) -> bytes:
        """What is signed."""
        moment = self.signed_at.isoformat(timespec="microseconds")
        why = hashlib.sha256(f"{self.by}\n{self.reason}".encode()).hexdigest()
        return f"went back {self.service} {self.position} {self.hash} {moment} {why}".encode()


def acknowledge(
    db: Connection, service: str, signer: Signer, ends: Iterable[Head], *, reason: str, by: str
) -> int:
    """Keep why these ends are no more; how many they are."""
    now, done = now_of(db), 0
    for position, hash_ in sorted({(head.position, head.hash) for head in ends}):
        made = Acknowledgement(service, position, hash_, reason, by, now)
        row = {"position": position, "hash": hash_, "reason": reason, "by": by, "signed_at": now}
        signed = {"key": signer.key, "signature": signer.sign(made.words)}
        db.execute(insert(acknowledged).values(**row, **signed))
        done += 1
    return done


def acknowledged_ends(db: Connection, service: str, signer: Signer) -> Ends:
    """Those that our key has signed; what else stands there explains nothing."""
    rows = db.execute(select(acknowledged)).all()
    return frozenset(
        (r.position, r.hash)
        for r in rows
        if signer.has_signed(
            Acknowledgement(service, r.position, r.hash, r.reason, r.by, r.signed_at).words,
            r.signature,
        )
    )
