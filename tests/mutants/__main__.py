"""Break one rule at a time, and list what no test notices: `make mutants` or `-m tests.mutants`.

A mutant is a module in which one rule says something else: a border moved by one, a condition or
a guard left out, a case without effect, `any` for `all`, the next member of an enum, a median
that is a mean (see `broken` and `statements`). Modules are found by their names (`mutants.RULES`),
wherever they lie. First every test runs once, and it is recorded which lines it runs; what was
recorded serves again until the file of tests, or what it may run, has changed. Then each mutant
gets a process of its own, in which its module is replaced as it is imported (no file is touched),
and in it the tests that run the changed line, quickest first, for at most 40 seconds of a
processor. A test that comes to no end has noticed the mutant; a mutant whose line no test runs has
survived, and so has one that only a slower test would notice.

OF=matches.domain tries those alone that have this in their id. SEED=1 chooses the order, MOST=300
how many of them are tried, MINUTES=50 after which none is begun. The exit code is 1 when more than
5 % survive without a reason in `allowed.toml`, 2 when the tests cannot tell a mutant from what
stands there. An entry there that is no survivor is stale.
"""

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import entry_points
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.mutants import allowed, report
from tests.mutants.mutants import FOLDERS, Source, enums_of, mutants_of, sample, sources
from tests.mutants.trials import Trials, Unusable

UNUSABLE = 2


def main() -> int:
    until = monotonic() + 60 * float(os.environ.get("MINUTES") or 50)
    root, modules = Path.cwd(), sources(Path.cwd())
    enums = enums_of(modules)
    every = [each for source in modules if source.has_rules for each in mutants_of(source, enums)]
    wanted = [each for each in every if os.environ.get("OF", "") in each.id]
    most = int(os.environ.get("MOST") or len(every))
    chosen = sample(wanted, seed=os.environ.get("SEED") or "1", most=most)
    report.say(f"{len(every)} mutants, {len(chosen)} of them chosen. The tests are recorded.")
    with TemporaryDirectory(prefix="rinnalla-mutants-") as folder:
        _prepare(modules, folder)
        trials = Trials(root, Path(folder), enums, size=os.cpu_count() or 1)
        try:
            coverage = trials.control(chosen, trials.record(modules))
            report.recorded(coverage)
            outcomes = report.following(trials.outcomes(chosen, coverage, until=until), root=root)
            return report.conclude(outcomes, allowed.read(root), every=every, chosen=len(chosen))
        except Unusable as reason:
            report.say(str(reason))
            return UNUSABLE


def _prepare(modules: Sequence[Source], folder: str) -> None:
    """Import the libraries once, for all children; what is ours they import themselves."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a fork takes no threads along
    for plugin in entry_points(group="pytest11"):
        plugin.load()
    for name in sorted({name for source in modules for name in source.imports()}):
        if name.split(".")[0] not in FOLDERS:
            with suppress(ImportError):  # the last part is a name inside the module
                importlib.import_module(name.rpartition(".")[0] or name)
    gc.freeze()  # a collection in a child need not look at all that again
    sys.pycache_prefix, sys.dont_write_bytecode = f"{folder}/compiled", False


if __name__ == "__main__":
    sys.exit(main())
