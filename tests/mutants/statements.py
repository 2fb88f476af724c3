"""How a statement can be broken: a guard that lets pass, a check not made, a case not met."""

import ast
from collections.abc import Iterator

from tests.mutants.broken import turns_around

LEAVING = (ast.Raise, ast.Return, ast.Continue, ast.Break)


def instead_of(node: ast.AST, *, within: ast.AST | None) -> Iterator[ast.AST]:
    """Each node that can stand in the place of this statement; `within` is its function."""
    match node:
        case ast.If():
            if not turns_around(node.test):
                yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
            if _is_guard(node):
                yield ast.Pass()
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            pass  # no case comes there, which mypy proves
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            yield ast.Pass()
        case ast.match_case(pattern=pattern) if not _matches_all(pattern):
            yield from _cases(node, within)


def _is_guard(node: ast.If) -> bool:
    return not node.orelse and isinstance(node.body[-1], LEAVING)


def _matches_all(pattern: ast.pattern) -> bool:
    return isinstance(pattern, ast.MatchAs) and pattern.pattern is None


def _cases(node: ast.match_case, within: ast.AST | None) -> Iterator[ast.AST]:
    """The case happens, and nothing comes of it: what a fold answers then is itself."""
    nothing: ast.stmt = ast.Pass()
    if isinstance(node.body[-1], ast.Return):
        nothing = ast.Return(ast.Name("self", ast.Load()) if _is_method(within) else None)
    if ast.dump(nothing) != ast.dump(node.body[-1]):
        yield ast.match_case(node.pattern, node.guard, [nothing])


def _is_method(function: ast.AST | None) -> bool:
    match function:
        case ast.FunctionDef(args=ast.arguments(args=[ast.arg(arg="self"), *_])):
            return True
    return False
