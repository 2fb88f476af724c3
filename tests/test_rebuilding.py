"""Figures and worklist built anew while events keep coming, under the rights of a service."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count
from threading import Event

import pytest
from sqlalchemy import func, select

from shared.consumer.subscription import Projection
from shared.database.scope import EVERYTHING
from shared.maintenance.rebuild import rebuild
from shared.maintenance.reconcile import reconcile
from shared.service import Service
from tests.apart import checksum, services_apart
from tests.databases import NewDatabase
from tests.reporting.histories import Story, write_stories
from tests.waiting import eventually

DAY = date(2026, 3, 2)
FAMILIES = 40  # known before the first rebuild
WRITES = 0.1  # seconds between two families
READS = 100  # at least so many while rows are exchanged


@pytest.fixture
def services(new_database_url: NewDatabase) -> Iterator[dict[str, Service]]:
    with services_apart(new_database_url) as services:
        yield services


def is_level(service: Service) -> bool:
    """Has everybody read all there is? Reactions wait, as no directory here has the programme."""
    return all(c.has_read_to(c.source.head()) for c in service.followers.consumers)


def family(n: int) -> Story:
    days = {"accepted_on": DAY, "started_on": DAY, "met_on": DAY, "closed_on": DAY}
    return Story(n, **(days if n % 3 else {}))  # type: ignore[arg-type]  # all of them are days


def rebuilt_under_load(
    services: dict[str, Service], service: Service, projection: Projection
) -> tuple[list[int], list[int]]:
    """Rebuild while one writes and one reads; what each build passed, and each total read."""
    done, processed = Event(), [0]
    seen: list[int] = []

    def write() -> None:
        numbers = count(FAMILIES)
        while not done.wait(WRITES):
            write_stories(services, [family(next(numbers))])

    def read() -> None:
        counts = [select(func.count()).select_from(table) for table in projection.tables]
        first, *others = [query.scalar_subquery() for query in counts]
        total = select(sum(others, first))
        while not done.wait(0.001):
            with service.database.reading(EVERYTHING) as db:
                seen.append(db.execute(total).scalar_one())

    with ThreadPoolExecutor() as threads:
        service.followers.start()
        writer, reader = threads.submit(write), threads.submit(read)
        try:
            while len(processed) < 4 or (len(seen) < READS and not reader.done()):
                processed.append(rebuild(service, projection).processed)
        finally:
            done.set()
        writer.result(), reader.result()  # neither has failed
    eventually(lambda: is_level(service), within=60)
    service.followers.stop()
    return processed, seen


@pytest.mark.parametrize(("name", "of"), [("reporting", "facts"), ("referral", "worklist")])
def test_a_rebuild_under_load_is_seen_by_nobody_and_has_the_same_rows(
    services: dict[str, Service], name: str, of: str
) -> None:
    service = services[name]
    projection = service.consumer(of).subscription
    assert isinstance(projection, Projection)
    write_stories(services, map(family, range(1, FAMILIES)))
    service.followers.settle()
    never_rebuilt = checksum(service, projection)
    rebuild(service, projection)
    assert checksum(service, projection) == never_rebuilt
    processed, seen = rebuilt_under_load(services, service, projection)
    assert processed == sorted(processed)
    assert processed[1] < processed[-1]
    assert seen == sorted(seen)
    assert seen[0] < seen[-1]
    followed = checksum(service, projection)
    again = rebuild(service, projection)
    assert checksum(service, projection) == followed
    assert again.processed >= processed[-1]
    assert all(finding.agrees for finding in reconcile(*service.followers.consumers))
