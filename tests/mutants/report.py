"""What is said of the trials while they run, and in the end."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.mutants.allowed import Allowed
from tests.mutants.coverage_map import CoverageMap
from tests.mutants.mutants import Mutant
from tests.mutants.pool import TOO_LONG
from tests.mutants.trials import Outcome

MOST_PERCENT = 5  # of the mutants may survive without a reason
EACH = 100  # trials, a line


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def recorded(coverage: CoverageMap) -> None:
    seconds = sum(coverage.seconds.values())
    say(f"{len(coverage.seconds)} tests take {seconds:.0f} s of a processor together.")
    for test in coverage.unfit:
        say(f"left out, since it fails or is skipped without any change: {test}")


def following(outcomes: Iterable[Outcome], *, root: Path) -> Iterator[Outcome]:
    """The outcomes, each survivor told at once."""
    for number, outcome in enumerate(outcomes, start=1):
        if outcome.survived:
            say(_survivor(outcome, root=root))
        if not number % EACH:
            say(f"{number} tried")
        yield outcome


def conclude(
    outcomes: Iterable[Outcome], allowed: Allowed, *, every: Sequence[Mutant], chosen: int
) -> int:
    """Tell the rate and what is stale; the exit code."""
    ended = list(outcomes)
    survivors = [each.mutant.id for each in ended if each.survived]
    unreasoned = sorted(name for name in survivors if name not in allowed.reasons)
    died = {each.mutant.id for each in ended if not each.survived}
    for name in allowed.stale(every=[mutant.id for mutant in every], died=died):
        say(f"stale in allowed.toml: {name}")
    if unreasoned:
        say("Survivors without a reason:")
    for name in unreasoned:
        say(f"  {name}")
    endless = sum(each.code == TOO_LONG for each in ended)
    percent = 100 * len(unreasoned) / max(len(ended), 1)
    say(
        f"{len(ended)} of {chosen} tried: {len(died)} noticed ({endless} by coming to no end), "
        f"{len(survivors)} survived, {len(survivors) - len(unreasoned)} of them with a reason. "
        f"{percent:.1f} % survive without one; at most {MOST_PERCENT} % may."
    )
    return int(percent > MOST_PERCENT)


def _survivor(outcome: Outcome, *, root: Path) -> str:
    mutant = outcome.mutant
    where = f"{mutant.source.path.relative_to(root)}:{mutant.line}"
    passed = f"{outcome.tried_tests} of {outcome.tests} tests that run it pass"
    why = passed if outcome.tests else "no test runs it"
    return f"{where} survived ({why})\n  {mutant.id}"
