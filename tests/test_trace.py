"""One trace from a request to the last projection that heard of it, over all four services."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.platform.embedded import Platform
from tests.platform import BASE, Stepped
from tests.referral.referrals.bodies import referral
from tests.tracing import Spans, attributes_of, spans

__all__ = ["spans"]
ROOT = "/referral/api/v1/referrals"


@pytest.fixture
def traced(spans: Spans, written: Path, tmp_path: Path) -> Iterator[Stepped]:
    folder = tmp_path / "var"
    shutil.copytree(written, folder)
    opened = Platform(folder, BASE, sync="OFF").open()
    opened.settle()
    yield Stepped(opened)
    opened.close()


def test_one_trace_goes_from_the_request_to_every_service(spans: Spans, traced: Stepped) -> None:
    sender, coordinator = traced.caller("demo-turku"), traced.caller("coordinator-mll")
    address = sender.post(ROOT, referral()).headers["Location"]
    spans.clear()
    assert coordinator.put(f"{address}/acceptance", {}).status_code == 200
    (edge,) = spans.named("request", **{"http.request.method": "PUT"})
    paths = [spans.path(each) for each in spans.of_trace(edge.context.trace_id)]
    for path in (
        ["request", "command", "append", "INSERT"],  # the store
        ["request", "command", "project", "INSERT"],  # its own tables
        ["request", "command", "react", "append", "INSERT"],  # another service opens the case
        ["request", "command", "react", "project", "INSERT"],  # and whoever hears of that
    ):
        assert path in paths
    services = {
        attributes_of(each).get("service") for each in spans.of_trace(edge.context.trace_id)
    }
    assert services == {None, "referral", "volunteers", "casework", "reporting"}


def test_a_callers_trace_is_named_and_not_gone_on_with(spans: Spans, traced: Stepped) -> None:
    theirs = f"00-{'a' * 32}-{'b' * 16}-01"
    traced.caller("demo-turku").get("/referral/api/v1/programmes", traceparent=theirs)
    (edge,) = spans.named("request", **{"http.route": "/referral/api/v1/programmes"})
    named = [f"{link.context.trace_id:x}" for link in edge.links]
    assert (edge.parent, named) == (None, ["a" * 32])


def test_what_is_not_there_is_told_without_its_address(spans: Spans, traced: Stepped) -> None:
    traced.caller("demo-turku").get(f"{ROOT}/kanarialintu?name=Keltasulka")
    (edge,) = spans.named("request", **{"http.route": "none"})
    assert attributes_of(edge)["http.response.status_code"] == 404
