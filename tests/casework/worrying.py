"""Somebody who worries about a child, at an hour of a day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from services.common.deadlines.commands import take_due
from services.platform.registry import deadlines_of
from shared.kernel.clock import Clock
from tests.casework.acceptance import WORKER, Opened, ago
from tests.casework.visiting import SUPPORTER, Browser, agree, browser, path
from tests.platform import Stepped

COORDINATOR, MEMBER = "coordinator-siipisulka", "worker-siipisulka"
BRUISE = "Käsivarressa oli sormenjälkiä."
LIST, DESK = "/casework/api/v1/concerns", "/casework/desk?day=1"


@pytest.fixture
def supporter(platform: Stepped, case: Opened) -> Browser:
    joined = {"role": "RESPONSIBLE", "on": ago(platform, 1)}
    assert case.put(f"team/{WORKER}", joined).status_code == 200
    agree(case, person=SUPPORTER, on=ago(platform, 30))
    return browser(platform, "volunteer-mll")


@contextmanager
def on_clock(platform: Stepped, hour: str, days: int = 0) -> Iterator[None]:
    """Let it be that time of a day, in casework; the clock acts when it leaves."""
    service = platform.platform.services["casework"]
    usual, day = service.clock, service.clock.today() + timedelta(days=days)
    moment = datetime.combine(day, time.fromisoformat(hour), usual.zone)
    service.clock = Clock(usual.zone, lambda: moment)
    take_due(service, deadlines_of("casework"))
    platform.settle()
    yield
    platform.settle()
    service.clock = usual


def raise_it(seat: Browser, case: Opened, **typed: Any) -> str:
    """Through the form; the id of the concern."""
    answer = seat.send(f"{path(case)}/concerns/new", typed)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"].rpartition("/")[2])


def kinds(case: Opened, *readers: str) -> list[list[str]]:
    """The letters about concerns that each has not read."""
    answers = [case.platform.caller(each).get("/casework/api/v1/inbox").json for each in readers]
    return [
        sorted(each["kind"] for each in answer["letters"] if each["kind"].startswith("concern"))
        for answer in answers
    ]
