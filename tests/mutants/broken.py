"""How one expression, statement or case can say something else than its author meant.

Borders move by one, conditions fall away, filters let all through, members of an enum become
their neighbour. Texts for people are not rules: they stay.
"""

import ast
import copy
from collections.abc import Iterator, Mapping

Enums = Mapping[str, tuple[str, ...]]  # class -> its members in order

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any"}
AVERAGES = {"median": "mean", "mean": "median"}
COPYING = "replace"  # a frozen value with other fields: each is something remembered


def instead_of(node: ast.AST, enums: Enums) -> Iterator[ast.AST]:
    """Each node that can stand in the place of this one, and breaks one rule."""
    match node:
        case ast.Compare():
            yield from _comparisons(node)
        case ast.BoolOp():
            yield from _conditions(node)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.IfExp() if not turns_around(node.test):
            yield ast.IfExp(node.test, node.orelse, node.body)
        case ast.BinOp() if type(node.op) in ARITHMETIC and not _is_type(node):
            yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
        case ast.Constant():
            yield from _constants(node.value)
        case ast.Attribute(value=ast.Name(id="statistics"), attr=name) if name in AVERAGES:
            yield ast.Attribute(node.value, AVERAGES[name], ast.Load())
        case ast.Attribute():
            yield from _neighbours(node, enums)
        case ast.Call():
            yield from _calls(node)
        case ast.Set() | ast.List() | ast.Tuple():
            yield from _without_an_element(node, enums)
        case ast.comprehension():
            for filtered in node.ifs:
                others = [each for each in node.ifs if each is not filtered]
                yield ast.comprehension(node.target, node.iter, others, node.is_async)
        case ast.ImportFrom(module="statistics"):
            yield from _averages(node)


def turns_around(test: ast.expr) -> bool:
    """Whether breaking the condition itself is already to say its contrary."""
    match test:
        case ast.Compare(ops=[ast.Lt() | ast.LtE() | ast.Gt() | ast.GtE()]):
            return False
        case ast.Compare(ops=[_]) | ast.UnaryOp(op=ast.Not()):
            return True
    return False


def is_member(node: ast.AST, enums: Enums) -> bool:
    """Whether it names a member of an enum, such as `Status.OPEN`."""
    match node:
        case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name), attr=member):
            return member in enums.get(name, ())
    return False


def _comparisons(node: ast.Compare) -> Iterator[ast.AST]:
    for at, operator in enumerate(node.ops):
        other = COMPARISONS[type(operator)]()
        yield ast.Compare(node.left, [*node.ops[:at], other, *node.ops[at + 1 :]], node.comparators)


def _conditions(node: ast.BoolOp) -> Iterator[ast.AST]:
    """`and` for `or`, and each condition left out."""
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield ast.BoolOp(other, node.values)
    for condition in node.values:
        rest = [each for each in node.values if each is not condition]
        yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _constants(value: object) -> Iterator[ast.AST]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield from (ast.Constant(value + 1), ast.Constant(value - 1))


def _neighbours(node: ast.Attribute, enums: Enums) -> Iterator[ast.AST]:
    if is_member(node, enums):
        holder = node.value
        name = holder.id if isinstance(holder, ast.Name) else getattr(holder, "attr", "")
        members = enums[name]
        following = members[(members.index(node.attr) + 1) % len(members)]
        if following != node.attr:
            yield ast.Attribute(holder, following, ast.Load())


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    match node.func:
        case ast.Name(id="sum") if node.args:
            yield ast.Call(ast.Name("max", ast.Load()), node.args[:1], [_keyword("default", 0)])
        case ast.Name(id="sorted") if node.args:
            yield ast.Call(ast.Name("list", ast.Load()), node.args[:1], [])
        case ast.Name(id=name) if name in FUNCTIONS:
            yield ast.Call(ast.Name(FUNCTIONS[name], ast.Load()), node.args, node.keywords)
        case ast.Name(id=name) if name == COPYING:
            for left_out in node.keywords:
                rest = [each for each in node.keywords if each is not left_out]
                yield ast.Call(node.func, node.args, rest)


def _keyword(name: str, value: int) -> ast.keyword:
    return ast.keyword(name, ast.Constant(value))


def _without_an_element(node: ast.Set | ast.List | ast.Tuple, enums: Enums) -> Iterator[ast.AST]:
    """A list of what counts, without one of it; other displays are no rules."""
    listed = [_is_listed(each, enums) for each in node.elts]
    if not listed or not all(listed) or not isinstance(getattr(node, "ctx", None), ast.Load | None):
        return
    for left_out in node.elts:
        rest = [each for each in node.elts if each is not left_out]
        yield _display(node, rest)


def _display(node: ast.Set | ast.List | ast.Tuple, rest: list[ast.expr]) -> ast.AST:
    if isinstance(node, ast.Set) and not rest:
        return ast.Call(ast.Name("set", ast.Load()), [], [])
    other = copy.copy(node)
    other.elts = rest
    return other


def _is_listed(node: ast.expr, enums: Enums) -> bool:
    match node:
        case ast.Constant(value=str() as text):
            return text.isidentifier() and (text.islower() or text.isupper())  # a name, no word
        case ast.Starred(value=ast.Name(id=name)):
            return name.isupper()
    return is_member(node, enums)


def _averages(node: ast.ImportFrom) -> Iterator[ast.AST]:
    for at, alias in enumerate(node.names):
        if alias.name in AVERAGES:
            other = ast.alias(AVERAGES[alias.name], alias.asname or alias.name)
            names = [*node.names[:at], other, *node.names[at + 1 :]]
            yield ast.ImportFrom(node.module, names, node.level)


def _is_type(node: ast.expr) -> bool:
    """Whether `A | B` joins classes, which is no arithmetic."""
    match node:
        case ast.BinOp(op=ast.BitOr()):
            return _is_type(node.right)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name[:1].isupper() and not name.isupper()
    return isinstance(node, ast.Constant) and node.value is None
