"""Each alert about Kafka, from what a real relay and a real consumer tell on a real broker."""

import pytest
from sqlalchemy import text

from shared.kernel.signing import Forged, Keyring
from shared.telemetry.exposition import Exposition
from shared.transport.kafka.readings import readings, silence
from shared.transport.kafka.relay import Relay
from tests.figures import Figures, counting
from tests.observe.rules import check_alerts
from tests.shared.bicycles import append, bought, lent
from tests.shared.broker.conftest import Flow, flow
from tests.shared.garage import Garage
from tests.waiting import eventually

__all__ = ["counting", "flow"]
pytestmark = pytest.mark.xdist_group("kafka")


def scraped(flow: Flow, relay: Relay | None = None) -> dict[str, Figures | None]:
    """By the workshop that consumes, the shop's relay, and a process of the shop beside it."""
    relayed = (lambda: readings(relay, "shop")) if relay else list
    expositions = {
        "consume": Exposition(("workshop",), list),
        "relay": Exposition(("shop",), relayed),
        "web": Exposition(("shop",), lambda: silence(flow.shop.database, "shop")),
    }
    return {name: Figures(each.text()) for name, each in expositions.items()}


def test_a_topic_that_lacks_events(counting: None, flow: Flow) -> None:
    before = scraped(flow)
    append(flow.shop, 1, bought(1), lent(1))
    flow.pretend_to_have_sent()
    append(flow.shop, 1, lent(1), lent(1))
    flow.relayed()
    flow.passes(flow.consumer(Garage()), count=4)
    check_alerts(before, scraped(flow), {"RinnallaGap"})


def test_a_message_that_nobody_of_ours_signed(counting: None, flow: Flow) -> None:
    before = scraped(flow)
    append(flow.shop, 1, bought(1))
    flow.relayed()
    flow.forge(1, Keyring({"spring": b"x" * 32}))
    append(flow.shop, 1, lent(1))
    flow.relayed()
    consumer = flow.consumer(Garage())
    flow.passes(consumer, count=1)

    def is_refused() -> bool:
        try:
            consumer.step()
        except Forged:
            return True
        return False

    eventually(is_refused, within=30)
    check_alerts(before, scraped(flow), {"RinnallaForged"})


def test_a_topic_that_gives_nothing(counting: None, flow: Flow) -> None:
    append(flow.shop, 1, bought(1))
    flow.relayed()
    consumer = flow.consumer(Garage(), stalled=0.5)
    flow.passes(consumer, count=1)
    before = scraped(flow)
    append(flow.shop, 1, lent(1))
    flow.passes(consumer, count=1)
    check_alerts(before, scraped(flow), {"RinnallaStalled"})


def test_a_relay_that_has_ended(counting: None, flow: Flow) -> None:
    append(flow.shop, 1, bought(1))
    relay = flow.relay()
    eventually(relay.step, within=60)
    before = scraped(flow, relay)
    _five_minutes_ago(flow, "relay_lease", "until")
    after = scraped(flow) | {"relay": None}
    check_alerts(before, after, {"RinnallaRelayAway", "RinnallaProcessAway"})


def test_a_topic_that_is_behind_its_store(counting: None, flow: Flow) -> None:
    append(flow.shop, 1, bought(1))
    relay = flow.relay()
    eventually(relay.step, within=60)
    before = scraped(flow, relay)
    append(flow.shop, 1, lent(1))
    flow.shop.head()
    _five_minutes_ago(flow, "positions", "numbered_at")
    check_alerts(before, scraped(flow, relay), {"RinnallaRelayBehind"})


def _five_minutes_ago(flow: Flow, table: str, column: str) -> None:
    """What happened now, as it is five minutes later."""
    with flow.shop.database.writing() as db:
        then = f"UPDATE {table} SET {column} = {column} - interval '5 minutes'"  # noqa: S608 - ours
        db.execute(text(then))
