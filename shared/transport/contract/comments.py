"""What the source says of a class: its docstring, and the comment beside each field.

A field with a unit, a format or a special value says so beside it, for whoever reads the field;
so that comment is its description. Where a class has no source to read, it has no description.
"""

import ast
import inspect
import io
import tokenize
from dataclasses import dataclass, field
from functools import cache
from textwrap import dedent


@dataclass(frozen=True)
class Said:
    """The words of one class alone; what it inherits is said by its bases."""

    of_itself: str = ""
    of_fields: dict[str, str] = field(default_factory=dict)


@cache
def said_of(cls: type) -> Said:
    """The docstring and the comments of a class, empty where it has none."""
    try:
        source = dedent(inspect.getsource(cls))
    except (OSError, TypeError):
        return Said()
    (node,) = ast.parse(source).body
    if not isinstance(node, ast.ClassDef):
        return Said()
    comments = _comments(source)
    beside = {
        statement.target.id: comments[statement.end_lineno or statement.lineno]
        for statement in node.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
        if (statement.end_lineno or statement.lineno) in comments
    }
    return Said(ast.get_docstring(node) or "", beside)


def _comments(source: str) -> dict[int, str]:
    """The comment of each line that has one."""
    return {
        token.start[0]: token.string.lstrip("# ").strip()
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
