"""Which files of tests can come by a rule: those that import one, or something of the services."""

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from tests.mutants.mutants import FOLDERS, Source, sources

# Their tests ask other processes, where nothing is replaced.
APART = {"bench", "deploy", "faults", "journeys", "mutants", "system", "vendor"}
SERVICES = "services."  # they import each other by names that are put together, too


def files_of_tests(root: Path) -> list[str]:
    """In order, relative to `root`."""
    modules = {source.name: source for source in sources(root, "tests", *FOLDERS)}
    imports = {name: set(_imported(source, modules)) for name, source in modules.items()}
    with_rules = {name for name, source in modules.items() if source.has_rules}
    return [
        str(source.path.relative_to(root))
        for name, source in modules.items()
        if source.path.name.startswith("test_") and not APART & set(name.split("."))
        if any(each in with_rules or each.startswith(SERVICES) for each in _reached(name, imports))
    ]


def _imported(source: Source, modules: Mapping[str, Source]) -> Iterator[str]:
    """The modules that it imports, and the fixtures beside and above it."""
    for name in source.imports():
        yield from (each for each in (name, name.rpartition(".")[0]) if each in modules)
    parts = source.name.split(".")
    fixtures = (".".join([*parts[:depth], "conftest"]) for depth in range(1, len(parts)))
    yield from (name for name in fixtures if name in modules)


def _reached(name: str, imports: Mapping[str, Set[str]]) -> Set[str]:
    reached, waiting = {name}, [name]
    while waiting:
        more = imports[waiting.pop()] - reached
        reached |= more
        waiting += more
    return reached
