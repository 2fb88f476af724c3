"""Our own side of every comparison: a bicycle sold, 574 bytes of JSON."""

import json
from dataclasses import dataclass, replace
from typing import ClassVar, Self
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import text

from shared.database.engine import Database
from shared.kernel.clock import Clock
from shared.kernel.events import event
from shared.kernel.sealing import Open
from shared.store import Store
from shared.work import Actor, Work
from tests.tables import make_store

NOTES = "n" * 387
ACTOR = Actor("bench", UUID(int=1, version=4))
CLOCK = Clock(ZoneInfo("Europe/Helsinki"))
SEALING = Open()


@event("bench.sold", public=True)
class Sold:
    bicycle_id: UUID
    shop_id: UUID
    model: str
    price: int  # cents
    colour: str
    notes: str


@dataclass(frozen=True)
class Sale:
    category: ClassVar = "sale"

    id: UUID
    count: int = 0
    concerns: tuple[UUID, ...] = (UUID(int=2, version=4),)

    def sell(self) -> list[Sold]:
        return [sold(self.id)]

    def evolve(self, event: Sold) -> Self:
        return replace(self, count=self.count + 1)


def sold(bicycle_id: UUID) -> Sold:
    return Sold(
        bicycle_id=bicycle_id,
        shop_id=UUID(int=3, version=4),
        model="city with seven gears",
        price=49900,
        colour="green",
        notes=NOTES,
    )


def payload() -> str:
    """The event's JSON, which every reference writes too."""
    data = {
        "bicycle_id": str(UUID(int=4, version=4)),
        "shop_id": str(UUID(int=3, version=4)),
        "model": "city with seven gears",
        "price": 49900,
        "colour": "green",
        "notes": NOTES,
    }
    return json.dumps(data)


METADATA = json.dumps(
    {
        "actor": "bench",
        "organisation": str(ACTOR.organisation),
        "correlation": str(UUID(int=5, version=4)),
        "concerns": [str(UUID(int=2, version=4))],
    }
)


def open_store(url: str) -> Store:
    store = Store("bench", Database(url))
    make_store(store)
    return store


def work(store: Store) -> Work:
    return Work(store, actor=ACTOR, clock=CLOCK, sealing=SEALING)


def append_new(store: Store) -> None:
    """One event on a new stream, nothing loaded."""
    with work(store) as doing:
        doing.start(Sale(uuid4()), lambda sale: sale.sell())


def append_to(store: Store, sale_id: UUID) -> None:
    """Load, decide, append."""
    with work(store) as doing:
        doing.change(Sale(sale_id), lambda sale: sale.sell())


def fill(store: Store, *, streams: int, events: int) -> list[UUID]:
    """That many streams with that many events each, written by SQL; their ids."""
    ids = [UUID(int=number << 80, version=4) for number in range(1, streams + 1)]
    statement = text("""
        WITH written AS (
          INSERT INTO events (id, stream, version, name, schema_version, data, metadata, reach,
                              partition, recorded_at)
          SELECT gen_random_uuid(), 'sale-' || id, version, 'bench.sold', 1, :data, :metadata,
                 'public', 0, now()
          FROM unnest(cast(:ids AS uuid[])) AS id, generate_series(1, :events) AS version
          RETURNING seq, partition)
        INSERT INTO unnumbered SELECT seq, partition FROM written""")
    parameters = {"data": payload(), "metadata": METADATA, "ids": ids, "events": events}
    with store.database.writing() as db:
        db.execute(statement, parameters)
    store.head()
    with store.database.reading() as db:
        db.execute(text("VACUUM ANALYZE"))
    return ids
