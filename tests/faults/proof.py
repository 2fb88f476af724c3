"""The invariants of reliability that every fault leaves true, read from both ends of the flow."""

from typing import Any

from sqlalchemy import func, select

from shared.consumer.completeness import completeness
from shared.consumer.tables import checkpoints
from shared.database.engine import Database
from shared.maintenance.reconcile import reconcile
from shared.store import Recorded, Store
from shared.transport.kafka.tables import relay_cursors
from tests.faults.load import PAGE, Load
from tests.shared.broker.conftest import Flow
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


def healed(flow: Flow, *, within: float = HEALING) -> None:
    """The consumer has passed and applied everything within a time."""
    consumer = following(Garage(), flow.workshop, flow.shop)
    due = len(travelling(flow.shop))  # nobody appends any more
    try:
        eventually(lambda: processed(flow) == due, within=within)
    except AssertionError as late:
        late.add_note(f"{completeness(consumer)}")
        raise
    state = completeness(consumer)
    assert (state.complete, state.missing) == (True, 0)


def whole(flow: Flow, mirror: Store) -> None:
    """The chain was passed whole, and rows are those of one that reads the store itself."""
    passed_whole(flow)
    settle(following(Garage(), mirror, flow.shop))
    assert rows(flow.workshop.database) == rows(mirror.database) != []


def passed_whole(flow: Flow) -> None:
    """Positions are dense, and the consumer has passed what travels, all of it, in its order."""
    stored = messages(flow.shop)
    assert [message.position for message in stored] == [*range(1, len(stored) + 1)]
    findings = reconcile(following(Garage(), flow.workshop, flow.shop))
    assert [finding for finding in findings if not finding.agrees or finding.parked] == []
    assert sum(finding.processed for finding in findings) == len(travelling(flow.shop))


def published_in_order(flow: Flow) -> int:
    """The topic holds every travelling event; how many of its records are repeats."""
    sent = in_order(flow)
    assert {message.id for message in sent} == {message.id for message in travelling(flow.shop)}
    return len(sent) - len({message.id for message in sent})


def in_order(flow: Flow) -> list[Recorded]:
    """What the topic holds: nothing but the store's, none for the first time behind a later one."""
    sent = flow.in_topic()
    by_id = {message.id: message for message in travelling(flow.shop)}
    assert [message for message in sent if message != by_id.get(message.id)] == []
    first = [*{(message.partition or 0, message.position): None for message in sent}]
    assert first == sorted(first)
    return sent


def processed(flow: Flow) -> int:
    """Messages that the consumer has passed by now, on all roads."""
    with flow.workshop.database.reading() as db:
        return db.execute(select(func.sum(checkpoints.c.passed))).scalar() or 0


def positions(flow: Flow) -> dict[int, int]:
    """How far the consumer has come on each road."""
    query = select(checkpoints.c.partition, checkpoints.c.position)
    with flow.workshop.database.reading() as db:
        return {row.partition: row.position for row in db.execute(query)}


def cursor(flow: Flow) -> int:
    """How far the topic has been written, as the relay marks it."""
    with flow.shop.database.reading() as db:
        return db.execute(select(relay_cursors.c.position)).scalar() or 0


def rows(database: Database) -> list[tuple[Any, ...]]:
    """All that the garage's table holds."""
    table = Garage().rows
    with database.reading() as db:
        return [tuple(row) for row in db.execute(select(table).order_by(table.c.bicycle))]


def expected_trails(flow: Flow) -> dict[int, str]:
    """What a garage must hold just now: everything up to its checkpoints and nothing behind."""
    reached = positions(flow)
    trails: dict[int, str] = {}
    for message in travelling(flow.shop):
        if message.position <= reached.get(message.partition or 0, 0):
            number = int(message.stream[-12:], 16)
            trails[number] = f"{trails.get(number, '')}{message.version}"
    return dict(sorted(trails.items()))


def messages(store: Store) -> list[Recorded]:
    recorded: list[Recorded] = []
    while page := store.read(recorded[-1].position if recorded else 0, PAGE):
        recorded += page
    return recorded


def travelling(store: Store) -> list[Recorded]:
    recorded: list[Recorded] = []
    while page := store.travelling(recorded[-1].position if recorded else 0, PAGE):
        recorded += page
    for message in recorded:
        for name in ("concerns", "selected"):
            message.metadata.pop(name, None)  # they never travel
    return recorded
