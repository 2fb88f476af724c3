"""The servers of the system's tests: containers where there is an engine, else plain servers.

RINNALLA_TEST_POSTGRES and RINNALLA_TEST_KAFKA name running ones for what tests may share. Servers
that a test ends or freezes are always of its own.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack

import pytest

from tests import containers
from tests.brokers import Kafka, OwnKafka, broker
from tests.databases import postgres_databases
from tests.servers import Cluster, Postgres, cluster
from tests.system.region import Region, created

__all__ = ["postgres_databases"]  # of the server below


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    with ExitStack() as stack:
        url = os.environ.get("RINNALLA_TEST_POSTGRES")
        yield Postgres(url) if url else stack.enter_context(a_cluster())


@pytest.fixture(scope="session")
def kafka_server() -> Iterator[Kafka]:
    with ExitStack() as stack:
        address = os.environ.get("RINNALLA_TEST_KAFKA")
        yield Kafka(address) if address else stack.enter_context(a_broker())


@pytest.fixture(scope="session")
def region(
    postgres_server: Postgres, kafka_server: Kafka, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Region]:
    """One region that the journeys share, with its own databases on the session's servers."""
    with created(postgres_server, kafka_server, tmp_path_factory.mktemp("region")) as region:
        region.start()
        yield region


@pytest.fixture
def own_postgres() -> Iterator[Cluster]:
    with a_cluster() as postgres:
        yield postgres


@pytest.fixture(scope="module")
def own_kafka() -> Iterator[OwnKafka]:
    with a_broker() as kafka:
        yield kafka


def a_cluster() -> AbstractContextManager[Cluster]:
    image = containers.postgres_image()
    return containers.postgres(image) if image else cluster()


def a_broker() -> AbstractContextManager[OwnKafka]:
    image = containers.kafka_image()
    return containers.kafka(image) if image else broker()
