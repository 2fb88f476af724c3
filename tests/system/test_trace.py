"""One trace over PostgreSQL and Kafka, from a request to another service's tables.

Web, relay and consumer run in this process, where their spans can be collected; between them is
what lies between processes: databases, HTTP and a broker.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import requests
from werkzeug.serving import make_server

from services.platform import web_processes, wiring
from services.platform.registry import NAMES, dispatch
from services.platform.settings import settings_for
from tests.brokers import OwnKafka
from tests.journeys.outside import REFERRALS
from tests.referral.referrals.bodies import referral
from tests.servers import Postgres
from tests.system.region import START, Region, created
from tests.tracing import Spans, attributes_of, spans
from tests.waiting import eventually

__all__ = ["spans"]


@pytest.fixture
def region(
    spans: Spans, postgres_server: Postgres, own_kafka: OwnKafka, tmp_path: Path
) -> Iterator[Region]:
    """With its web, the relay of referrals, and what follows them here and in reporting."""
    folder = tmp_path / "traced"
    folder.mkdir()
    with created(postgres_server, own_kafka, folder) as region, ExitStack() as stack:
        serve(region, stack)
        yield region


def serve(region: Region, stack: ExitStack) -> None:
    settings = {
        kind: settings_for(kind, region.environment) for kind in ("web", "relay", "consume")
    }
    webs: dict[str, Any] = {name: web_processes.web(settings["web"], name) for name in NAMES}
    webs[""] = web_processes.portal(settings_for("portal", region.environment))
    for web in webs.values():
        stack.callback(web.close)

    def application(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        return dispatch(webs, environ, start)

    server = make_server("127.0.0.1", region.front, application, threaded=True)
    stack.callback(server.server_close)
    run(stack, server.serve_forever, server.shutdown)
    relay = wiring.relay(settings["relay"], "referral")
    stack.callback(relay.lease.database.close)
    run(stack, relay.run, relay.ending.set)
    for name in ("referral", "reporting"):
        following = wiring.Following(settings["consume"], name)
        stack.callback(following.close)
        following.start()
    ready = f"{region.base}/referral/health/ready"
    eventually(lambda: requests.get(ready, timeout=10).ok, within=START)


def run(stack: ExitStack, work: Any, stop: Any) -> None:
    thread = Thread(target=work)
    thread.start()
    stack.callback(thread.join)
    stack.callback(stop)


def test_one_trace_goes_from_a_request_over_kafka_to_another_services_tables(
    spans: Spans, region: Region
) -> None:
    answer = region.outside["demo-turku"].post(REFERRALS, referral())
    assert answer.status_code == 201
    (edge,) = spans.named("request", **{"http.request.method": "POST", "http.route": REFERRALS})
    there = {"service": "reporting", "event": "referral.received"}
    projected = eventually(lambda: spans.named("project", **there), within=START)[0]
    finished = [each for each in spans.of_trace(edge.context.trace_id) if is_whole(spans, each)]
    paths = [spans.path(each) for each in finished]
    for path in (
        ["request", "command", "append", "WITH"],  # the store
        ["request", "command", "relay.send"],  # the topic
        ["request", "command", "relay.send", "project"],  # another service
    ):
        assert path in paths
    sent = [attributes_of(each) for each in finished if each.name == "relay.send"]
    assert {"service": "referral", "topic": "rinnalla.referral"} in sent
    (link,) = projected.links
    assert spans.path(projected) == ["request", "command", "relay.send", "project"]
    batch = eventually(lambda: ended(spans, link.context.span_id))
    assert (batch.name, attributes_of(batch)["consumer"]) == (
        "consume",
        attributes_of(projected)["consumer"],
    )
    written = [each.name for each in spans.all() if each.parent == batch.context]
    assert "INSERT" in written  # its tables: a batch writes the rows of all its events together


def ended(spans: Spans, span_id: int) -> Any:
    return next((each for each in spans.all() if each.context.span_id == span_id), None)


def is_whole(spans: Spans, each: Any) -> bool:
    """Whether all that is above it has ended, as what another thread just does has not."""
    by_id = {span.context.span_id: span for span in spans.all()}
    while each.parent and each.parent.span_id in by_id:
        each = by_id[each.parent.span_id]
    return each.parent is None
