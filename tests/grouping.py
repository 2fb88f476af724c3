"""How many workers there are, which tests share one, and how long they share their servers.

Tests of one `xdist_group` are kept in one worker, so that they share a server and a browser; when
the last of them has run, what they shared is closed: left open, servers took a quarter of two
processors for the rest of the run. pytest-xdist 3.8 writes a test's group where pytest 9.2 no
longer looks for its name; until it follows, we write it there. tests/conftest.py hands the hooks
to pytest.
"""

import os
from collections.abc import Callable, Generator
from functools import partial
from typing import Any

import pytest
from _pytest.fixtures import SubRequest
from _pytest.nodeid import NodeId

OF_A_GROUP = ("new_server", "server_of_a_region", "region", "kafka_server", "browser")  # fixtures


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("loadgroup", default=False):
        return
    for item in items:
        group = group_of(item)
        if group and "@" not in item.nodeid.rpartition("]")[2]:
            item._id = NodeId.parse(f"{item.nodeid}@{group}")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: journeys wait for brokers and browsers half the time."""
    return (os.cpu_count() or 1) + 1


class Closing:
    """Closes what a group shares after its last test: pytest has scopes for files, not for groups.

    A plugin, as the hooks of a conftest hear nothing of what is set up for the whole session.
    """

    def __init__(self) -> None:
        self._open: list[Callable[[], None]] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any], request: SubRequest) -> None:
        if fixturedef.argname in OF_A_GROUP:
            self._open.append(partial(fixturedef.finish, request))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(
        self, item: pytest.Item, nextitem: pytest.Item | None
    ) -> Generator[None, None, None]:
        yield
        if nextitem is None or group_of(nextitem) != group_of(item):
            while self._open:
                self._open.pop()()


def group_of(item: pytest.Item) -> str | None:
    marker = item.get_closest_marker("xdist_group")
    return str(marker.args[0]) if marker else None
