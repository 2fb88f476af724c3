"""What a writer may rely on: all or nothing, versions without holes, one winner."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, event, select

from shared.store import Recorded, Store
from shared.store.tables import events
from shared.work import Stale, Taken
from tests.shared.bicycles import (
    ANA,
    SHOP,
    Bicycle,
    Bought,
    Scrapped,
    append,
    bicycle,
    bought,
    lent,
    repaired,
    stream,
    work,
)


def versions(store: Store) -> list[tuple[str, int]]:
    return [(message.stream, message.version) for message in store.read(0, 1000)]


def test_events_are_kept_with_who_did_what_and_when(store: Store) -> None:
    append(store, 1, bought(1))
    (kept,) = store.read(0, 10)
    assert kept == Recorded(
        position=1,
        partition=kept.partition,
        previous=0,
        id=kept.id,
        stream=stream(1),
        version=1,
        name="bicycle.bought",
        schema_version=2,
        data={"bicycle_id": str(bicycle(1)), "model": "city", "price": 100},
        metadata={
            "actor": ANA.id,
            "organisation": str(SHOP),
            "correlation": str(kept.id),
            "concerns": [str(SHOP)],
        },
        reach="public",
        recorded_at=kept.recorded_at,
        numbered_at=kept.numbered_at,
    )


def test_a_stream_is_folded_from_its_events(store: Store) -> None:
    append(store, 1, bought(1, price=70), repaired(1))
    append(store, 1, repaired(1))
    with work(store) as looking:
        assert looking.load(Bicycle(bicycle(1))) == (Bicycle(bicycle(1), 70, 2), 3)


def test_a_stream_without_events_is_at_version_0(store: Store) -> None:
    with work(store) as looking:
        assert looking.load(Bicycle(bicycle(1))) == (Bicycle(bicycle(1)), 0)


def test_the_events_of_one_command_follow_each_other_over_streams(store: Store) -> None:
    append(store, 1, bought(1))
    with work(store) as both:
        both.change(Bicycle(bicycle(1)), lambda _: [repaired(1), repaired(1)])
        both.change(Bicycle(bicycle(2)), lambda _: [bought(2)])
        both.change(Bicycle(bicycle(1)), lambda _: [lent(1)])
    expected = [(1, 1), (1, 2), (1, 3), (2, 1), (1, 4)]
    assert versions(store) == [(stream(number), version) for number, version in expected]


def test_nothing_decided_is_nothing_written_whatever_was_seen(store: Store) -> None:
    with work(store) as idle:
        idle.expect(Bicycle(bicycle(1)), 7)
        assert idle.change(Bicycle(bicycle(1)), lambda _: [])[1] == 0
    assert store.head() == 0


def test_the_version_seen_must_be_the_version_found(store: Store) -> None:
    append(store, 1, bought(1))
    with (
        pytest.raises(Stale, match=f"{stream(1)} is at version 1, not 0") as stale,
        work(store) as late,
    ):
        late.expect(Bicycle(bicycle(1)), 0)
        late.change(Bicycle(bicycle(1)), lambda _: [repaired(1)])
    assert stale.value.seen == 0
    assert store.head() == 1


def test_who_may_not_know_of_some_events_counts_without_them(store: Store) -> None:
    append(store, 1, bought(1), repaired(1), repaired(1))
    with work(store) as outside:
        outside.expect(Bicycle(bicycle(1)), 1, unseen=2)
        outside.change(Bicycle(bicycle(1)), lambda _: [lent(1)])
    assert store.head() == 4
    with (
        pytest.raises(Stale, match=f"{stream(1)} is at version 2, not 1"),
        work(store) as late,
    ):
        late.expect(Bicycle(bicycle(1)), 1, unseen=2)
        late.change(Bicycle(bicycle(1)), lambda _: [lent(1)])


def test_an_aggregate_may_say_for_each_event_whom_it_concerns(store: Store) -> None:
    class Selling(Bicycle):
        def concerned_by(self, event: object) -> tuple[UUID, ...]:
            return self.concerns if isinstance(event, Bought) else ()

    with work(store) as selling:
        selling.change(
            Selling(bicycle(1)), lambda _: [bought(1), lent(1), Scrapped(bicycle_id=bicycle(1))]
        )
    metadata = [message.metadata for message in store.read(0, 3)]
    listed = [(each.get("concerns"), each.get("selected")) for each in metadata]
    assert listed == [([str(SHOP)], True), (None, None), ([], True)]


def test_a_work_may_change_twice_what_it_saw_once(store: Store) -> None:
    append(store, 1, bought(1))
    with work(store) as twice:
        twice.expect(Bicycle(bicycle(1)), 1)
        twice.change(Bicycle(bicycle(1)), lambda _: [repaired(1, 1)])
        twice.change(Bicycle(bicycle(1)), lambda _: [repaired(1, 2)])
    assert store.head() == 3


@pytest.mark.parametrize("count", [1, 2])
def test_who_comes_second_is_told_and_writes_nothing(postgres_store: Store, count: int) -> None:
    append(postgres_store, 1, bought(1))
    slow = [repaired(1)] * count
    with (
        pytest.raises(Stale, match="is at version 2, not 1") as stale,
        work(postgres_store) as late,
    ):
        late.change(Bicycle(bicycle(1)), lambda _: slow)
        append(postgres_store, 1, repaired(1))
    assert stale.value.seen is None
    assert versions(postgres_store) == [(stream(1), 1), (stream(1), 2)]


def test_in_a_transaction_the_lost_stream_is_named_and_nothing_is_written(
    postgres_store: Store,
) -> None:
    append(postgres_store, 2, bought(2))
    with (
        pytest.raises(Stale, match=f"{stream(2)} is at version 2, not 1"),
        work(postgres_store) as late,
    ):
        late.claim("frame", "A1", Bicycle(bicycle(1)))
        late.change(Bicycle(bicycle(1)), lambda _: [bought(1), repaired(1)])
        late.change(Bicycle(bicycle(2)), lambda _: [repaired(2)])
        append(postgres_store, 2, lent(2))
    assert versions(postgres_store) == [(stream(2), 1), (stream(2), 2)]


def test_starting_what_is_there_already_is_stale(store: Store) -> None:
    append(store, 1, bought(1))
    with pytest.raises(Stale), work(store) as second:
        second.start(Bicycle(bicycle(1)), lambda _: [bought(1)])
    assert store.head() == 1


def test_an_error_after_the_decision_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), work(store) as failing:
        failing.change(Bicycle(bicycle(1)), lambda _: [bought(1)])
        failing.flush()
        failing.claim("frame", "A1", Bicycle(bicycle(1)))
        _ = 1 / 0
    assert store.head() == 0
    with work(store) as again:
        again.claim("frame", "A1", Bicycle(bicycle(2)))


def test_a_claim_has_one_holder_until_it_is_released(store: Store) -> None:
    with work(store) as first:
        first.claim("frame", "A1", Bicycle(bicycle(1)))
        first.claim("frame", "A1", Bicycle(bicycle(1)))
    with pytest.raises(Taken) as taken, work(store) as second:
        second.claim("frame", "A1", Bicycle(bicycle(2)))
    assert taken.value.id == bicycle(1)
    with work(store) as third:
        third.release("frame", "A1")
        third.claim("frame", "A1", Bicycle(bicycle(2)))


def test_a_claim_may_be_longer_than_its_column(store: Store) -> None:
    long, longer = "A" * 300, "A" * 301
    with work(store) as first:
        first.claim("frame", long, Bicycle(bicycle(1)))
        first.claim("frame", longer, Bicycle(bicycle(2)))
    with work(store) as second:
        holders = [second.holder("frame", key) for key in (long, longer)]
        second.release("frame", long)
        second.claim("frame", long, Bicycle(bicycle(3)))
    assert holders == [bicycle(1), bicycle(2)]


def test_a_refused_claim_leaves_the_transaction_usable(store: Store) -> None:
    with work(store) as first:
        first.claim("frame", "A1", Bicycle(bicycle(1)))
    with work(store) as second:
        with pytest.raises(Taken):
            second.claim("frame", "A1", Bicycle(bicycle(2)))
        second.change(Bicycle(bicycle(2)), lambda _: [bought(2)])
    assert store.head() == 1


def test_a_work_for_looking_decides_nothing(store: Store) -> None:
    with store.database.reading() as db:
        looking = work(store)
        looking._db = looking._joined = db
        with pytest.raises(RuntimeError, match="looking"):
            looking.change(Bicycle(bicycle(1)), lambda _: [bought(1)])


@pytest.mark.parametrize("count", [1, 3])
def test_a_command_that_claims_nothing_appends_in_one_statement(
    postgres_store: Store, count: int
) -> None:
    append(postgres_store, 1, bought(1))
    statements: list[tuple[str, bool]] = []

    def listen(db: Connection, _cursor: object, statement: str, *_: object) -> None:
        connection: Any = db.connection.dbapi_connection
        statements.append((statement.split()[0], connection.autocommit))

    event.listen(postgres_store.database.engine, "before_cursor_execute", listen)
    with work(postgres_store) as doing:
        doing.start(Bicycle(bicycle(2)), lambda _: [repaired(2)] * count)
    assert statements == [("WITH", True)]


def test_fifty_writers_of_one_stream_leave_versions_without_holes(store: Store) -> None:
    append(store, 1, bought(1))

    def repair(_: int) -> int:
        tries = 0
        while True:
            tries += 1
            try:
                append(store, 1, repaired(1))
            except Stale:
                continue
            return tries

    with ThreadPoolExecutor(50) as threads:
        tries = list(threads.map(repair, range(50)))
    assert len(tries) == 50
    assert versions(store) == [(stream(1), version) for version in range(1, 52)]


def test_personal_text_that_is_not_ascii_comes_back_as_it_went(store: Store) -> None:
    strange = 'Jörgen "Ж" \\ \u2028 👩‍🔧 :rows %s {x}'
    append(store, 1, Bought(bicycle_id=bicycle(1), model=strange, price=1))
    assert store.read(0, 1)[0].data["model"] == strange


def test_ids_are_stored_as_ids(store: Store) -> None:
    append(store, 1, bought(1))
    with store.database.reading() as db:
        assert isinstance(db.execute(select(events.c.id)).scalar(), UUID)
