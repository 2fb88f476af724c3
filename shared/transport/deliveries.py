"""Which events each partner gets, numbered for that partner alone.

The number, dense from 1, is the partner's cursor in every transport (feed, webhook, topic), so it
does not show how much happens elsewhere. Rows are written by following the store: on demand, when
a partner asks and the store has new events.

Events keep the list of whom they concern as it was decided when they were written. Under a newer
policy the older ones are asked again, which can only take organisations away, and every partner's
deliveries begin anew, in rows and under an epoch of that policy's own.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    MetaData,
    Table,
    UniqueConstraint,
    Uuid,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from shared.kernel.events import Reach, decode
from shared.store import Recorded, Store

PAGE = 500  # messages read in one transaction

metadata = MetaData()
deliveries = Table(
    "deliveries",
    metadata,
    Column("client", Uuid, primary_key=True),  # with a policy's number: of both
    Column("n", BigInteger, primary_key=True, autoincrement=False),  # dense from 1 per client
    Column("position", BigInteger, nullable=False),
    UniqueConstraint("client", "position"),
)
deliveries_followed = Table(  # one row a client; the writer of its deliveries locks it
    "deliveries_followed",
    metadata,
    Column("client", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False),  # all up to here was read
)


@dataclass(frozen=True)
class DeliveryPage:
    """A page of one partner's events, by its own numbers."""

    messages: list[Recorded]
    next: int
    head: int


@dataclass(frozen=True)
class Policy:
    """Who may hear of events that were stored before it; newer ones say it themselves.

    What is asked stands under the category of the stream; of others, what is stored holds.
    """

    number: int
    concerned: Mapping[str, Callable[[Connection, Any], Collection[UUID]]]

    def lets(self, db: Connection, message: Recorded, organisation: UUID) -> bool:
        """May the organisation still hear of it, having been among those whom it concerned?"""
        category = message.stream[: -len(f"-{organisation}")]
        audience = self.concerned.get(category)
        if audience is None:
            return True
        event = decode(message.name, message.schema_version, message.data)
        return organisation in audience(db, event)


@dataclass(frozen=True)
class Deliveries:
    """The events that one service delivers to its partners."""

    store: Store
    policy: Policy | None = None  # None: what is stored with an event holds

    @property
    def epoch(self) -> UUID:
        """Of all that is delivered: new after a restore, and with a policy of another number."""
        epoch = self.store.read_epoch().id
        return epoch if self.policy is None else _under(self.policy, epoch)

    def page(self, partner: UUID, organisation: UUID, *, after: int, limit: int) -> DeliveryPage:
        """The partner's next events: public ones that concern its organisation."""
        client = partner if self.policy is None else _under(self.policy, partner)
        self._follow(client, organisation)
        c = deliveries.c
        query = select(c.n, c.position).where(c.client == client)
        with self.store.database.reading() as db:
            rows = db.execute(query.where(c.n > after).order_by(c.n).limit(limit)).all()
            head = db.execute(select(func.max(c.n)).where(c.client == client)).scalar() or 0
        messages = self.store.pick([row.position for row in rows])
        return DeliveryPage(messages, next=rows[-1].n if rows else after, head=head)

    def _follow(self, client: UUID, organisation: UUID) -> None:
        head = self.store.head()
        while (position := self._followed(client)) < head:
            page = self.store.travelling(position, PAGE)
            with self.store.database.writing() as db:
                if _locked(db, client) != position:
                    continue  # another process has been here meanwhile
                positions = [m.position for m in page if self._concerns(db, m, organisation)]
                _write(db, client, positions)
                last = page[-1].position if page else position
                reached = last if len(page) == PAGE else max(head, last)
                followed = update(deliveries_followed).where(deliveries_followed.c.client == client)
                db.execute(followed.values(position=reached))

    def _followed(self, client: UUID) -> int:
        c = deliveries_followed.c
        with self.store.database.reading() as db:
            return db.execute(select(c.position).where(c.client == client)).scalar() or 0

    def _concerns(self, db: Connection, message: Recorded, organisation: UUID) -> bool:
        metadata = message.metadata
        if message.reach != Reach.PUBLIC or str(organisation) not in metadata.get("concerns", ()):
            return False
        if self.policy is None or metadata.get("selected"):
            return True
        return self.policy.lets(db, message, organisation)


def _under(policy: Policy, what: UUID) -> UUID:
    """The same under that policy."""
    return uuid5(what, f"policy {policy.number}")


def _locked(db: Connection, client: UUID) -> int:
    begin = (sqlite if db.dialect.name == "sqlite" else postgresql).insert(deliveries_followed)
    db.execute(begin.on_conflict_do_nothing(), {"client": client, "position": 0})
    c = deliveries_followed.c
    query = select(c.position).where(c.client == client).with_for_update()
    position: int = db.execute(query).scalar_one()
    return position


def _write(db: Connection, client: UUID, positions: list[int]) -> None:
    last = select(func.max(deliveries.c.n)).where(deliveries.c.client == client)
    first = (db.execute(last).scalar() or 0) + 1
    rows = [{"client": client, "n": n, "position": at} for n, at in enumerate(positions, first)]
    if rows:
        db.execute(insert(deliveries), rows)
