"""Each kind of process tells its figures: an address of its own, or all workers of a web."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import requests

from services.platform.observability import observing
from shared.telemetry import logs, metrics
from shared.telemetry.exposition import stop_counting
from shared.telemetry.metrics import Reading
from tests.figures import Figures
from tests.keeper import Keeper
from tests.ports import free_ports
from tests.tree import ROOT
from tests.waiting import eventually

WEB = 'cd "$1" && exec "$2" -m tests.counting_web "$3" "$4"'


@pytest.fixture
def address() -> Iterator[str]:
    (port,) = free_ports(1)
    yield f"127.0.0.1:{port}"
    stop_counting()
    logs.stop()


def test_a_process_tells_its_figures_as_long_as_it_lives(address: str) -> None:
    with observing(address) as show:
        show("casework", lambda: [Reading(metrics.EVENTS, ("casework",), 7)])
        answer = requests.get(f"http://{address}/metrics", timeout=10)
    assert Figures(answer.content).of("events", service="casework") == [7]
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://{address}/metrics", timeout=10)


def test_an_address_that_is_taken_is_named(address: str) -> None:
    with observing(address) as show:
        show("casework", list)
        with pytest.raises(click.ClickException, match=address):
            show("reporting", list)


def test_a_process_that_is_told_no_address_listens_nowhere(address: str) -> None:
    with observing("") as show:
        show("casework", list)
        with pytest.raises(requests.ConnectionError):
            requests.get(f"http://{address}/metrics", timeout=10)


def test_whichever_worker_answers_tells_what_all_have_counted(address: str, tmp_path: Path) -> None:
    inside = f"127.0.0.1:{free_ports(1)[0]}"
    command = ["/bin/sh", "-c", WEB, "web", str(ROOT), sys.executable, address, inside]
    web = Keeper(tmp_path, command, last="TERM")
    answered: list[str] = []

    def both_have_answered() -> bool:
        try:
            answered.append(requests.get(f"http://{address}/worker", timeout=10).text)
        except requests.ConnectionError:  # not there yet
            return False
        return len(set(answered)) == 2

    eventually(both_have_answered, within=60)
    pages = [
        Figures(requests.get(f"http://{at}/metrics", timeout=10).content)
        for at in (address, inside)
        for _ in "1234"
    ]
    os.kill(int(answered[-1]), signal.SIGKILL)
    eventually(lambda: "was sent" in web.log, within=60)
    lines = [json.loads(line) for line in web.log.splitlines()]
    web.close()
    assert {(line["event"], line.get("logger")) for line in lines} == {
        ("request", None),
        ("library", "gunicorn.error"),
    }
    counts = [each.of("request_seconds_count", route="/worker") for each in pages]
    assert counts == [[len(answered)]] * 8
