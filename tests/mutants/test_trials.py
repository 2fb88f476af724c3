"""A small tree with strong, weak, untested and excused rules, and what is said of each."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

import pytest

from tests.mutants.pool import CRASHED, TOO_LONG

RULES = '''
    """The rules of a gate."""

    OPENS = 8


    def may_enter(age: int) -> bool:
        return age >= 18


    def may_leave(age: int) -> bool:
        return age > 3


    def may_shout(hour: int) -> bool:
        return hour == OPENS


    def may_sing(voices: int) -> bool:
        return voices != OPENS
'''
TESTS = """
    import pytest

    from services.gate.rules import may_enter, may_leave, may_shout


    @pytest.fixture(scope="module")
    def shouting() -> list[bool]:
        return [may_shout(hour) for hour in (7, 8, 9)]


    def test_eighteen_is_enough() -> None:
        assert [may_enter(17), may_enter(18)] == [False, True]


    def test_a_child_leaves() -> None:
        assert may_leave(9)


    def test_the_shouting_is_heard_at_eight(shouting: list[bool]) -> None:
        assert shouting == [False, True, False]


    def test_that_fails_whatever_the_rules_say() -> None:
        assert not may_enter(18)
"""
ALLOWED = """
    "gate.rules:may_leave: age > 3 → age >= 3" = "Nobody is three here."
    "gate.rules:may_enter: age >= 18 → age > 18" = "It is noticed by now."
    "gate.rules:may_fly: wings → not wings" = "There is no such rule."
"""
FILES = {
    "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "--import-mode=importlib"\n',
    "services/__init__.py": "",
    "services/gate/__init__.py": "",
    "services/gate/rules.py": RULES,
    "tests/gate/test_rules.py": TESTS,
    "tests/mutants/allowed.toml": ALLOWED,
}
NOTICED = {  # a border on both sides, a shared fixture, a constant of the module
    "gate.rules:may_enter: age >= 18 → age > 18",
    "gate.rules:may_enter: age >= 18 → age >= 19",
    "gate.rules:may_enter: age >= 18 → age >= 17",
    "gate.rules:may_shout: hour == OPENS → hour != OPENS",
    "gate.rules:: OPENS = 8 → OPENS = 9",
    "gate.rules:: OPENS = 8 → OPENS = 7",
}
SURVIVORS = {
    "gate.rules:may_leave: age > 3 → age >= 3": "1 of 1 tests that run it pass",
    "gate.rules:may_leave: age > 3 → age > 4": "1 of 1 tests that run it pass",
    "gate.rules:may_leave: age > 3 → age > 2": "1 of 1 tests that run it pass",
    "gate.rules:may_sing: voices != OPENS → voices == OPENS": "no test runs it",
}

Run = subprocess.CompletedProcess[str]


def planted(root: Path, **files: str) -> Path:
    for name, text in (FILES | files).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(dedent(text), encoding="utf-8")
    return root


def mutants(root: Path, **environment: str) -> Run:
    return subprocess.run(
        [sys.executable, "-m", "tests.mutants"],
        cwd=root,
        env=os.environ | {"SEED": "1", "MOST": "", "MINUTES": ""} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted(tmp_path_factory.mktemp("tree"))


@pytest.fixture(scope="module")
def run(tree: Path) -> Run:
    return mutants(tree)


def test_weak_and_untested_rules_survive_and_strong_ones_do_not(run: Run) -> None:
    survivors = {
        name.strip(): line.partition("(")[2].rstrip(")")
        for line, name in pairwise(run.stdout.splitlines())
        if " survived (" in line
    }
    assert survivors == SURVIVORS, run.stdout + run.stderr
    assert f"{len(NOTICED) + len(SURVIVORS)} of 10 tried: {len(NOTICED)} noticed" in run.stdout


def test_too_many_survivors_without_a_reason_are_a_failure_and_say_the_rate(run: Run) -> None:
    assert (run.returncode, "30.0 % survive without one" in run.stdout) == (1, True)


def test_an_excuse_for_what_is_no_survivor_is_stale(run: Run) -> None:
    stale = [line for line in run.stdout.splitlines() if line.startswith("stale")]
    assert stale == [
        "stale in allowed.toml: gate.rules:may_enter: age >= 18 → age > 18",
        "stale in allowed.toml: gate.rules:may_fly: wings → not wings",
    ]


def test_a_test_that_fails_without_any_change_notices_nothing(run: Run) -> None:
    left_out = "tests/gate/test_rules.py::test_that_fails_whatever_the_rules_say"
    assert f"left out, since it fails or is skipped without any change: {left_out}" in run.stdout


def test_no_file_is_touched(run: Run, tree: Path) -> None:
    files = [path for path in tree.rglob("*.*") if path.is_file() and ".cache" not in path.parts]
    assert {str(path.relative_to(tree)): path.read_text() for path in files} == {
        name: dedent(text) for name, text in FILES.items()
    }


def test_excused_survivors_are_no_failure(tmp_path: Path) -> None:
    excused = "\n".join(f'"{name}" = "It is only an example."' for name in SURVIVORS)
    excused_run = mutants(planted(tmp_path, **{"tests/mutants/allowed.toml": excused}))
    assert (excused_run.returncode, "0.0 % survive without one" in excused_run.stdout) == (0, True)


ENDLESS = """
import signal, sys
from pathlib import Path
from tests.mutants.pool import Job, in_a_fork, run

def endless():
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, 0.1)
    while True:
        pass

def waiting():
    signal.pause()

jobs = [
    Job("endless", lambda: in_a_fork(endless), Path(sys.argv[1]), 60.0),
    Job("waiting", waiting, Path(sys.argv[1]), 0.1),
    Job("raising", lambda: 1 // 0, Path(sys.argv[1]), 60.0),
    Job("three", lambda: 3, Path(sys.argv[1]), 60.0),
]
print(sorted((job.name, code) for job, code in run(jobs, size=2)))
"""


def test_what_comes_to_no_end_is_ended(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ENDLESS, str(tmp_path / "output")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == str(
        [("endless", TOO_LONG), ("raising", CRASHED), ("three", 3), ("waiting", TOO_LONG)]
    )
