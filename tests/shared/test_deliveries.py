"""What each partner is owed: read for all at once, numbered for each, and gone with a leaver."""

from collections.abc import Mapping
from uuid import UUID

import pytest
from sqlalchemy import Connection

from shared.database.engine import Database
from shared.store import Recorded, Store
from shared.transport.deliveries import Deliveries, Policy, metadata
from tests.shared.bicycles import append, bicycle, bought, repaired

SIIPI, KELA = UUID(int=1, version=4), UUID(int=2, version=4)
LIBRARY, CLUB, PENSION = UUID(int=11), UUID(int=12), UUID(int=13)
EVERYBODY = {LIBRARY: SIIPI, CLUB: SIIPI, PENSION: KELA}


class Counting(Store):
    """A store that tells how often it was read."""

    def __init__(self, service: str, database: Database) -> None:
        super().__init__(service, database)
        self.pages: list[int] = []

    def travelling(self, after: int, limit: int, partition: int | None = None) -> list[Recorded]:
        self.pages.append(after)
        return super().travelling(after, limit, partition)


@pytest.fixture
def shop(store: Store) -> Counting:
    """Three events concern Siipi, one of them Kela as well; a private one nobody."""
    with store.database.writing() as db:
        metadata.create_all(db)
    append(store, 1, bought(1), concerns=(SIIPI,))
    append(store, 2, bought(2), repaired(2), concerns=(SIIPI, KELA))
    append(store, 3, bought(3), concerns=(SIIPI,))
    return Counting(store.service, store.database)


def everybody(_: Connection) -> Mapping[UUID, UUID]:
    return EVERYBODY


def written_for(deliveries: Deliveries, partner: UUID) -> list[UUID]:
    page = deliveries.written(partner, after=0, limit=100)
    return [message.data["bicycle_id"] for message in page.messages]


def ids(*numbers: int) -> list[str]:
    return [str(bicycle(number)) for number in numbers]


def test_who_asks_has_the_store_read_for_all_who_stand_there(shop: Counting) -> None:
    deliveries = Deliveries(shop, partners=everybody)
    deliveries.follow(EVERYBODY)
    assert shop.pages == [0]
    append(shop, 4, bought(4), concerns=(SIIPI, KELA))
    page = deliveries.page(LIBRARY, SIIPI, after=3, limit=100)
    assert (page.next, page.head, shop.pages) == (4, 4, [0, shop.head() - 1])
    assert deliveries.heads([*EVERYBODY, UUID(int=9)]) == {
        LIBRARY: 4,
        CLUB: 4,
        PENSION: 2,
        UUID(int=9): 0,
    }
    assert [written_for(deliveries, partner) for partner in EVERYBODY] == [
        ids(1, 2, 3, 4),
        ids(1, 2, 3, 4),
        ids(2, 4),
    ]
    deliveries.follow(EVERYBODY)
    assert len(shop.pages) == 2


def test_who_never_asked_has_nothing_written(shop: Counting) -> None:
    deliveries = Deliveries(shop, partners=everybody)
    deliveries.page(LIBRARY, SIIPI, after=0, limit=100)
    assert deliveries.heads(list(EVERYBODY)) == {LIBRARY: 3, CLUB: 0, PENSION: 0}


def test_who_comes_later_catches_up_alone_and_then_goes_with_the_others(shop: Counting) -> None:
    early = Deliveries(shop)
    early.follow({LIBRARY: SIIPI})
    append(shop, 4, bought(4), concerns=(SIIPI, KELA))
    deliveries = Deliveries(shop, partners=everybody)
    deliveries.follow(EVERYBODY)  # the library from where it stood, then the others from the start
    end = shop.head() - 1
    assert shop.pages == [0, end, 0]
    append(shop, 5, bought(5), concerns=(KELA,))
    deliveries.follow({PENSION: KELA})
    assert shop.pages == [0, end, 0, end + 1]
    assert [written_for(deliveries, partner) for partner in EVERYBODY] == [
        ids(1, 2, 3, 4),
        ids(1, 2, 3, 4),
        ids(2, 4, 5),
    ]


def test_nothing_is_written_for_who_does_not_exist(shop: Counting) -> None:
    deliveries = Deliveries(shop, partners=lambda _: {LIBRARY: SIIPI})
    deliveries.follow({LIBRARY: SIIPI})
    assert deliveries.heads(list(EVERYBODY)) == {LIBRARY: 3, CLUB: 0, PENSION: 0}


def test_what_was_written_for_a_leaver_goes_and_comes_back_with_the_same_numbers(
    shop: Counting,
) -> None:
    deliveries = Deliveries(shop, partners=everybody)
    deliveries.follow(EVERYBODY)
    assert deliveries.forget_others([LIBRARY]) == 2
    assert deliveries.heads(list(EVERYBODY)) == {LIBRARY: 3, CLUB: 0, PENSION: 0}
    assert deliveries.forget_others([LIBRARY]) == 0
    assert deliveries.page(CLUB, SIIPI, after=2, limit=100).next == 3


def test_what_stands_under_an_earlier_policy_goes_too(shop: Counting) -> None:
    earlier, now = Deliveries(shop, Policy(1, {})), Deliveries(shop, Policy(2, {}))
    for each in (earlier, now):
        each.follow({LIBRARY: SIIPI})
    assert now.forget_others([LIBRARY]) == 1
    assert [each.heads([LIBRARY]) for each in (earlier, now)] == [{LIBRARY: 0}, {LIBRARY: 3}]
