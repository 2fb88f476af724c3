"""All trials: the recording of the tests, a control without any change, then mutant by mutant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic

from tests.mutants import coverage_map, pool, recorder, trial
from tests.mutants.broken import Enums
from tests.mutants.coverage_map import CoverageMap
from tests.mutants.mutants import Mutant, Source
from tests.mutants.reach import files_of_tests
from tests.mutants.recordings import recordings

RECORDING = 600.0  # seconds for one file of tests
TRIAL = 300.0  # and for one mutant
SURVIVED = 0


class Unusable(Exception):
    """The tests cannot tell a mutant from what stands there."""


@dataclass(frozen=True)
class Outcome:
    mutant: Mutant
    code: int  # of the trial
    tried_tests: int  # tests, the quickest
    tests: int  # all that run what was changed

    @property
    def survived(self) -> bool:
        return self.code == SURVIVED


@dataclass(frozen=True)
class Trials:
    """Trials of one source tree; `folder` holds what the children write."""

    root: Path
    folder: Path
    enums: Enums
    size: int  # how many at a time

    def record(self, sources: Sequence[Source]) -> CoverageMap:
        """Run every test once, without any change; or take what was recorded before."""
        paths = recordings(self.root, files_of_tests(self.root))
        jobs = [
            self._job(file, partial(recorder.record, self.root, file, into=path), RECORDING)
            for file, path in paths.items()
            if not path.exists()
        ]
        for job, code in pool.run(jobs, size=self.size):
            if code not in recorder.WAS_A_RUN:
                raise Unusable(f"{job.name} ended with {code}.\n{job.output.read_text()}")
        return coverage_map.read(paths.values(), sources, root=self.root)

    def control(self, mutants: Sequence[Mutant], coverage: CoverageMap) -> CoverageMap:
        """Replace each module by itself: without the tests that fail even so."""
        lots: dict[Source, list[str]] = {}
        for mutant in mutants:
            lot = next(coverage.lots(mutant), [])
            lots[mutant.source] = max(lot, lots.get(mutant.source, []), key=len)
        jobs = [self._control(source, lot, coverage) for source, lot in lots.items() if lot]
        failed: set[str] = set()
        for job, code in pool.run(jobs, size=self.size):
            if code not in recorder.WAS_A_RUN:
                raise Unusable(f"{job.name} ended with {code}.\n{job.output.read_text()}")
            failed.update(self._failed(job.name).read_text(encoding="utf-8").splitlines())
        return self.control(mutants, coverage.without(failed)) if failed else coverage

    def _control(self, source: Source, tests: list[str], coverage: CoverageMap) -> pool.Job:
        into, seconds = self._failed(source.name), coverage.seconds
        act = partial(trial.control, source, tests, usually=seconds, into=into)
        return self._job(source.name, act, TRIAL)

    def _failed(self, module: str) -> Path:
        """Where the tests are named that fail with no change to the module."""
        return self.folder / f"{module}.failed"

    def outcomes(
        self, mutants: Iterable[Mutant], coverage: CoverageMap, *, until: float
    ) -> Iterator[Outcome]:
        """Each mutant as its trial ends; none is begun after `until`."""
        tried: dict[str, tuple[Mutant, int]] = {}

        def jobs() -> Iterator[pool.Job]:
            for mutant in mutants:
                if monotonic() < until:
                    lots = list(coverage.lots(mutant))
                    tried[mutant.id] = mutant, sum(map(len, lots))
                    act = partial(_try, mutant, self.enums, lots, coverage.seconds)
                    yield self._job(mutant.id, act, TRIAL)

        for job, code in pool.run(jobs(), size=self.size):
            if code == pool.CRASHED:
                raise Unusable(f"{job.name} was not tried.\n{job.output.read_text()}")
            mutant, tried_tests = tried.pop(job.name)
            yield Outcome(mutant, code, tried_tests, len(coverage.tests_of(mutant)))

    def _job(self, name: str, act: partial[int], limit: float) -> pool.Job:
        return pool.Job(name, act, self.folder / f"{hash(name)}.txt", limit)


def _try(mutant: Mutant, enums: Enums, lots: trial.Lots, usually: Mapping[str, float]) -> int:
    return trial.try_out(mutant.source, mutant.tree(enums), lots, usually=usually)
