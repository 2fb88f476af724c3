"""What the processes of a region write: JSON objects alone, and one id for one request in all."""

import json
from typing import Any

import pytest

from tests.journeys.outside import REFERRALS
from tests.referral.referrals.bodies import referral
from tests.system.region import FOLLOWING, Region
from tests.waiting import eventually

pytestmark = pytest.mark.xdist_group("region")


def entries(region: Region, process: str) -> list[dict[str, Any]]:
    """The whole lines of a process's log; each has to be an object."""
    log = region.processes[process].log
    whole = log[: log.rfind("\n") + 1]
    return [json.loads(line) for line in whole.splitlines()]


def test_every_process_writes_objects_with_moment_and_weight(region: Region) -> None:
    for process in region.processes:
        for line in entries(region, process):
            assert {"event", "level", "timestamp"} <= line.keys(), (process, line)
    assert {line["event"] for line in entries(region, "relay referral")} >= {"relay.starting"}
    assert {line["event"] for line in entries(region, "consume casework")} >= {"consumer.starting"}


def test_one_id_goes_from_a_request_to_whoever_reacts_in_another_process(region: Region) -> None:
    outside = region.outside
    sent = outside["demo-turku"].post(REFERRALS, referral("L-1"))
    assert sent.status_code == 201, sent.text
    address = f"{REFERRALS}/{sent.json()['id']}"
    region.settle()  # the routing offers it
    accepted = outside["coordinator-mll"].put(f"{address}/acceptance", {})
    assert accepted.status_code == 200, accepted.text
    request_id = accepted.headers["X-Request-Id"]

    def events(process: str) -> set[str]:
        lines = entries(region, process)
        return {line["event"] for line in lines if line.get("request_id") == request_id}

    assert events("web referral") == {"request"}
    eventually(lambda: events("consume casework") == {"reacted"}, within=FOLLOWING)


def test_probes_and_followers_write_no_line(region: Region) -> None:
    region.settle()
    lines = [line for name in region.processes for line in entries(region, name)]
    routes = {(line["route"], line["status"]) for line in lines if line["event"] == "request"}
    assert {route for route, status in routes if status == 200 and "health" in route} == set()
    assert {route for route, status in routes if status == 200 and "/events" in route} == set()
