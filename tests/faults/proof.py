"""The invariants of reliability that every fault leaves true, read from both ends of the way."""

from typing import Any

from sqlalchemy import func, select

from shared.consumer.completeness import completeness
from shared.consumer.tables import checkpoints
from shared.database.engine import Database
from shared.maintenance.reconcile import reconcile
from shared.store import Recorded, Store
from shared.transport.kafka.tables import relay_cursors
from tests.faults.load import PAGE, Load
from tests.shared.broker.conftest import Way
from tests.shared.garage import Garage, following, settle
from tests.waiting import eventually

HEALING = 90.0  # seconds until nothing lags any more, on a busy machine


def acknowledged_once(load: Load) -> None:
    """What was acknowledged is in the store once, and nothing that nobody asked for."""
    stored = load.stored()
    assert load.acknowledged != []
    assert [token for token in load.acknowledged if stored[token] != 1] == []
    assert stored.keys() <= {*load.acknowledged, *load.unknown}
    assert {*stored.values()} == {1}


def healed(way: Way, *, within: float = HEALING) -> None:
    """The consumer has passed and applied everything within a time."""
    consumer = following(Garage(), way.workshop, way.shop)
    due = len(travelling(way.shop))  # nobody appends any more
    try:
        eventually(lambda: processed(way) == due, within=within)
    except AssertionError as late:
        late.add_note(f"{completeness(consumer)}")
        raise
    told = completeness(consumer)
    assert (told.complete, told.missing) == (True, 0)


def whole(way: Way, mirror: Store) -> None:
    """The chain was passed whole, and rows are those of one that reads the store itself."""
    passed_whole(way)
    settle(following(Garage(), mirror, way.shop))
    assert rows(way.workshop.database) == rows(mirror.database) != []


def passed_whole(way: Way) -> None:
    """Positions are dense, and the consumer has passed what travels, all of it, in its order."""
    stored = messages(way.shop)
    assert [one.position for one in stored] == [*range(1, len(stored) + 1)]
    findings = reconcile(following(Garage(), way.workshop, way.shop))
    assert [finding for finding in findings if not finding.agrees or finding.parked] == []
    assert sum(finding.processed for finding in findings) == len(travelling(way.shop))


def published_in_order(way: Way) -> int:
    """The topic holds every travelling event; how many of its records are repeats."""
    sent = in_order(way)
    assert {one.id for one in sent} == {one.id for one in travelling(way.shop)}
    return len(sent) - len({one.id for one in sent})


def in_order(way: Way) -> list[Recorded]:
    """What the topic holds: nothing but the store's, none for the first time behind a later one."""
    sent = way.in_topic()
    known = {one.id: one for one in travelling(way.shop)}
    assert [one for one in sent if one != known.get(one.id)] == []
    first = [*{(one.partition or 0, one.position): None for one in sent}]
    assert first == sorted(first)
    return sent


def processed(way: Way) -> int:
    """Messages that the consumer has passed by now, on all roads."""
    with way.workshop.database.reading() as db:
        return db.execute(select(func.sum(checkpoints.c.passed))).scalar() or 0


def positions(way: Way) -> dict[int, int]:
    """How far the consumer has come on each road."""
    query = select(checkpoints.c.partition, checkpoints.c.position)
    with way.workshop.database.reading() as db:
        return {row.partition: row.position for row in db.execute(query)}


def cursor(way: Way) -> int:
    """How far the topic has been written, as the relay marks it."""
    with way.shop.database.reading() as db:
        return db.execute(select(relay_cursors.c.position)).scalar() or 0


def rows(database: Database) -> list[tuple[Any, ...]]:
    """All that the garage's table holds."""
    table = Garage().rows
    with database.reading() as db:
        return [tuple(row) for row in db.execute(select(table).order_by(table.c.bicycle))]


def noted(way: Way) -> dict[int, str]:
    """What a garage must hold just now: everything up to its checkpoints and nothing behind."""
    reached = positions(way)
    trails: dict[int, str] = {}
    for one in travelling(way.shop):
        if one.position <= reached.get(one.partition or 0, 0):
            number = int(one.stream[-12:], 16)
            trails[number] = f"{trails.get(number, '')}{one.version}"
    return dict(sorted(trails.items()))


def messages(store: Store) -> list[Recorded]:
    found: list[Recorded] = []
    while page := store.read(found[-1].position if found else 0, PAGE):
        found += page
    return found


def travelling(store: Store) -> list[Recorded]:
    found: list[Recorded] = []
    while page := store.travelling(found[-1].position if found else 0, PAGE):
        found += page
    for one in found:
        one.metadata.pop("concerns", None)  # it never travels
    return found
