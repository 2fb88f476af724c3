"""The other side of the shop: a workshop that follows it, and can be made to fail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, Uuid, select

from shared.consumer import Consumer, metadata as consumer_tables
from shared.consumer.source import Source, StoreSource
from shared.consumer.subscription import Projection
from shared.consumer.tables import parked
from shared.database.engine import Database
from shared.kernel.sealing import Open
from shared.store import Recorded, Store
from tests.shared.bicycles import CLOCK, Bought, Lent, Repaired, Scrapped


@dataclass
class Garage:
    """A projection with one row a bicycle, whose trail tells every event in its order."""

    faults: dict[tuple[str, int], Exception] = field(default_factory=dict)  # by stream and version

    def __post_init__(self) -> None:
        self.projection = Projection("garage", MetaData())
        self.rows = Table(
            "garage",
            self.projection.metadata,
            Column("bicycle", Uuid, primary_key=True),
            Column("trail", String, nullable=False),
            Column("hours", Integer, nullable=False),
        )
        self.projection.on_message(Bought, Lent, Repaired, Scrapped)(self._note)

    def _note(
        self, db: Connection, event: Bought | Lent | Repaired | Scrapped, message: Recorded
    ) -> None:
        if fault := self.faults.get((message.stream, message.version)):
            raise fault
        is_same = self.rows.c.bicycle == event.bicycle_id
        row = db.execute(select(self.rows).where(is_same)).first()
        if row is None:
            empty = {"bicycle": event.bicycle_id, "trail": "", "hours": 0}
            db.execute(self.rows.insert().values(empty))
        hours = event.hours if isinstance(event, Repaired) else 0
        change = {
            "trail": f"{row.trail if row else ''}{message.version}",
            "hours": (row.hours if row else 0) + hours,
        }
        db.execute(self.rows.update().where(is_same).values(change))

    def trails(self, database: Database) -> dict[int, str]:
        """The versions noted of each bicycle, in their order, by its number."""
        with database.reading() as db:
            rows = db.execute(select(self.rows).order_by(self.rows.c.bicycle)).all()
        return {row.bicycle.int % 2**48: row.trail for row in rows}


def following(
    garage: Garage, workshop: Store, source: Source | Store, *, limit: int = 200
) -> Consumer:
    """The garage's consumer in the workshop's database."""
    with workshop.database.writing() as db:
        consumer_tables.create_all(db)
        garage.projection.create(db)
    return Consumer(
        garage.projection,
        StoreSource(source) if isinstance(source, Store) else source,
        store=workshop,
        clock=CLOCK,
        sealing=Open(),
        limit=limit,
    )


def settle(consumer: Consumer) -> int:
    """Step until nothing more is passed or applied."""
    total = 0
    while moved := consumer.step() + consumer.retry_waiting():
        total += moved
    return total


def parked_rows(database: Database) -> list[tuple[int, str, str]]:
    """Bicycle, state and reason of what is parked, in the order of positions."""
    query = select(parked).order_by(parked.c.position)
    with database.reading() as db:
        return [(int(r.stream[-12:], 16), r.state, r.reason) for r in db.execute(query)]


class Interfered(StoreSource):
    """A road on which somebody meddles with what is read."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.meddle: Callable[[list[Recorded]], list[Recorded]] = honestly
        self.repeats = 0

    def read(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
        messages = list(super().read(partition, max(0, after - self.repeats), limit))
        return self.meddle(messages) if messages else []


def honestly(messages: list[Recorded]) -> list[Recorded]:
    return messages
