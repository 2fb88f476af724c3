"""The oldest part of a log is taken out when its time is over, under a signature.

What was signed says where the chain begins now and with which hash, so that what is left is still
held to it. The last link always stays: what comes next hangs on it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select

from shared.accesslog.chain import FIRST, take_turns
from shared.accesslog.heads import Signer
from shared.accesslog.log import now_of
from shared.accesslog.tables import accesses, chain, cuts, heads, subjects
from shared.database.engine import Database


@dataclass(frozen=True)
class Cut:
    """Up to this position a service's log was taken out."""

    service: str
    position: int
    hash: str
    before: datetime
    signed_at: datetime
    key: str = ""
    signature: str = ""

    @property
    def words(self) -> bytes:
        """What is signed; no head has such words."""
        moments = (_plain(each) for each in (self.before, self.signed_at))
        return f"cut {self.service} {self.position} {self.hash} {' '.join(moments)}".encode()


def count_over(db: Connection, before: datetime) -> int:
    """How many lines were chained before that moment."""
    last = _last(db, before)
    query = select(func.count()).select_from(chain).where(chain.c.position <= last)
    return int(db.execute(query).scalar_one())


def cut(database: Database, service: str, signer: Signer, *, before: datetime) -> int:
    """Take out what was chained before that moment; how many lines."""
    with database.writing() as db:
        take_turns(db)
        last, count = _last(db, before), count_over(db, before)
        if not count:
            return 0
        link = db.execute(select(chain.c.hash).where(chain.c.position == last)).scalar_one()
        made = Cut(service, last, link, before, now_of(db))
        row = {"position": last, "hash": link, "before": before, "signed_at": made.signed_at}
        db.execute(insert(cuts).values(**row, key=signer.key, signature=signer.sign(made.words)))
        rows = select(chain.c.seq).where(chain.c.position <= last).scalar_subquery()
        for table in (subjects, accesses):
            db.execute(delete(table).where(table.c.seq.in_(rows)))
        for table in (heads, chain):
            db.execute(delete(table).where(table.c.position <= last))
        return count


def beginning(db: Connection, service: str, signer: Signer) -> tuple[int, str, list[int]]:
    """Where the chain begins, the hash before it, and the cuts that nobody of us has signed."""
    rows = db.execute(select(cuts).order_by(cuts.c.position)).all()
    made = [
        Cut(service, r.position, r.hash, r.before, r.signed_at, r.key, r.signature) for r in rows
    ]
    ours = [each for each in made if signer.has_signed(each.words, each.signature)]
    forged = [each.position for each in made if each not in ours]
    return (ours[-1].position, ours[-1].hash, forged) if ours else (0, FIRST, forged)


def _plain(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _last(db: Connection, before: datetime) -> int:
    """The last position chained before that moment, but never the chain's end."""
    old = select(func.max(chain.c.position)).where(chain.c.chained_at < before)
    end = db.execute(select(func.max(chain.c.position))).scalar() or 0
    return min(db.execute(old).scalar() or 0, end - 1)
