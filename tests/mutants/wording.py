"""How a change is told in one short line."""

import ast
from itertools import takewhile

MOST = 72  # characters of each side
BEFORE = 28  # of them, what is shown before the difference


def in_words(node: ast.AST) -> str:
    """The node as it would be written, in one line; of a block its head."""
    match node:
        case ast.If():
            return f"if {in_words(node.test)}: {in_words(node.body[-1])}"
        case ast.match_case():
            return f"case {in_words(node.pattern)}: {in_words(node.body[-1])}"
        case ast.Pass():
            return "nothing"
    return " ".join(ast.unparse(node).split())


def differing(before: str, after: str) -> tuple[str, str]:
    """Both, cut to where they differ."""
    if max(len(before), len(after)) <= MOST:
        return before, after
    pairs = zip(before, after, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    begin = max(same - BEFORE, 0)
    return _cut(before, begin), _cut(after, begin)


def _cut(text: str, begin: int) -> str:
    end = begin + MOST
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"
