"""Each alert about following and relaying, from what real parts tell after it really happened."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from shared.consumer.source import StoreSource
from shared.database.engine import Database
from shared.kernel.aggregate import NotYet
from shared.kernel.clock import Clock
from shared.kernel.sealing import Open
from shared.observability.readings import readings
from shared.service import Service
from shared.store import HighWaterMarks, Store
from shared.telemetry.exposition import Exposition
from tests.figures import Figures, counting
from tests.observe.rules import check_alerts
from tests.set_back import set_back
from tests.shared.bicycles import CLOCK, append, bought, lent, stream
from tests.shared.conftest import database, store, workshop
from tests.shared.garage import Garage
from tests.tables import make_service

__all__ = ["counting", "database", "store", "workshop"]


class Leaving(StoreSource):
    """A source that can be away."""

    is_away = False

    def high_water_marks(self) -> HighWaterMarks:
        if self.is_away:
            raise ConnectionError("The shop does not answer.")
        return super().high_water_marks()


@pytest.fixture
def garage() -> Garage:
    return Garage()


@pytest.fixture
def service(
    garage: Garage, counting: None, store: Store, new_database_url: Callable[[], str]
) -> Iterator[Service]:
    service = Service(
        "workshop", database=Database(new_database_url()), clock=CLOCK, sealing=Open()
    )
    service.listen(garage.projection, Leaving(store))
    make_service(service)
    append(store, 1, bought(1), lent(1))
    service.followers.settle()
    yield service
    service.close()


def scraped(service: Service) -> dict[str, Figures | None]:
    return {"consume": Figures(Exposition((service.name,), lambda: readings(service)).text())}


def test_a_process_that_does_not_answer(service: Service) -> None:
    check_alerts(scraped(service), {"consume": None}, {"RinnallaProcessAway"})


def test_nothing_while_all_is_well(service: Service, store: Store) -> None:
    before = scraped(service)
    append(store, 2, bought(2))
    service.followers.settle()
    check_alerts(before, scraped(service), set(), minutes=90)


def test_an_event_that_could_not_be_applied(garage: Garage, service: Service, store: Store) -> None:
    before = scraped(service)
    garage.faults = {(stream(2), 1): ValueError("a name")}
    append(store, 2, bought(2), lent(2))
    service.followers.settle()
    check_alerts(before, scraped(service), {"RinnallaParked"})


def test_an_event_that_waits_too_long_for_another(
    garage: Garage, service: Service, store: Store
) -> None:
    before = scraped(service)
    garage.faults = {(stream(2), 1): NotYet("no rider")}
    append(store, 2, bought(2))
    service.followers.settle()
    check_alerts(before, scraped(service), set(), minutes=30)
    check_alerts(before, scraped(service), {"RinnallaWaiting"}, minutes=70)


def test_a_consumer_that_is_behind(service: Service, store: Store) -> None:
    before = scraped(service)
    append(store, 1, lent(1))
    (consumer,) = service.followers.consumers
    (event,) = store.read(2, 1)
    consumer.clock = Clock(CLOCK.zone, lambda: event.numbered_at + timedelta(minutes=3))
    check_alerts(before, scraped(service), {"RinnallaLag"})


def test_a_source_that_is_not_reached(service: Service) -> None:
    before = scraped(service)
    (consumer,) = service.followers.consumers
    consumer.source.is_away = True  # type: ignore[attr-defined]  # a Leaving
    check_alerts(before, scraped(service), {"RinnallaSourceAway"})


def test_a_consumer_that_stands_still(garage: Garage, service: Service, store: Store) -> None:
    before = scraped(service)
    for number in range(10, 60):
        garage.faults[(stream(number), 1)] = ValueError("a name")
        append(store, number, bought(number))
    service.followers.settle()
    check_alerts(before, scraped(service), {"RinnallaParked", "RinnallaStopped"})


def test_a_store_that_went_back(service: Service, store: Store) -> None:
    before = scraped(service)
    set_back(store, 1)
    (consumer,) = service.followers.consumers
    consumer.distrust()
    service.followers.settle()
    check_alerts(before, scraped(service), {"RinnallaWentBack", "RinnallaStopped"})
