"""PostgreSQL cut off in the middle of everything, under the shop and the workshop at once."""

import pytest

from shared.store import Store
from tests.faults import proof
from tests.faults.conftest import Tell
from tests.faults.load import Load
from tests.faults.parts import Place, consuming, process, relaying
from tests.servers import Cluster
from tests.shared.broker.conftest import Flow

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
TIMES = 2


def test_a_database_stopped_at_once_keeps_every_acknowledged_command_and_all_go_on(
    flow: Flow,
    place: Place,
    postgres_server: Cluster,
    mirror: Store,
    seed: int,
    tell: Tell,
) -> None:
    with process(relaying, place, "only"), process(consuming, place):
        with Load(flow.shop, seed) as load:
            for _ in range(TIMES):
                load.go_on()
                postgres_server.stop_immediately()
                load.fail()
                postgres_server.start()
                load.go_on()
        for store in (flow.shop, flow.workshop, mirror):
            store.database.close()  # connections from before
        proof.healed(flow)
    assert postgres_server.keeper.log.count("immediate shutdown request") == TIMES
    proof.acknowledged_once(load)
    proof.published_in_order(flow)
    proof.whole(flow, mirror)
    tell(f"{len(load.acknowledged)} commands acknowledged, {len(load.unknown)} refused or unknown")
