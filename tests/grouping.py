"""How many workers there are, and which tests share one.

Tests of one `xdist_group` are kept in one worker, so that they share a server and a browser.
pytest-xdist 3.8 writes a test's group where pytest 9.2 no longer looks for its name; until it
follows, we write it there. tests/conftest.py hands the hooks to pytest.
"""

import os

import pytest
from _pytest.nodeid import NodeId


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("loadgroup", default=False):
        return
    for item in items:
        group = item.get_closest_marker("xdist_group")
        if group and "@" not in item.nodeid.rpartition("]")[2]:
            item._id = NodeId.parse(f"{item.nodeid}@{group.args[0]}")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: journeys wait for brokers and browsers half the time."""
    return (os.cpu_count() or 1) + 1
