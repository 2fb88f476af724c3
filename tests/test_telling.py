"""What the running platform tells of itself, who may read it, and that nobody is in it.

Canaries are put into every field of a referral, into addresses and queries, and into the errors
of handlers; every line, span and figure that comes of it is searched.
"""

import io
import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest
import structlog
from sqlalchemy import MetaData
from werkzeug.test import Client
from werkzeug.wrappers import Response

from services.platform.embedded import Platform
from services.referral.referrals.events import ReferralReceived
from shared.consumer.subscription import Projection
from shared.telemetry import logs, span
from shared.telemetry.edge import REQUEST_ID
from shared.telemetry.metrics import COMMANDS
from tests.figures import Figures, counting
from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import child, referral
from tests.test_seam import CANARIES, ROOT, canary_referral
from tests.tracing import Spans, spans

__all__ = ["counting", "spans"]
OURS = "0f6a2a0c-6f5e-4a0f-9d0f-1f2e3d4c5b6a"
SERVICES = ("referral", "volunteers", "casework", "reporting")


@dataclass
class Observed:
    """A platform with all its lines, records and spans that leave it."""

    stepped: Stepped
    lines: io.StringIO
    records: pytest.LogCaptureFixture
    spans: Spans

    def entries(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines.getvalue().splitlines()]

    def requests(self, *services: str) -> list[dict[str, Any]]:
        """Of these services, or of all."""
        lines = [line for line in self.entries() if line["event"] == "request"]
        return [line for line in lines if not services or line["service"] in services]

    def figures(self, service: str = "referral") -> Figures:
        return Figures(self.stepped.caller("admin").get(f"/{service}/metrics").data)

    def words(self) -> dict[str, str]:
        """Everything that left the platform, by its channel."""
        logged = [record.getMessage() for record in self.records.records]
        return {
            "lines": "\n".join([self.lines.getvalue(), self.records.text, *logged]),
            "spans": self.spans.text(),
            "figures": "\n".join(self.figures(service).text for service in SERVICES),
        }


def leaked(platform: Observed) -> set[tuple[str, str]]:
    words = platform.words().items()
    return {(channel, canary) for channel, text in words for canary in CANARIES if canary in text}


@pytest.fixture
def observed(
    counting: None, spans: Spans, written: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> Iterator[Observed]:
    shutil.copytree(written, tmp_path / "var")
    lines = io.StringIO()
    logs.configure(lines)
    caplog.set_level(logging.DEBUG)
    platform = Platform(tmp_path / "var", BASE, sync="OFF").open()
    platform.settle()
    yield Observed(Stepped(platform), lines, caplog, spans)
    platform.close()
    logs.stop()


def test_each_request_is_one_line_without_what_was_in_its_address(observed: Observed) -> None:
    turku = observed.stepped.caller("demo-turku")
    address = turku.post(ROOT, referral()).headers["Location"]
    before = len(observed.requests())
    turku.get(f"{address}?name=Kanarialintu")
    (line,) = observed.requests()[before:]
    assert (line["method"], line["route"], line["status"], line["service"]) == (
        "GET",
        f"{ROOT}/<uuid:referral_id>",
        200,
        "referral",
    )
    assert line["milliseconds"] > 0


def test_a_line_names_the_trace_that_it_belongs_to(observed: Observed) -> None:
    observed.stepped.caller("demo-turku").get(ROOT)
    edge = observed.spans.named("request", service="referral")[-1]
    line = observed.requests()[-1]
    ids = {"trace_id": f"{edge.context.trace_id:032x}", "span_id": f"{edge.context.span_id:016x}"}
    assert ids.items() <= line.items()


def test_one_id_goes_from_a_request_to_whoever_reacts_to_it(observed: Observed) -> None:
    turku, coordinator = (
        observed.stepped.caller(name) for name in ("demo-turku", "coordinator-mll")
    )
    address = turku.post(ROOT, referral()).headers["Location"]
    tag = coordinator.get(address).headers["ETag"]
    coordinator._send(
        "PUT", f"{address}/acceptance", json={}, headers={"If-Match": tag, REQUEST_ID: OURS}
    )
    services = observed.stepped.platform.services
    carried = {
        name: {
            message.name
            for message in service.store.read(0, 10_000)
            if message.metadata["correlation"] == OURS
        }
        for name, service in services.items()
    }
    assert "referral.accepted" in carried["referral"]
    assert "case.opened" in carried["casework"]
    lines = [line for line in observed.entries() if line.get("request_id") == OURS]
    assert {(line["event"], line["service"]) for line in lines} >= {
        ("request", "referral"),
        ("reacted", "casework"),
    }


def test_probes_and_our_own_followers_write_no_line(observed: Observed) -> None:
    system = observed.stepped.caller("service-casework")
    before = len(observed.requests("referral"))
    for path in ("health/live", "health/ready", "api/v1/events", "metrics"):
        assert system.get(f"/referral/{path}").status_code == 200
    assert observed.requests("referral")[before:] == []
    assert system.get("/referral/api/v1/events?limit=many").status_code == 422
    assert observed.stepped.caller("demo-kela").get("/referral/api/v1/events").status_code == 200
    assert [line["status"] for line in observed.requests("referral")[before:]] == [422, 200]


def test_requests_are_timed_by_route_and_class_of_status(observed: Observed) -> None:
    turku = observed.stepped.caller("demo-turku")
    turku.post(ROOT, referral())
    turku.post(ROOT, {"nothing": "of it"})
    turku.get("/referral/api/v1/nowhere")
    figures = observed.figures()
    labels = [
        {"method": "POST", "route": ROOT, "status": "2xx"},
        {"method": "POST", "route": ROOT, "status": "4xx"},
        {"method": "GET", "route": "none", "status": "4xx"},
    ]
    assert [figures.of("request_seconds_count", **each) for each in labels] == [[1], [1], [1]]


def test_a_refused_command_is_counted(observed: Observed) -> None:
    turku = observed.stepped.caller("demo-turku")
    turku.post(ROOT, referral(source_reference="TWICE"))
    turku.post(ROOT, referral(source_reference="TWICE"))
    assert observed.figures().of("commands_total", outcome="refused") == [1]


def test_lag_of_every_consumer_is_told(observed: Observed) -> None:
    observed.stepped.caller("demo-turku").post(ROOT, referral())
    lags = [observed.figures(name).of("consumer_lag_positions") for name in SERVICES]
    assert [(len(each) > 0, set(each)) for each in lags] == [(True, {0})] * 4


@pytest.mark.parametrize(
    ("sign_in", "status"), [("admin", 200), ("coordinator-mll", 403), ("demo-turku", 403)]
)
def test_figures_are_for_administrators(observed: Observed, sign_in: str, status: int) -> None:
    caller = observed.stepped.caller(sign_in)
    assert [caller.get(f"/{name}/metrics").status_code for name in SERVICES] == [status] * 4


def test_the_public_reads_no_figures(observed: Observed) -> None:
    answer = Client(observed.stepped.platform, Response).get("/referral/metrics", base_url=BASE)
    assert answer.status_code == 401


def test_nobody_is_in_what_is_told(observed: Observed) -> None:
    turku, coordinator = (
        observed.stepped.caller(name) for name in ("demo-turku", "coordinator-mll")
    )
    address = turku.post(ROOT, canary_referral()).headers["Location"]
    turku.post(ROOT, canary_referral() | {"notes": ["Orrella"], "Kanarialintu": "Keltasulka"})
    turku.post(
        ROOT,
        canary_referral() | {"subject": child(given_name="Kanarialintu", identity_code="Laulaa")},
    )
    turku.get(f"{ROOT}/Kanarialintu?name=Keltasulka")
    turku.get(f"{ROOT}?source_reference=Kanarialintu", traceparent="Kanarialintu")
    turku.get(ROOT, **{"User-Agent": "Keltasulka"})
    observed.stepped.browser("coordinator-mll").get("/referral/?q=Kanarialintu", base_url=BASE)
    coordinator.put(f"{address}/acceptance", {})
    coordinator.put(f"{address}/rejection", {"reason": "Kanarialintu"})
    _break(observed, "Kanarialintu lives here")
    assert leaked(observed) == set()


def test_the_search_finds_whoever_is_told_by_mistake(observed: Observed) -> None:
    with span("command", note="Kanarialintu"):
        structlog.get_logger().info("leak", name="Keltasulka")
        logging.getLogger("driver").debug("Key (name)=(%s)", "Laulaa")
        COMMANDS.add(service="referral", outcome="Orrella")
    leaks = {("spans", "Kanarialintu"), ("lines", "Keltasulka"), ("lines", "Laulaa")}
    assert leaked(observed) == leaks | {("figures", "Orrella")}


def _break(observed: Observed, words: str) -> None:
    """An error that nobody foresaw, in a route and in a handler, with somebody in its words."""

    def fail(*_arguments: object) -> NoReturn:
        raise ValueError(words)

    platform, turku = observed.stepped.platform, observed.stepped.caller("demo-turku")
    platform.apps["referral"].view_functions["worklist_api.search"] = fail
    broken = Projection("broken", MetaData())
    broken.on(ReferralReceived)(fail)
    service = platform.services["referral"]
    service.listen(broken, service.own)
    observed.stepped.settle()
    assert turku.get(ROOT).status_code == 500
    parked = observed.figures().of("consumer_parked_events", consumer="broken", state="parked")
    assert parked == [1]
