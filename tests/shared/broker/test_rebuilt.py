"""A projection is built anew from the feed while a consumer follows it over Kafka."""

import pytest
from sqlalchemy import select

from shared.consumer.source import StoreSource
from shared.consumer.tables import checkpoints
from shared.kernel.sealing import Open
from shared.maintenance.rebuild import rebuild
from shared.maintenance.reconcile import reconcile
from shared.service import Service
from tests.shared.bicycles import CLOCK, append, bought, lent
from tests.shared.broker.conftest import Flow
from tests.shared.consumer.test_passing import history
from tests.shared.garage import Garage

pytestmark = pytest.mark.xdist_group("kafka")


def bookmarks(flow: Flow) -> dict[int, tuple[str, int]]:
    with flow.workshop.database.reading() as db:
        rows = db.execute(select(checkpoints)).all()
    return {row.partition: (row.topic, row.offset) for row in rows if row.topic}


def test_a_consumer_on_kafka_goes_on_after_the_swap_and_after_a_restart(flow: Flow) -> None:
    garage, expected = Garage(), history(flow.shop)
    flow.relayed()
    running = flow.consumer(garage)
    flow.passes(running, count=flow.shop.head())
    before = bookmarks(flow)
    append(flow.shop, 90, bought(90), lent(90))  # only the new build takes these, from the store
    tools = Service("workshop", database=flow.workshop.database, clock=CLOCK, sealing=Open())
    tools.listen(garage.projection, StoreSource(flow.shop))
    assert rebuild(tools, garage.projection).processed == flow.shop.head()
    assert bookmarks(flow) == before
    append(flow.shop, 90, lent(90))
    flow.relayed()
    flow.passes(running, count=1)
    running.source.close()  # type: ignore[attr-defined]  # only Kafka's has something to close
    append(flow.shop, 90, lent(90))
    flow.relayed()
    flow.passes(flow.consumer(garage), count=1)
    assert garage.trails(flow.workshop.database) == expected | {90: "1234"}
    assert all(finding.agrees for finding in reconcile(*tools.followers.consumers))
