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

RECORDING = 600.0  # seconds for one file of tests
TRIAL = 300.0  # and for one mutant
NOTHING_RAN = 5
WAS_A_RUN = (0, 1, NOTHING_RAN)  # what pytest answers when it came to its end
SURVIVED = 0


class Unusable(Exception):
    """The tests cannot tell a mutant from what stands there."""


@dataclass(frozen=True)
class Outcome:
    mutant: Mutant
    code: int  # of the trial
    asked: int  # tests, the quickest
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
        """Run every test once, without any change."""
        files = files_of_tests(self.root)
        written = [self.folder / f"{number}.json" for number in range(len(files))]
        jobs = [
            self._job(file, partial(recorder.record, self.root, file, into=path), RECORDING)
            for file, path in zip(files, written, strict=True)
        ]
        for job, code in pool.run(jobs, size=self.size):
            if code not in WAS_A_RUN:
                raise Unusable(f"{job.name} ended with {code}.\n{job.output.read_text()}")
        return coverage_map.read(written, sources, root=self.root)

    def control(self, mutants: Iterable[Mutant], known: CoverageMap) -> None:
        """Replace each module by itself: what fails then would fail for every mutant."""
        lots = {each.source: list(known.lots(each))[:1] for each in mutants}
        jobs = [
            self._job(source.name, partial(_control, source, lot, known.seconds), TRIAL)
            for source, lot in lots.items()
        ]
        for job, code in pool.run(jobs, size=self.size):
            if code != SURVIVED:
                raise Unusable(
                    f"{job.name} without a change ended with {code}.\n{job.output.read_text()}"
                )

    def outcomes(
        self, mutants: Iterable[Mutant], known: CoverageMap, *, until: float
    ) -> Iterator[Outcome]:
        """Each mutant as its trial ends; none is begun after `until`."""
        tried: dict[str, tuple[Mutant, int]] = {}

        def jobs() -> Iterator[pool.Job]:
            for mutant in mutants:
                if monotonic() < until:
                    lots = list(known.lots(mutant))
                    tried[mutant.id] = mutant, sum(map(len, lots))
                    act = partial(_try, mutant, self.enums, lots, known.seconds)
                    yield self._job(mutant.id, act, TRIAL)

        for job, code in pool.run(jobs(), size=self.size):
            if code == pool.CRASHED:
                raise Unusable(f"{job.name} was not tried.\n{job.output.read_text()}")
            mutant, asked = tried.pop(job.name)
            yield Outcome(mutant, code, asked, len(known.tests_of(mutant)))

    def _job(self, name: str, act: partial[int], limit: float) -> pool.Job:
        return pool.Job(name, act, self.folder / f"{hash(name)}.txt", limit)


def _control(source: Source, lots: trial.Lots, usually: Mapping[str, float]) -> int:
    return trial.try_out(source, source.parse(), lots, usually=usually)


def _try(mutant: Mutant, enums: Enums, lots: trial.Lots, usually: Mapping[str, float]) -> int:
    return trial.try_out(mutant.source, mutant.tree(enums), lots, usually=usually)
