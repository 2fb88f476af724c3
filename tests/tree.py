"""The project's own source files, read for the tests that keep its layout."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Module:
    """One Python file; `name` is how it is imported."""

    path: Path

    @property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def imports(self) -> list[str]:
        """Full names of what it imports anywhere, such as "shared.kernel.events.event"."""
        names: list[str] = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                names += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names += [f"{node.module}.{alias.name}" for alias in node.names]
        return names

    @cached_property
    def calls(self) -> set[str]:
        """The last names of all that it calls: "now" for datetime.now()."""
        called = [node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call)]
        plain = {node.id for node in called if isinstance(node, ast.Name)}
        return plain | {node.attr for node in called if isinstance(node, ast.Attribute)}

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def classes(self) -> list[str]:
        return [node.name for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef)]

    def length(self) -> int:
        return len(self.text.splitlines())


def modules(*folders: str) -> list[Module]:
    """All Python files below these top folders, in order."""
    paths = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [_module(path) for path in paths]


@cache
def _module(path: Path) -> Module:
    """Each file once, so that every test that walks it shares its syntax tree."""
    return Module(path)


def templates() -> list[Path]:
    return sorted([*ROOT.glob("shared/**/*.html"), *ROOT.glob("services/**/*.html")])


def defined_in(name: str, *, among: dict[str, Module]) -> Module | None:
    """The module of ours that holds an imported name; None when it is not ours."""
    while name and name not in among:
        name = name.rpartition(".")[0]
    return among.get(name)
