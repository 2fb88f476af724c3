"""All changes that break one rule of a module, in the order of its text.

A change is made in the syntax tree that it was found in, never in a file. Its id names the
function and both sayings, so that it stays the same when lines move.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.mutants import broken, statements
from tests.mutants.broken import Enums
from tests.mutants.wording import differing, in_words

# Annotations and patterns are what mypy checks; messages and decorators are no rules.
LEFT_ALONE = {"annotation", "returns", "decorator_list", "bases", "pattern", "type_params"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Place:
    """Where a node stands in the tree."""

    parent: ast.AST
    field: str
    at: int | None  # in a list of nodes

    def put(self, node: ast.AST) -> None:
        if self.at is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.at] = node


@dataclass(frozen=True)
class Change:
    """One rule broken; `make` breaks it in the tree that it was found in."""

    scope: str  # such as "Referral.offer"; empty for the module
    before: str
    after: str
    line: int
    lines: range  # a test that runs one of these comes by it
    at_import: bool  # it takes effect when the module is imported
    place: Place
    old: ast.AST
    new: ast.AST

    def make(self) -> None:
        self.place.put(ast.copy_location(self.new, self.old))


@dataclass(frozen=True)
class _Where:
    scope: str = ""
    function: ast.AST | None = None
    at_import: bool = True
    lines: range = range(0)

    def inside(self, node: ast.AST, field: str) -> "_Where":
        match node:
            case ast.ClassDef():
                return replace(self, scope=f"{self.scope}.{node.name}".lstrip("."))
            case ast.FunctionDef() | ast.AsyncFunctionDef() if field == "body":
                scope = f"{self.scope}.{node.name}".lstrip(".")
                return replace(self, scope=scope, function=node, at_import=False)
            case ast.match_case():
                return replace(self, lines=_lines(node.body[0]))
            case ast.stmt():
                return replace(self, lines=_header(node))
        return self


def changes(tree: ast.AST, enums: Enums) -> Iterator[Change]:
    yield from _walk(tree, _Where(), enums)


def _walk(node: ast.AST, outside: _Where, enums: Enums) -> Iterator[Change]:
    for place, child in _children(node):
        where = outside.inside(node, place.field)
        at = where.inside(child, "")
        for new in (
            *broken.instead_of(child, enums),
            *statements.instead_of(child, within=where.function),
        ):
            yield _change(place, child, new, at)
        yield from _walk(child, where, enums)


def _children(node: ast.AST) -> Iterator[tuple[Place, ast.AST]]:
    if isinstance(node, ast.Raise):
        return
    for field, value in ast.iter_fields(node):
        if field in LEFT_ALONE:
            continue
        if isinstance(value, ast.AST):
            yield Place(node, field, None), value
        elif isinstance(value, list):
            for at, each in enumerate(value):
                if isinstance(each, ast.AST):
                    yield Place(node, field, at), each


def _change(place: Place, old: ast.AST, new: ast.AST, where: _Where) -> Change:
    before, after = differing(*_texts(place, old, new))
    line = getattr(old, "lineno", where.lines.start)
    return Change(
        scope=where.scope,
        before=before,
        after=after,
        line=line,
        lines=where.lines,
        at_import=where.at_import,
        place=place,
        old=old,
        new=new,
    )


def _texts(place: Place, old: ast.AST, new: ast.AST) -> tuple[str, str]:
    """Both sayings; a small node is shown with what it stands in."""
    small = isinstance(old, ast.Constant | ast.Attribute | ast.comprehension)
    whole = place.parent if small else old
    before = in_words(whole)
    place.put(ast.copy_location(new, old))
    after = in_words(whole if small else new)
    place.put(old)
    return before, after


def _header(node: ast.stmt) -> range:
    """The lines that run when the statement is come by; of a block, not what lies inside."""
    match node:
        case ast.If(test=begin) | ast.While(test=begin) | ast.Match(subject=begin):
            return _lines(begin)
        case ast.For(iter=begin):
            return _lines(begin)
    return _lines(node)


def _lines(node: ast.stmt | ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)
