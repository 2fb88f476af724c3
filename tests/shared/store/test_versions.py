"""What is written once is read for ever, whatever the code has learnt since."""

from uuid import uuid4

import pytest
from sqlalchemy import insert

from shared.kernel.events import UnknownEvent, decode
from shared.store import Store
from shared.store.tables import events, unnumbered
from tests.shared.bicycles import Bicycle, bicycle, stream, work


def keep(
    store: Store,
    name: str,
    version: int,
    data: dict[str, object],
    *,
    partition: int | None = None,
) -> None:
    """An event as another release of the shop has written it."""
    row = {
        "id": uuid4(),
        "stream": stream(1),
        "version": 1,
        "name": name,
        "schema_version": version,
        "data": {"bicycle_id": str(bicycle(1))} | data,
        "metadata": {},
        "reach": "private" if partition is None else "public",
        "partition": partition,
        "recorded_at": work(store).now,
    }
    with store.database.writing() as db:
        seq = db.execute(insert(events).values(row).returning(events.c.seq)).scalar_one()
        if not store.database.is_sqlite:
            db.execute(insert(unnumbered).values(seq=seq))


def load(store: Store) -> Bicycle:
    with store.database.reading() as db:
        looking = work(store)
        looking._db = looking._joined = db
        return looking.load(Bicycle(bicycle(1)))[0]


def test_an_old_version_is_read_as_the_newest(store: Store) -> None:
    keep(store, "bicycle.bought", 1, {"model": "city", "price": 7})
    assert load(store) == Bicycle(bicycle(1), price=700)


def test_a_field_that_is_not_known_is_passed_over(store: Store) -> None:
    keep(store, "bicycle.bought", 2, {"model": "city", "price": 7, "colour": "red"})
    assert load(store) == Bicycle(bicycle(1), price=7)


@pytest.mark.parametrize(("name", "version"), [("bicycle.bought", 3), ("bicycle.painted", 1)])
def test_what_is_not_known_is_never_guessed(store: Store, name: str, version: int) -> None:
    keep(store, name, version, {"model": "city", "price": 7})
    with pytest.raises(UnknownEvent, match=name):
        load(store)


def test_a_field_without_a_default_must_be_there() -> None:
    with pytest.raises(ValueError, match=r"bicycle\.bought.*price"):
        decode("bicycle.bought", 2, {"bicycle_id": str(bicycle(1)), "model": "city"})
