"""The texts in the source of a class: its docstring, and the comment beside each field.

A field with a unit, a format or a special value has a comment for its readers, and that comment
is its description in the contract. A class without source has no description.
"""

import ast
import inspect
import io
import tokenize
from dataclasses import dataclass, field
from functools import cache
from textwrap import dedent


@dataclass(frozen=True)
class Texts:
    """The texts of one class alone; its bases have their own."""

    docstring: str = ""
    comments: dict[str, str] = field(default_factory=dict)


@cache
def texts_of(cls: type) -> Texts:
    """The docstring and the comments of a class, empty where it has none."""
    try:
        source = dedent(inspect.getsource(cls))
    except (OSError, TypeError):
        return Texts()
    (node,) = ast.parse(source).body
    if not isinstance(node, ast.ClassDef):
        return Texts()
    comments = _comments(source)
    by_field = {
        statement.target.id: comments[statement.end_lineno or statement.lineno]
        for statement in node.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
        if (statement.end_lineno or statement.lineno) in comments
    }
    return Texts(ast.get_docstring(node) or "", by_field)


def _comments(source: str) -> dict[int, str]:
    """The comment of each line that has one."""
    return {
        token.start[0]: token.string.lstrip("# ").strip()
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
