"""What was read last serves every consumer of a service that stands at the same place."""

from sqlalchemy import Connection, event

from shared.consumer.source import OWN, OwnSource
from shared.store import Store
from tests.shared.bicycles import append, bought, lent


def test_consumers_at_the_same_place_share_what_is_read_once(store: Store) -> None:
    append(store, 1, bought(1), lent(1))
    source, statements = OwnSource(store), list[str]()

    @event.listens_for(store.database.engine, "before_cursor_execute")
    def note(_db: Connection, _cursor: object, sql: str, *_more: object) -> None:
        statements.append(sql)

    source.head()
    first = source.read(OWN, 0, 10)
    del statements[:]
    assert source.read(OWN, 0, 10) is first
    assert statements == []


def test_what_came_since_the_head_was_asked_is_read_with_the_next_head(store: Store) -> None:
    append(store, 1, bought(1))
    source = OwnSource(store)
    assert source.head() == 1
    assert [m.position for m in source.read(OWN, 0, 10)] == [1]
    append(store, 2, bought(2))
    assert source.head() == 2
    assert [m.position for m in source.read(OWN, 0, 10)] == [1, 2]


def test_a_full_batch_stays_as_it_is(store: Store) -> None:
    append(store, 1, bought(1), lent(1))
    source = OwnSource(store)
    source.head()
    full = source.read(OWN, 0, 2)
    append(store, 2, bought(2))
    source.head()
    assert source.read(OWN, 0, 2) is full
    assert [m.position for m in source.read(OWN, 2, 2)] == [3]


def test_nothing_read_is_kept_and_other_places_are_read_anew(store: Store) -> None:
    source = OwnSource(store)
    source.head()
    assert list(source.read(OWN, 0, 10)) == []
    append(store, 1, bought(1), lent(1))
    source.head()
    assert [m.position for m in source.read(OWN, 0, 10)] == [1, 2]
    assert [m.position for m in source.read(OWN, 1, 10)] == [2]
    assert source.at(OWN, 2).position == 2
