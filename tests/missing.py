"""What a test says when this machine lacks a component, and what CI makes of that.

A developer without PostgreSQL sees a skip that names the command which provides it. With CI=true
the same skip is a failure: there a silent skip would be a test that nobody ever runs.
tests/conftest.py hands the hook to pytest.
"""

import os
from collections.abc import Generator
from typing import Any

import pytest
from _pytest.outcomes import Skipped  # pytest.skip.Exception, in a form that mypy can read


class Missing(Skipped):
    """A component is not on this machine; `command` is what provides it."""

    def __init__(self, component: str, *, reason: str, command: str) -> None:
        super().__init__(f"needs {component}: {reason}; provide it with: {command}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[Any]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if _must_have_everything() and call.excinfo and call.excinfo.errisinstance(Missing):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} {call.excinfo.value} (CI=true allows no such skip)"
    return report


def _must_have_everything() -> bool:
    return os.environ.get("CI") == "true"
