"""The style that can be counted: sizes, names, what tests and templates leave out."""

import ast
import re
from pathlib import Path

import pytest

from tests.tree import ROOT, Module, modules, templates

pytestmark = pytest.mark.xdist_group("tree")  # each file of ours is parsed once for all of them
FILE_LINES, FILE_LIMIT = 200, 300
FUNCTION_LINES, FUNCTION_LIMIT = 25, 40
TEMPLATE_LINES, TEMPLATE_LIMIT = 80, 120
ONE_IN = 10  # of how many one may pass the wish, though never the limit

VAGUE = re.compile(r"Manager|Helper|Utils?|Impl|Abstract|(Base|Data|Info)$")
STATELESS = re.compile(r"(Updated|Changed|Event)$")  # not facts that somebody would tell
BARE_IGNORE = re.compile(r"#\s*type:\s*ignore(?!\[[\w, -]+\])|#\s*noqa(?!: \w+)")
OPEN_QUESTION = re.compile(r"\b(TODO|FIXME|XXX)\b(?!.*#\d)")

# Words of the trade: what shared/ may not know, so that it could serve a product about bicycles.
TRADE = re.compile(
    r"\b(referrals?|volunteers?|casework\w*|municipal\w*|child|kaveri\w*|famil(y|ies)|ngos?"
    r"|guardians?|social (care|work\w*|services)|wellbeing|neuvola|schools?|coordinators?)\b",
    re.IGNORECASE,
)
FORBIDDEN_IN_TEMPLATES = {
    "a style of its own": re.compile(r"\sstyle\s*=|<style", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)|\son[a-z]+\s*=", re.IGNORECASE),
    "a panel opened by what was wrong elsewhere": re.compile(
        r"open=(problem\)|problem or forms|forms\.\w+\.errors)"
    ),
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\("),
}

Function = ast.FunctionDef | ast.AsyncFunctionDef
CODE = modules("services", "shared", "deploy")
ALL = CODE + modules("tests")


def test_no_file_is_too_long() -> None:
    sizes = {module.name: module.length() for module in ALL}
    assert _over(sizes, FILE_LIMIT) == {}
    assert len(_over(sizes, FILE_LINES)) <= len(sizes) / ONE_IN, _over(sizes, FILE_LINES)


def test_no_function_is_too_long() -> None:
    sizes = {
        f"{module.name}.{each.name}": _lines(each) for module in ALL for each in module.functions()
    }
    assert _over(sizes, FUNCTION_LIMIT) == {}
    assert len(_over(sizes, FUNCTION_LINES)) <= len(sizes) / ONE_IN, _over(sizes, FUNCTION_LINES)


def test_no_template_is_too_long() -> None:
    pages = [path for path in templates() if path.parent.name != "macros"]  # those hold many
    sizes = {_name(path): len(path.read_text().splitlines()) for path in pages}
    assert _over(sizes, TEMPLATE_LIMIT) == {}
    assert len(_over(sizes, TEMPLATE_LINES)) <= len(sizes) / ONE_IN, _over(sizes, TEMPLATE_LINES)


def test_names_say_what_a_thing_is() -> None:
    assert [
        f"{module.name}.{name}" for module in ALL for name in module.classes() if VAGUE.search(name)
    ] == []


def test_events_are_named_for_what_happened() -> None:
    assert [
        f"{module.name}.{name}"
        for module in modules("services")
        if "events" in module.name.split(".")
        for name in module.classes()
        if STATELESS.search(name)
    ] == []


def test_every_module_says_what_it_is() -> None:
    assert [module.name for module in CODE if not ast.get_docstring(module.tree)] == []


@pytest.mark.parametrize("pattern", [BARE_IGNORE, OPEN_QUESTION], ids=["ignores", "to do"])
def test_what_is_left_open_says_why(pattern: re.Pattern[str]) -> None:
    assert [where for module in CODE for where in _lines_with(pattern, module.path)] == []


def test_tests_wait_for_conditions_and_replace_nothing() -> None:
    assert [
        f"{module.name} uses {what}"
        for module in modules("tests")
        for what in [*_sleeps(module), *_mocks(module)]
    ] == []


def test_shared_machinery_knows_no_word_of_the_trade() -> None:
    files = [path for path in (ROOT / "shared").rglob("*.*") if path.suffix in {".py", ".html"}]
    assert [where for path in files for where in _lines_with(TRADE, path)] == []


@pytest.mark.parametrize("what", FORBIDDEN_IN_TEMPLATES)
def test_a_template_has_no(what: str) -> None:
    pattern = FORBIDDEN_IN_TEMPLATES[what]
    assert [where for path in templates() for where in _lines_with(pattern, path)] == []


def _over(sizes: dict[str, int], limit: int) -> dict[str, int]:
    return {name: size for name, size in sizes.items() if size > limit}


def _lines(function: Function) -> int:
    """Lines of a function from its name on; what it defines inside counts for itself."""
    inside = [node for node in function.body if isinstance(node, Function)]
    docstring = function.body[:1] if ast.get_docstring(function) else []
    return _span(function) - sum(_span(node) for node in [*inside, *docstring])


def _span(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _lines_with(pattern: re.Pattern[str], path: Path) -> list[str]:
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return [
        f"{_name(path)}:{number}: {line.strip()}" for number, line in lines if pattern.search(line)
    ]


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _sleeps(module: Module) -> set[str]:
    return module.calls & {"sleep"}


def _mocks(module: Module) -> list[str]:
    mocked = [name for name in module.imports if name.startswith(("unittest.mock", "mock."))]
    return mocked + sorted(module.calls & {"setattr"} if "monkeypatch" in module.text else [])
