"""A whole region under referrals by HTTP, its processes and servers killed one after the other."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from random import Random
from threading import Event

import pytest
from sqlalchemy import text

from tests.brokers import OwnKafka
from tests.faults.conftest import Tell
from tests.journeys.actions import figure, report
from tests.journeys.families import to_a_friend
from tests.journeys.stream import Stream
from tests.servers import Cluster
from tests.system.region import Region, created
from tests.waiting import eventually

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
SENDERS = 4
BETWEEN = 6  # referrals that are taken on between two faults
DEADLINE = 180.0  # seconds for a busy machine
KILLED = (
    *("web referral", "relay referral", "consume referral"),
    *("web casework", "relay casework", "consume casework"),
    *("relay volunteers", "consume volunteers", "consume reporting"),
)


@pytest.fixture
def region(
    postgres_server: Cluster, broker: OwnKafka, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Region]:
    with created(postgres_server, broker, tmp_path_factory.mktemp("faulty")) as region:
        region.start()
        yield region


def test_a_region_killed_piece_by_piece_keeps_every_referral_and_opens_each_case_once(
    region: Region, broker: OwnKafka, postgres_server: Cluster, seed: int, tell: Tell
) -> None:
    faults = [*faults_of(region, broker, postgres_server).items()]
    Random(seed).shuffle(faults)
    stream, ending = Stream(region.outside["demo-turku"]), Event()
    with ThreadPoolExecutor(SENDERS) as senders:
        refer = partial(keep_going, region, stream, count(1), ending)
        sending = [senders.submit(refer) for _ in range(SENDERS)]
        try:
            for _, break_it in faults:
                go_on(stream)
                break_it()
            go_on(stream)
        finally:
            ending.set()
        for sender in sending:
            sender.result(timeout=DEADLINE)
    assert stream.surprises == []
    assert stream.lost_answers > 0  # the faults did interrupt somebody
    eventually(region.is_ready, within=DEADLINE)
    region.settle(within=DEADLINE)
    region.prove()
    assert region.logged("source.forged") == []
    the_stores_have_each_once(region, stream)
    the_live_figures_have_each_once(region, stream)
    tell(
        f"{len(stream.accepted)} referrals taken on, {stream.lost_answers} answers lost;"
        f" in this order: {', '.join(name for name, _ in faults)}"
    )


def faults_of(region: Region, broker: OwnKafka, postgres: Cluster) -> dict[str, Callable[[], None]]:
    def kill_broker() -> None:
        broker.kill()
        broker.start()

    def stop_database() -> None:
        postgres.stop_immediately()
        postgres.start()

    killed = {f"{name} killed": partial(kill, region, name) for name in KILLED}
    return killed | {"broker killed": kill_broker, "database stopped at once": stop_database}


def kill(region: Region, name: str) -> None:
    """Kill -9, and start it again at the same place."""
    region.processes[name].end("KILL")
    region.processes[name].start()


def keep_going(region: Region, stream: Stream, numbers: "count[int]", ending: Event) -> None:
    """Send a referral and take it on, again and again."""
    coordinator = region.outside["coordinator-mll"]
    while not ending.is_set() and not stream.surprises:
        referral_id = stream.send(to_a_friend(source_reference=f"FAULT-{next(numbers)}"))
        if referral_id:
            stream.accept(coordinator, referral_id)


def go_on(stream: Stream) -> None:
    """Until so many more were taken on."""
    enough = len(stream.accepted) + BETWEEN
    eventually(lambda: stream.has(enough, accepted=True), within=DEADLINE)
    assert stream.surprises == []


def the_stores_have_each_once(region: Region, stream: Stream) -> None:
    """Nothing that nobody sent, nothing twice, and for each that was taken on one case."""
    received = streams(region, "referral", "referral.received")
    assert received == Counter(f"referral-{referral}" for referral in stream.acknowledged.values())
    opened = streams(region, "casework", "case.opened")
    assert opened == Counter(f"case-{case}" for case in stream.accepted.values())
    assert len(stream.accepted) == len(stream.acknowledged)


def the_live_figures_have_each_once(region: Region, stream: Stream) -> None:
    figures = region.outside["coordinator-mll"].until(
        report("demand"), lambda figures: figure(figures, "received") >= len(stream.acknowledged)
    )
    assert figure(figures, "received") == len(stream.acknowledged)


def streams(region: Region, service: str, name: str) -> Counter[str]:
    """The streams in which such events stand in the service's store."""
    with region.engine(service).connect() as db:
        rows = db.execute(text("SELECT stream FROM events WHERE name = :name"), {"name": name})
        return Counter(rows.scalars())
