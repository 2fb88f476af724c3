"""The list of guards says what is there; `python -m tests.guards` sees each test turn red."""

import ast

import pytest

from tests.guards.listed import Guard, guards
from tests.tree import ROOT

SERVICES = ("referral", "volunteers", "casework", "reporting")
LEAST = 40


def name_of(guard: Guard) -> str:
    return guard.name


@pytest.mark.parametrize("guard", guards(), ids=name_of)
def test_a_guard_stands_where_the_list_says_and_can_be_taken_out(guard: Guard) -> None:
    changed = guard.without()
    assert changed != (ROOT / guard.file).read_text(encoding="utf-8")
    if guard.file.endswith(".py"):
        compile(changed, guard.file, "exec")


@pytest.mark.parametrize("guard", guards(), ids=name_of)
def test_the_test_of_a_guard_is_there(guard: Guard) -> None:
    path, _, name = guard.test.partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert name.partition("[")[0] in functions


def test_guards_of_every_kind_and_service_are_listed() -> None:
    assert len({guard.name for guard in guards()}) == len(guards()) >= LEAST
    files = " ".join(guard.file for guard in guards())
    assert [name for name in SERVICES if f"services/{name}/" not in files] == []
