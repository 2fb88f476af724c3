"""`bench partners`: what 300 partners are owed, beside what one is.

Every event concerns three of 300 organisations. The subject follows the store for all 300, the
reference for one of them, each time for partners nobody has followed for; the rates are in events
read. `--full` follows a million events once, and then asks whether anybody is owed something.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from time import perf_counter
from uuid import UUID

from sqlalchemy import insert, text

from services.platform.partner_topics import PartnerTopics
from services.platform.registry import prepare
from services.platform.wiring import envelopes_of
from shared.database.engine import Database
from shared.identity.principals import principals
from shared.store import Store
from shared.transport.deliveries import Deliveries
from tests.bench.measuring import Figure, adding, compare, single
from tests.bench.subject import METADATA, payload
from tests.servers import DURABLE, cluster

PARTNERS = 300
SOME, MANY = 10_000, 1_000_000
ORGANISATIONS = [UUID(int=number, version=4) for number in range(1, PARTNERS + 1)]
FILL = text("""
WITH written AS (
  INSERT INTO events (id, stream, version, name, schema_version, data, metadata, reach,
                      partition, recorded_at)
  SELECT gen_random_uuid(), 'sale-' || n, 1, 'bench.sold', 1, cast(:data AS json),
         cast(jsonb_set(cast(:metadata AS jsonb), '{concerns}', to_jsonb(ARRAY[
           (cast(:organisations AS text[]))[1 + n % :most],
           (cast(:organisations AS text[]))[1 + n * 7 % :most],
           (cast(:organisations AS text[]))[1 + n * 13 % :most]])) AS json),
         'public', n % 4, now()
  FROM generate_series(1, :events) AS n
  RETURNING seq, partition)
INSERT INTO unnumbered SELECT seq, partition FROM written""")


def following() -> list[Figure]:
    with _filled(SOME) as store:
        conditions = {"events": SOME, "partners": PARTNERS}
        many, single_one = _following(store, PARTNERS), _following(store, 1)
        return [compare("partners", adding(many), adding(single_one), goal=0.25, **conditions)]


def following_a_million() -> list[Figure]:
    with _filled(MANY) as store:
        clients = [f"partner{number}" for number in range(PARTNERS)]
        with store.database.writing() as db:
            db.execute(insert(principals), list(map(_client, clients, ORGANISATIONS)))
        topics = PartnerTopics(store, envelopes_of("referral"), clients)
        conditions = {"events": MANY, "partners": PARTNERS}
        follow, rest = (_seconds(topics.targets) for _ in range(2))
        return [
            single("partners-follow", follow, limit=120, unit="s", **conditions),
            single("partners-rest", 1000 * rest, limit=25, unit="ms", **conditions),
        ]


@contextmanager
def _filled(events: int) -> Iterator[Store]:
    with cluster(settings=DURABLE) as server, server.database() as url:
        store = Store("referral", Database(url))
        prepare(store, partitions=4)
        values = {"data": payload(), "metadata": METADATA, "events": events, "most": PARTNERS}
        with store.database.writing() as db:
            db.execute(FILL, values | {"organisations": list(map(str, ORGANISATIONS))})
        store.head()
        with store.database.reading() as db:
            db.execute(text("VACUUM ANALYZE"))
        yield store
        store.database.close()


def _following(store: Store, partners: int) -> Callable[[], int]:
    new = map(UUID, map("{:032x}".format, count(10**6 * partners)))

    def follow() -> int:
        deliveries = Deliveries(store)
        deliveries.follow(dict(zip(new, ORGANISATIONS[:partners], strict=False)))
        return SOME

    return follow


def _client(name: str, organisation: UUID) -> dict[str, object]:
    return {
        "id": UUID(int=organisation.int, version=4),
        "subject": name,
        "kind": "client",
        "sign_in": name,
        "organisation": organisation,
        "roles": ["partner"],
        "active": True,
        "name": None,
    }


def _seconds(operation: Callable[[], object]) -> float:
    start = perf_counter()
    operation()
    return perf_counter() - start
