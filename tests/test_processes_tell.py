"""A process without web pages answers with its figures where its settings say."""

from collections.abc import Iterator

import click
import pytest
import requests
import structlog

from services.telling import telling
from shared.telemetry import metrics
from shared.telemetry.exposition import stop_counting
from shared.telemetry.metrics import Reading
from tests.figures import Figures
from tests.ports import free_ports


@pytest.fixture
def address() -> Iterator[str]:
    (port,) = free_ports(1)
    yield f"127.0.0.1:{port}"
    stop_counting()
    structlog.reset_defaults()


def test_a_process_tells_its_figures_as_long_as_it_lives(address: str) -> None:
    with telling(address) as show:
        show("casework", lambda: [Reading(metrics.EVENTS, ("casework",), 7)])
        answer = requests.get(f"http://{address}/metrics", timeout=10)
    assert Figures(answer.content).of("events", service="casework") == [7]
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://{address}/metrics", timeout=10)


def test_an_address_that_is_taken_is_named(address: str) -> None:
    with telling(address) as show:
        show("casework", list)
        with pytest.raises(click.ClickException, match=address):
            show("reporting", list)


def test_a_process_that_is_told_no_address_listens_nowhere(address: str) -> None:
    with telling("") as show:
        show("casework", list)
        with pytest.raises(requests.ConnectionError):
            requests.get(f"http://{address}/metrics", timeout=10)
