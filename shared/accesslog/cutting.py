"""The oldest part of a log is taken out when its time is over, under a signature.

What was signed says where the chain begins now and with which hash, so that what is left is still
held to it. The last link always stays: what comes next hangs on it. The other services keep each
cut, so that one which only this database knows counts for nothing, whoever has signed it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Table, delete, func, insert, select

from shared.accesslog.chain import take_turns
from shared.accesslog.heads import Signer
from shared.accesslog.log import now_of
from shared.accesslog.tables import accesses, chain, cuts, heads, kept_cuts, subjects

ON_ITS_WAY = timedelta(hours=1)  # within which the other services have heard of a cut


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


def cut(db: Connection, service: str, signer: Signer, *, before: datetime) -> Cut | None:
    """Take out what was chained before that moment; None where nothing was."""
    take_turns(db)
    last = _last(db, before)
    if not count_over(db, before):
        return None
    link = db.execute(select(chain.c.hash).where(chain.c.position == last)).scalar_one()
    made = Cut(service, last, link, before, now_of(db), signer.key)
    made = replace(made, signature=signer.sign(made.words))
    db.execute(insert(cuts).values({each.name: getattr(made, each.name) for each in cuts.c}))
    rows = select(chain.c.seq).where(chain.c.position <= last).scalar_subquery()
    for table in (subjects, accesses):
        db.execute(delete(table).where(table.c.seq.in_(rows)))
    for table in (heads, chain):
        db.execute(delete(table).where(table.c.position <= last))
    return made


def beginning(db: Connection, service: str, signer: Signer) -> tuple[Cut | None, list[int]]:
    """After which cut the chain begins, and the cuts that nobody of us has signed."""
    made = _cuts(db, cuts, service)
    ours = [each for each in made if signer.has_signed(each.words, each.signature)]
    return (ours[-1] if ours else None), [each.position for each in made if each not in ours]


def kept_nowhere_else(db: Connection, service: str, kept: Collection[Cut]) -> list[int]:
    """Cuts that no other service keeps, though it has had the time to hear of them."""
    late = now_of(db) - ON_ITS_WAY
    made = [each for each in _cuts(db, cuts, service) if each.signed_at < late]
    return [each.position for each in made if each not in kept]


def cuts_kept(db: Connection) -> list[Cut]:
    """What a service keeps of the cuts of others."""
    return _cuts(db, kept_cuts)


def _cuts(db: Connection, table: Table, service: str = "") -> list[Cut]:
    rows = db.execute(select(table).order_by(table.c.position)).mappings().all()
    return [Cut(**{"service": service, **row}) for row in rows]


def _plain(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _last(db: Connection, before: datetime) -> int:
    """The last position chained before that moment, but never the chain's end."""
    old = select(func.max(chain.c.position)).where(chain.c.chained_at < before)
    end = db.execute(select(func.max(chain.c.position))).scalar() or 0
    return min(db.execute(old).scalar() or 0, end - 1)
