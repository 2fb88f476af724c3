"""One mutant before its tests: the module is replaced as it is imported, never in its file."""

import ast
import signal
import sys
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import pytest

from tests.mutants import session
from tests.mutants.mutants import Source
from tests.mutants.pool import in_a_fork

LEAST, TIMES = 20.0, 20.0  # a test may take so many seconds of a processor, or times its usual
NOBODY_NOTICES = (0, 5)  # all passed; or the change let none of these tests be there
Lots = Sequence[Sequence[str]]


def try_out(source: Source, tree: ast.Module, lots: Lots, *, usually: Mapping[str, float]) -> int:
    """What pytest answers to the first lot of tests in which one fails; 0 when all pass."""
    sys.meta_path.insert(0, _Replacing(source, tree))
    codes = (in_a_fork(partial(_run, tests, usually)) for tests in lots)
    return next((code for code in codes if code not in NOBODY_NOTICES), 0)


def control(
    source: Source, tests: Sequence[str], *, usually: Mapping[str, float], into: Path
) -> int:
    """The same with no change at all; `into` names each test that fails nevertheless."""
    sys.meta_path.insert(0, _Replacing(source, source.parse()))
    chosen = _Chosen(tests, usually)
    code = session.run(_files(tests), plugin=chosen)
    into.write_text("\n".join(sorted(chosen.failed)), encoding="utf-8")
    return code


def _run(tests: Sequence[str], usually: Mapping[str, float]) -> int:
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # ends the process, whatever it does
    return session.run(_files(tests), "-x", plugin=_Chosen(tests, usually))


def _files(tests: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(test.partition("::")[0] for test in tests))


@dataclass(frozen=True)
class _Replacing(MetaPathFinder):
    source: Source
    tree: ast.Module

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.source.name:
            return None
        loader = _Loader(fullname, str(self.source.path))
        loader.tree = self.tree
        return spec_from_file_location(fullname, self.source.path, loader=loader)


class _Loader(SourceFileLoader):
    tree: ast.Module

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.tree, self.path, "exec", dont_inherit=True)


class _Chosen:
    """Runs these tests alone, in this order, and none of them without end."""

    def __init__(self, tests: Sequence[str], usually: Mapping[str, float]) -> None:
        self._places = {test: place for place, test in enumerate(tests)}
        self._usually = usually
        self.failed: set[str] = set()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self._places]
        items[:] = sorted(chosen, key=lambda item: self._places[item.nodeid])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        usual = self._usually.get(item.nodeid, 0.0)
        signal.setitimer(signal.ITIMER_PROF, max(LEAST, TIMES * usual))
        answer = yield
        signal.setitimer(signal.ITIMER_PROF, 0)
        return answer

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)
