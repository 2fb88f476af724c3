"""Figures of a workshop that follows a shop, told as they are when somebody asks."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import requests

from shared import duties
from shared.consumer import Stopped
from shared.consumer.source import StoreSource
from shared.database.engine import Database
from shared.kernel.aggregate import NotYet
from shared.kernel.clock import Clock
from shared.kernel.sealing import Open
from shared.observability.readings import readings
from shared.service import Service
from shared.store import HighWaterMarks, Store
from shared.telemetry.exposition import Exposition, serve
from shared.telemetry.metrics import METRICS, Kind
from shared.work import Actor, Work
from tests.figures import Figures, counting
from tests.ports import free_ports
from tests.shared.bicycles import (
    ANA,
    CLOCK,
    Bicycle,
    append,
    bicycle,
    bought,
    lent,
    stream,
)
from tests.shared.garage import Garage
from tests.tables import make_service

__all__ = ["counting"]
LABELS = {  # whose values come from short lists of ours
    *("service", "consumer", "source", "state", "method", "route"),
    *("status", "outcome", "at", "topic", "alarm", "place", "duty", "kind"),
}
OF_OTHERS = {  # what machines and chapters add, each with a test beside it
    *("rinnalla_disk_free_ratio", "rinnalla_certificate_days_left", "rinnalla_erasures"),
    *("rinnalla_deadlines", "rinnalla_deadline_delay_seconds"),
    *("rinnalla_mails", "rinnalla_mail_delay_seconds"),
}
GARAGE = {"consumer": "garage", "source": "shop"}


class Away(StoreSource):
    """A source that nobody reaches."""

    def high_water_marks(self) -> HighWaterMarks:
        raise ConnectionError("The shop does not answer.")


@pytest.fixture
def garage() -> Garage:
    return Garage()


@pytest.fixture
def service(garage: Garage, store: Store, new_database_url: Callable[[], str]) -> Iterator[Service]:
    service = Service(
        "workshop", database=Database(new_database_url()), clock=CLOCK, sealing=Open()
    )
    service.listen(garage.projection, StoreSource(store))
    make_service(service)
    yield service
    service.close()


def figures_of(service: Service) -> Figures:
    return Figures(Exposition((service.name,), lambda: readings(service)).text())


def test_lag_is_what_a_road_holds_beyond_the_checkpoint(service: Service, store: Store) -> None:
    append(store, 1, bought(1), lent(1), lent(1))
    assert figures_of(service).of("consumer_lag_positions", **GARAGE) == [3]
    service.followers.settle()
    append(store, 1, lent(1))
    assert figures_of(service).of("consumer_lag_positions", **GARAGE) == [1]
    service.followers.settle()
    assert figures_of(service).of("consumer_lag_positions", **GARAGE) == [0]


def test_lag_in_seconds_is_how_long_the_oldest_event_waits(service: Service, store: Store) -> None:
    append(store, 1, bought(1))
    append(store, 1, lent(1))
    oldest = store.read(0, 1)[0].numbered_at
    (consumer,) = service.followers.consumers
    consumer.clock = Clock(CLOCK.zone, lambda: oldest + timedelta(seconds=90))
    assert figures_of(service).of("consumer_lag_seconds", **GARAGE) == [90]
    service.followers.settle()
    assert figures_of(service).of("consumer_lag_seconds", **GARAGE) == [0]


def test_what_cannot_be_applied_is_counted_by_its_state(
    garage: Garage, service: Service, store: Store
) -> None:
    garage.faults = {(stream(1), 1): ValueError("a name"), (stream(2), 1): NotYet("no rider")}
    append(store, 1, bought(1), lent(1))
    append(store, 2, bought(2))
    service.followers.settle()
    states = ("parked", "waiting", "behind")
    figures = figures_of(service)
    assert [figures.of("consumer_parked_events", **GARAGE, state=state) for state in states] == [
        [1],
        [1],
        [1],
    ]


def test_a_source_that_is_away_costs_its_own_lag_alone(
    service: Service, store: Store, workshop: Store
) -> None:
    service.listen(Garage().projection, Away(workshop))
    figures = figures_of(service)
    answers = [figures.of("source_answers", source=name) for name in ("shop", "workshop")]
    assert answers == [[1], [0]]
    assert figures.of("consumer_lag_positions", source="shop") == [0]
    assert figures.of("consumer_lag_positions", source="workshop") == []


def test_a_consumer_that_stands_still_shows(service: Service) -> None:
    (consumer,) = service.followers.consumers
    assert figures_of(service).of("consumer_stopped", **GARAGE) == [0]
    service.followers.stopped[consumer.key] = str(Stopped("parked ten in a row"))
    assert figures_of(service).of("consumer_stopped", **GARAGE) == [1]


def test_the_service_tells_how_many_events_it_holds(service: Service, store: Store) -> None:
    append(service.store, 1, bought(1), lent(1))
    append(store, 1, bought(1))
    assert figures_of(service).of("events") == [2]


def test_commands_are_counted_by_how_they_ended(counting: None, service: Service) -> None:
    def buy(number: int, seen: int | None = None) -> None:
        def act(work: Work) -> None:
            work.expect(Bicycle(bicycle(number)), seen)
            work.change(Bicycle(bicycle(number)), lambda _: [bought(number)])

        service.execute(act, ANA)

    buy(1)
    with pytest.raises(Exception, match="version"):
        buy(1, seen=7)
    figures = figures_of(service)
    ends = [figures.of("commands_total", outcome=end) for end in ("done", "stale", "refused")]
    assert ends == [[1], [1], []]


def test_nothing_is_counted_before_a_process_says_so(service: Service) -> None:
    service.execute(lambda work: None, Actor("ana"))
    assert figures_of(service).of("commands_total") == []


def test_a_service_tells_nothing_of_the_others_in_its_process(
    counting: None, service: Service
) -> None:
    service.execute(lambda work: None, Actor("ana"))
    assert Figures(Exposition(("shop",), list).text()).samples == []


def test_a_port_of_its_own_tells_the_same(service: Service) -> None:
    (port,) = free_ports(1)
    stop = serve(Exposition(("workshop",), lambda: readings(service)), f"127.0.0.1:{port}")
    answer = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=10)
    stop()
    assert Figures(answer.content).of("events") == [0]


def test_every_figure_has_a_sentence_a_unit_and_known_labels() -> None:
    assert [
        metric.name
        for metric in METRICS.values()
        if not metric.sentence.endswith(".") or not metric.unit or not set(metric.labels) <= LABELS
    ] == []


def test_every_gauge_of_a_service_is_read(service: Service) -> None:
    gauges = {metric.name for metric in METRICS.values() if metric.kind is Kind.GAUGE}
    duties.done(service.database, duties.BACKUP, CLOCK.now())
    told_of = {reading.metric.name for reading in readings(service)}
    assert {name for name in gauges - OF_OTHERS if not name.startswith("rinnalla_relay_")} == (
        told_of
    )
