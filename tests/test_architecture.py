"""What modules may touch: rules stay pure, Kafka in one place, imports do nothing.

Who may import whom is kept by the contracts in pyproject.toml (`make lint`).
"""

import subprocess
import sys

import pytest

from tests.tree import ROOT, Module, defined_in, modules

pytestmark = pytest.mark.xdist_group("tree")  # each file of ours is parsed once for all of them
PURE = {"events", "domain"}
PURE_MACHINERY = {"shared.kernel.events", "shared.kernel.aggregate", "shared.kernel.days"}
PURE_LIBRARIES = {"holidays"}  # the same days give the same holidays

# Rules and events read no clock, file, network, random number or thread: these are passed in.
WORLD = {"io", "os", "pathlib", "random", "secrets", "socket", "sqlite3", "threading", "time"}
WORLDLY_CALLS = {"now", "today", "utcnow", "uuid1", "uuid4", "open"}

OURS = {module.name: module for module in modules("services", "shared")}
RULES = [each for each in modules("services") if each.name.rpartition(".")[2] in PURE]


def test_events_and_rules_touch_no_machinery() -> None:
    seen: set[str] = set()
    assert [wrong for module in RULES for wrong in _impurities(module, seen=seen)] == []


def test_events_and_rules_read_no_clock_and_draw_no_ids() -> None:
    assert [
        f"{module.name} calls {call}" for module in RULES for call in module.calls & WORLDLY_CALLS
    ] == []


def test_kafka_is_known_in_one_package_only() -> None:
    users = [
        module.path.parent
        for module in OURS.values()
        if any(name.split(".")[0] == "kafka" for name in module.imports)
    ]
    assert len(set(users)) <= 1


def test_importing_a_module_opens_nothing_and_reads_no_environment() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.importing"],
        input=" ".join(OURS),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout + run.stderr == ""


def _imports(module: Module) -> list[Module]:
    imported = (defined_in(name, among=OURS) for name in module.imports)
    return [each for each in imported if each]


def _impurities(module: Module, *, seen: set[str]) -> list[str]:
    """What a module and its neighbours of the same service import that is not pure."""
    if module.name in seen:
        return []
    seen.add(module.name)
    neighbours = [
        neighbour for neighbour in _imports(module) if neighbour.name.startswith("services.")
    ]
    own = [f"{module.name} imports {name}" for name in module.imports if not _is_pure(name)]
    return own + [wrong for each in neighbours for wrong in _impurities(each, seen=seen)]


def _is_pure(name: str) -> bool:
    module = defined_in(name, among=OURS)
    if module:
        return module.name.startswith("services") or module.name in PURE_MACHINERY
    top = name.split(".")[0]
    return top in PURE_LIBRARIES or (top in sys.stdlib_module_names and top not in WORLD)
