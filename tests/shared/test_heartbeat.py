"""When a client of Kafka counts as forgotten by its group: by its heartbeats alone."""

from types import SimpleNamespace
from typing import Any

import pytest

from shared.transport.kafka.heartbeat import EVERY, JOINING, METRIC, HeartbeatMonitor

PATIENCE = 30.0


class Watch:
    """A client whose last heartbeat was answered `age` seconds ago, and a clock set by hand."""

    def __init__(self, age: float) -> None:
        self.seconds, self.age = 0.0, age
        self.monitor = HeartbeatMonitor(PATIENCE, now=lambda: self.seconds)

    def is_lost(self, at: float) -> bool:
        self.seconds = at
        return self.monitor.is_lost(client_with({"group": {METRIC: self.age}}))


def client_with(metrics: Any) -> Any:
    return SimpleNamespace(metrics=lambda: metrics)


@pytest.mark.parametrize(("age", "is_lost"), [(PATIENCE, False), (PATIENCE + 0.1, True)])
def test_a_client_is_lost_when_no_heartbeat_was_answered_for_long(
    age: float, is_lost: bool
) -> None:
    assert Watch(age).is_lost(PATIENCE) == is_lost


@pytest.mark.parametrize(("at", "is_lost"), [(JOINING, False), (JOINING + 0.1, True)])
def test_a_client_that_never_joined_may_take_as_long_as_joining_does(
    at: float, is_lost: bool
) -> None:
    assert Watch(float("inf")).is_lost(at) == is_lost


def test_a_client_that_was_just_opened_is_not_lost() -> None:
    assert not Watch(PATIENCE + 1).is_lost(PATIENCE - 0.1)


def test_the_figures_are_asked_for_only_now_and_then() -> None:
    watch = Watch(1.0)
    assert not watch.is_lost(PATIENCE)
    watch.age = PATIENCE + 1
    assert [watch.is_lost(PATIENCE + later) for later in (EVERY - 0.1, EVERY)] == [False, True]


def test_a_client_without_figures_of_a_group_is_not_lost() -> None:
    monitor = HeartbeatMonitor(0.0, now=iter((0.0, EVERY)).__next__)
    assert not monitor.is_lost(client_with({"fetch": {"rate": 1.0}}))
