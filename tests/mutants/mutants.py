"""The mutants of a source tree: which modules hold rules, and each way to break one of them."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.mutants.broken import Enums
from tests.mutants.changes import changes

FOLDERS = ("shared", "services")
# By the last part of their names, wherever a chapter lies, or as a package of such modules.
RULES = re.compile(
    r"\.(domain|rules|policy|guards|eligibility|phases|disclosure|indicators)$"
    r"|\.(domain|rules|policy|guards|indicators)\.\w+$"
)


@dataclass(frozen=True)
class Source:
    """One file of the tree, by the name under which it is imported."""

    name: str
    path: Path

    @property
    def has_rules(self) -> bool:
        return bool(RULES.search(self.name)) and self.path.name != "__init__.py"

    def parse(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    def imports(self) -> Iterator[str]:
        """Full names of what it imports anywhere, such as "shared.kernel.events.event"."""
        for node in ast.walk(self.parse()):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


@dataclass(frozen=True)
class Mutant:
    """A module with one rule broken: its `number`-th change."""

    id: str
    source: Source
    number: int
    line: int
    lines: range
    at_import: bool

    def tree(self, enums: Enums) -> ast.Module:
        """The module as it would be, to be compiled."""
        tree = self.source.parse()
        for number, change in enumerate(changes(tree, enums)):
            if number == self.number:
                change.make()
                return ast.fix_missing_locations(tree)
        raise LookupError(f"{self.source.name} has no change {self.number}.")


def sources(root: Path, *folders: str) -> list[Source]:
    """All files below these folders, or those that may hold rules, in order."""
    paths = (
        path for folder in folders or FOLDERS for path in sorted((root / folder).rglob("*.py"))
    )
    return [Source(_name(path.relative_to(root)), path) for path in paths]


def enums_of(modules: list[Source]) -> Enums:
    """The members of every enum, by the name of its class."""
    return {
        each.name: tuple(_members(each))
        for source in modules
        for each in ast.walk(source.parse())
        if isinstance(each, ast.ClassDef) and any("Enum" in ast.unparse(b) for b in each.bases)
    }


def mutants_of(source: Source, enums: Enums) -> Iterator[Mutant]:
    """Every change of one module; where two say the same, the later has a number in its id."""
    chapter = ".".join(source.name.split(".")[-2:])
    seen: Counter[str] = Counter()
    for number, change in enumerate(changes(source.parse(), enums)):
        words = f"{change.before} → {change.after}"
        name = f"{chapter}:{change.scope}: {words}"
        seen[name] += 1
        again = f" ({seen[name]})" if seen[name] > 1 else ""
        yield Mutant(
            id=name + again,
            source=source,
            number=number,
            line=change.line,
            lines=change.lines,
            at_import=change.at_import,
        )


def sample(every: Sequence[Mutant], *, seed: str, most: int) -> list[Mutant]:
    """In an order that their ids and the seed decide, whatever the order of the files."""
    in_order = sorted(every, key=lambda mutant: mutant.id)
    return Random(seed).sample(in_order, min(most, len(in_order)))


def _name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _members(enum: ast.ClassDef) -> Iterator[str]:
    for each in enum.body:
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
            yield each.targets[0].id
