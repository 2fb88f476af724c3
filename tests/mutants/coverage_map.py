"""Which tests can notice a mutant: those that run its lines, quickest first.

What takes effect at the import of its module is noticed by whoever runs the module, or one that
imports it.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

from tests.mutants.mutants import Mutant, Source

AT_IMPORT = ""  # the context of a line that runs outside any test
QUICK = 2.0  # seconds of a processor that the first lot of tests may take
MOST = 40.0  # and all lots together


@dataclass(frozen=True)
class CoverageMap:
    """What the recorder wrote, of all files of tests together."""

    seconds: Mapping[str, float]  # test -> how much of a processor it took
    lines: Mapping[str, Mapping[int, Set[str]]]  # module -> line -> tests
    importers: Mapping[str, Set[str]]  # module -> those that import it
    unfit: tuple[str, ...] = ()  # tests that fail or are skipped without any change

    def tests_of(self, mutant: Mutant) -> Set[str]:
        module = mutant.source.name
        lines = self.lines.get(module, {})
        met = {test for line in mutant.lines for test in lines.get(line, ())}
        if mutant.at_import or met == {AT_IMPORT}:
            met = set().union(*map(self._all_of, (module, *self.importers.get(module, ()))))
        return met & self.seconds.keys()

    def lots(self, mutant: Mutant) -> Iterator[list[str]]:
        """The quick ones, then the slow ones as far as the time goes; a file's stay together."""
        spent, lot = 0.0, list[str]()
        for test in self._in_order(self.tests_of(mutant)):
            spent += self.seconds[test]
            if spent > MOST:
                break
            if lot and spent - self.seconds[test] <= QUICK < spent:
                yield lot
                lot = []
            lot.append(test)
        if lot:
            yield lot

    def without(self, tests: Set[str]) -> "CoverageMap":
        seconds = {test: spent for test, spent in self.seconds.items() if test not in tests}
        return replace(self, seconds=seconds, unfit=(*self.unfit, *sorted(tests)))

    def _all_of(self, module: str) -> Set[str]:
        return {test for tests in self.lines.get(module, {}).values() for test in tests}

    def _in_order(self, tests: Set[str]) -> list[str]:
        """By files, the one with the quicker tests first; in a file as they were recorded."""
        files: dict[str, list[str]] = defaultdict(list)
        for test in self.seconds:
            if test in tests:
                files[test.partition("::")[0]].append(test)
        means = {file: fmean(self.seconds[test] for test in files[file]) for file in files}
        return [
            test for file in sorted(files, key=lambda file: means[file]) for test in files[file]
        ]


def read(recorded: Iterable[Path], sources: Sequence[Source], *, root: Path) -> CoverageMap:
    seconds: dict[str, float] = {}
    lines: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    unfit: list[str] = []
    names = {str(source.path.relative_to(root)): source.name for source in sources}
    for path in recorded:
        recording = json.loads(path.read_text(encoding="utf-8"))
        seconds |= recording["seconds"]
        unfit += recording["unfit"]
        for file, tests in recording["lines"].items():
            for test, numbers in tests.items():
                for number in numbers:
                    lines[names[file]][number].add(test)
    return CoverageMap(seconds, lines, _importers(sources), tuple(unfit))


def _importers(sources: Sequence[Source]) -> Mapping[str, Set[str]]:
    names = {source.name for source in sources}
    importers: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        for name in source.imports():
            holder = name if name in names else name.rpartition(".")[0]
            if holder in names:
                importers[holder].add(source.name)
    return importers
