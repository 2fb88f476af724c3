"""Which tests run which lines, and how long each takes: recorded once, without any change.

A fixture that several tests share counts for each of them.
"""

import json
import os
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

import coverage
import pytest

from tests.mutants import session
from tests.mutants.mutants import FOLDERS

SHARED = "shared fixture "
WAS_A_RUN = (0, 1, 5)  # all passed, some did not, there were none: pytest came to its end


def record(root: Path, test_file: str, *, into: Path) -> int:
    """Run one file of tests; `into` says of each passed test its seconds and its lines."""
    ours = [str(root / folder / "**" / "*.py") for folder in FOLDERS]  # and no templates
    measured = coverage.Coverage(data_file=None, config_file=False, include=ours)
    measured.set_option("run:core", "ctrace")  # the only one that knows contexts everywhere
    recorder = Recorder(measured)
    measured.start()
    code = session.run([test_file], plugin=recorder)
    measured.stop()
    if code in WAS_A_RUN:
        unfinished = into.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps(recorder.recorded(root)), encoding="utf-8")
        unfinished.replace(into)
    return code


@dataclass(eq=False)  # pytest keeps its plugins in a set
class Recorder:
    """A plugin of pytest that says to coverage which test runs."""

    measured: coverage.Coverage
    context: str = ""
    seconds: dict[str, float] = field(default_factory=dict)  # of a processor
    unfit: set[str] = field(default_factory=set)  # failed or skipped, without any change
    fixtures: dict[str, Sequence[str]] = field(default_factory=dict)  # test -> what it asks for

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        self.fixtures[item.nodeid] = getattr(item, "fixturenames", ())
        begun = process_time()  # a busy machine makes no test slow
        with self._within(item.nodeid):
            answer = yield
        self.seconds[item.nodeid] = process_time() - begun
        return answer

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None, Any, Any]:
        if fixturedef.scope == "function":
            return (yield)
        with self._within(f"{SHARED}{fixturedef.argname}"):
            return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self.unfit.add(report.nodeid)

    def recorded(self, root: Path) -> dict[str, Any]:
        data, lines = self.measured.get_data(), dict[str, dict[str, list[int]]]()
        for path in data.measured_files():
            tests: dict[str, list[int]] = defaultdict(list)
            for line, contexts in data.contexts_by_lineno(path).items():
                for test in {test for each in contexts for test in self._tests(each)}:
                    tests[test].append(line)
            lines[str(Path(path).relative_to(root))] = tests
        fit = {test: spent for test, spent in self.seconds.items() if test not in self.unfit}
        return {"seconds": fit, "lines": lines, "unfit": sorted(self.unfit)}

    def _tests(self, context: str) -> Iterator[str]:
        """The tests that a context stands for; "" for an import."""
        if not context.startswith(SHARED):
            yield context
            return
        fixture = context.removeprefix(SHARED)
        yield from (test for test, names in self.fixtures.items() if fixture in names)

    @contextmanager
    def _within(self, context: str) -> Iterator[None]:
        before, self.context = self.context, context
        self.measured.switch_context(context)
        try:
            yield
        finally:
            self.context = before
            self.measured.switch_context(before)
