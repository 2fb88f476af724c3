"""Keeps tests of one `xdist_group` in one worker, so that they share a server and a browser.

pytest-xdist 3.8 writes a test's group where pytest 9.2 no longer looks for its name; until it
follows, we write it there. tests/conftest.py hands the hook to pytest.
"""

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
