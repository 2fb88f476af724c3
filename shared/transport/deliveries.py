"""Which events each partner gets, numbered for that partner alone.

The number, dense from 1, is the partner's cursor in every transport (feed, webhook, topic), so it
does not show how much happens elsewhere. Rows are written by following the store: on demand, when
a partner asks and the store has new events.

Events keep the list of whom they concern as it was decided when they were written. Under a newer
policy the older ones are asked again, which can only take organisations away, and every partner's
deliveries begin anew, in rows and under an epoch of that policy's own.
"""

from collections import defaultdict
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
    delete,
    func,
    select,
    update,
)

from shared.database.upsert import insert_all, insert_missing
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


def nobody(_: Connection) -> Mapping[UUID, UUID]:
    return {}


@dataclass(frozen=True)
class Deliveries:
    """The events that one service delivers to its partners.

    `partners` names those who exist, with their organisations. A page of the store is read once for
    all of them who stand at the same place, so that a hundred partners cost little more than one.
    """

    store: Store
    policy: Policy | None = None  # None: what is stored with an event holds
    partners: Callable[[Connection], Mapping[UUID, UUID]] = nobody

    @property
    def epoch(self) -> UUID:
        """Of all that is delivered: new after a restore, and with a policy of another number."""
        epoch = self.store.read_epoch().id
        return epoch if self.policy is None else _under(self.policy, epoch)

    def page(self, partner: UUID, organisation: UUID, *, after: int, limit: int) -> DeliveryPage:
        """The partner's next events: public ones that concern its organisation."""
        self.follow({partner: organisation})
        return self.written(partner, after=after, limit=limit)

    def written(self, partner: UUID, *, after: int, limit: int) -> DeliveryPage:
        """The same, of what the store was last followed to."""
        c, client = deliveries.c, self._client(partner)
        query = select(c.n, c.position).where(c.client == client)
        with self.store.database.reading() as db:
            rows = db.execute(query.where(c.n > after).order_by(c.n).limit(limit)).all()
            head = db.execute(select(func.max(c.n)).where(c.client == client)).scalar() or 0
        messages = self.store.pick([row.position for row in rows])
        return DeliveryPage(messages, next=rows[-1].n if rows else after, head=head)

    def heads(self, partners: Collection[UUID]) -> dict[UUID, int]:
        """The last number of each of these, 0 where nothing is written yet."""
        clients = {self._client(partner): partner for partner in partners}
        with self.store.database.reading() as db:
            heads = _heads(db, clients)
        return dict.fromkeys(partners, 0) | {clients[client]: n for client, n in heads.items()}

    def follow(self, partners: Mapping[UUID, UUID]) -> None:
        """Write what these are to get by now, and whoever asked before and stands where they do."""
        head = self.store.head()
        asking = {self._client(partner) for partner in partners}
        behind = self._behind(asking, head)
        if not behind:
            return
        with self.store.database.reading() as db:
            everybody = {**self.partners(db), **partners}
        organisations = {self._client(partner): of for partner, of in everybody.items()}
        while behind:
            self._write_page(max(behind.values()), organisations, head, beginning=asking)
            behind = self._behind(asking, head)

    def forget_others(self, kept: Collection[UUID]) -> int:
        """Remove what is written for any but these, and under other policies; how many went."""
        clients = {self._client(partner) for partner in kept}
        with self.store.database.writing() as db:
            followed = set(db.execute(select(deliveries_followed.c.client)).scalars())
            for client in followed - clients:
                db.execute(delete(deliveries).where(deliveries.c.client == client))
                gone = deliveries_followed.c.client == client
                db.execute(delete(deliveries_followed).where(gone))
        return len(followed - clients)

    def _client(self, partner: UUID) -> UUID:
        """Under whom the partner's rows stand."""
        return partner if self.policy is None else _under(self.policy, partner)

    def _behind(self, clients: Collection[UUID], head: int) -> dict[UUID, int]:
        """Where those stand for whom not everything was read."""
        c = deliveries_followed.c
        query = select(c.client, c.position).where(c.client.in_(clients))
        with self.store.database.reading() as db:
            at = dict.fromkeys(clients, 0) | {row.client: row.position for row in db.execute(query)}
        return {client: position for client, position in at.items() if position < head}

    def _write_page(
        self,
        position: int,
        organisations: Mapping[UUID, UUID],
        head: int,
        *,
        beginning: Collection[UUID],
    ) -> None:
        """The next page for everybody who stands at `position`, unless another has done it."""
        page = self.store.travelling(position, PAGE)
        last = page[-1].position if page else position
        reached = last if len(page) == PAGE else max(head, last)
        with self.store.database.writing() as db:
            if position == 0:
                _begin(db, beginning)
            clients = _locked(db, organisations, position)
            here = {client: organisations[client] for client in clients}
            _write(db, self._of_each(db, page, here))
            followed = update(deliveries_followed)
            followed = followed.where(deliveries_followed.c.client.in_(clients))
            db.execute(followed.values(position=reached))

    def _of_each(
        self, db: Connection, page: list[Recorded], organisations: Mapping[UUID, UUID]
    ) -> dict[UUID, list[int]]:
        """The positions of what concerns each client's organisation."""
        clients: dict[str, list[UUID]] = defaultdict(list)
        for client, organisation in organisations.items():
            clients[str(organisation)].append(client)
        positions_of: dict[UUID, list[int]] = defaultdict(list)
        for message in page:
            if message.reach != Reach.PUBLIC:
                continue
            for concerned in clients.keys() & set(message.metadata.get("concerns", ())):
                if self._lets(db, message, UUID(concerned)):
                    for client in clients[concerned]:
                        positions_of[client].append(message.position)
        return positions_of

    def _lets(self, db: Connection, message: Recorded, organisation: UUID) -> bool:
        if self.policy is None or message.metadata.get("selected"):
            return True
        return self.policy.lets(db, message, organisation)


def delivered(db: Connection) -> tuple[int, int | None]:
    """How many numbers were given in all, and up to where everybody's were; None: to nobody."""
    c, last = deliveries_followed.c, select(func.max(deliveries.c.n))
    rows = db.execute(
        select(c.position, last.where(deliveries.c.client == c.client).scalar_subquery())
    ).all()
    return sum(n or 0 for _, n in rows), min((position for position, _ in rows), default=None)


def _under(policy: Policy, what: UUID) -> UUID:
    """The same under that policy."""
    return uuid5(what, f"policy {policy.number}")


def _heads(db: Connection, clients: Collection[UUID]) -> dict[UUID, int]:
    """The last number of each client that was begun: one look into the index for each."""
    c, last = deliveries_followed.c, select(func.max(deliveries.c.n))
    mine = last.where(deliveries.c.client == c.client).scalar_subquery()
    return {
        client: n or 0
        for client, n in db.execute(select(c.client, mine).where(c.client.in_(clients)))
    }


def _begin(db: Connection, clients: Collection[UUID]) -> None:
    rows = [{"client": client, "position": 0} for client in sorted(clients)]
    insert_missing(db, deliveries_followed, rows)


def _locked(db: Connection, clients: Collection[UUID], position: int) -> list[UUID]:
    """Those of the clients who stand there, locked in one order."""
    c = deliveries_followed.c
    there = select(c.client).where(c.client.in_(clients), c.position == position)
    return list(db.execute(there.order_by(c.client).with_for_update()).scalars())


def _write(db: Connection, positions_of: Mapping[UUID, list[int]]) -> None:
    last = _heads(db, positions_of) if positions_of else {}
    rows = [
        {"client": client, "n": n, "position": at}
        for client, positions in positions_of.items()
        for n, at in enumerate(positions, last[client] + 1)
    ]
    insert_all(db, deliveries, rows)
