"""What counts as a broken rule, and that it keeps its id."""

import ast
from pathlib import Path
from textwrap import dedent

import pytest

from tests.mutants.broken import Enums
from tests.mutants.changes import changes
from tests.mutants.mutants import Source, enums_of, mutants_of, sample

ENUMS: Enums = {"Status": ("OPEN", "CLOSED", "LOST")}


def broken(text: str) -> list[str]:
    return [f"{each.before} → {each.after}" for each in changes(ast.parse(dedent(text)), ENUMS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = a < b", ["a < b → a <= b"]),
        ("x = a is b", ["a is b → a is not b"]),
        ("x = a < b < c", ["a < b < c → a <= b < c", "a < b < c → a < b <= c"]),
        ("x = a and b", ["a and b → a or b", "a and b → b", "a and b → a"]),
        ("x = not a", ["not a → a"]),
        ("x = a if b else c", ["a if b else c → c if b else a"]),
        ("x = a + b", ["a + b → a - b"]),
        ("x = min(a, b)", ["min(a, b) → max(a, b)"]),
        ("x = any(a)", ["any(a) → all(a)"]),
        ("x = sum(a)", ["sum(a) → max(a, default=0)"]),
        ("x = sorted(a, key=b)", ["sorted(a, key=b) → list(a)"]),
        ("x = replace(self, a=b)", ["replace(self, a=b) → replace(self)"]),
        ("x = 7", ["x = 7 → x = 8", "x = 7 → x = 6"]),
        ("x = True", ["x = True → x = False"]),
        ("x = Status.LOST", ["x = Status.LOST → x = Status.OPEN"]),
        (
            "from statistics import median as middle",
            ["from statistics import median as middle → from statistics import mean as middle"],
        ),
        ("check(a)", ["check(a) → nothing"]),
    ],
)
def test_a_rule_is_broken_in_each_of_its_ways(text: str, expected: list[str]) -> None:
    assert broken(text) == expected


def test_a_list_of_members_loses_each_of_them_or_takes_its_neighbour() -> None:
    assert broken("x = {Status.OPEN, Status.LOST}") == [
        "{Status.OPEN, Status.LOST} → {Status.LOST}",
        "{Status.OPEN, Status.LOST} → {Status.OPEN}",
        "{Status.OPEN, Status.LOST} → {Status.CLOSED, Status.LOST}",
        "{Status.OPEN, Status.LOST} → {Status.OPEN, Status.OPEN}",
    ]


def test_a_guard_is_turned_around_and_taken_away() -> None:
    assert broken("def f():\n    if a:\n        raise Refused('no', code=3)\n    return b") == [
        "if a: raise Refused('no', code=3) → if not a: raise Refused('no', code=3)",
        "if a: raise Refused('no', code=3) → nothing",
    ]


def test_a_filter_lets_everything_through() -> None:
    assert broken("x = [a for a in b if c]") == ["[a for a in b if c] → [a for a in b]"]


def test_a_fold_does_not_meet_an_event() -> None:
    fold = """
        def evolve(self, event):
            match event:
                case Opened():
                    return a
                case _:
                    assert_never(event)
        """
    assert broken(fold)[0] == "case Opened(): return a → case Opened(): return self"


def test_classes_texts_and_messages_are_no_rules() -> None:
    text = """
        Talk = Asked | Answered
        x: int | None = None
        y = ("One word", "and another")
        def f(a: Literal[1]) -> Literal[2]:
            "Return 3."
            raise Refused(code=4)
        """
    assert broken(text) == []


def test_an_id_stays_when_its_line_moves_and_tells_two_that_say_the_same(tmp_path: Path) -> None:
    path, source = tmp_path / "rules.py", Source("services.gate.rules", tmp_path / "rules.py")
    path.write_text("def f(a):\n    return g(a < 1), h(a < 1)\n", encoding="utf-8")
    before = list(mutants_of(source, {}))
    path.write_text(f'"""Text."""\n\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    after = list(mutants_of(source, {}))
    assert [mutant.id for mutant in after] == [mutant.id for mutant in before]
    assert [after[0].line - before[0].line, after[0].id] == [2, "gate.rules:f: a < 1 → a <= 1"]
    assert "gate.rules:f: a < 1 → a <= 1 (2)" in {mutant.id for mutant in after}


def test_the_same_seed_chooses_the_same_and_another_seed_others(tmp_path: Path) -> None:
    source = Source("rules", tmp_path / "rules.py")
    source.path.write_text("\n".join(f"x{n} = {n}" for n in range(50)), encoding="utf-8")
    every = list(mutants_of(source, {}))
    chosen = sample(every, seed="1", most=10)
    assert (len(chosen), chosen) == (10, sample(every[::-1], seed="1", most=10))
    assert chosen != sample(every, seed="2", most=10)
    assert len(sample(every, seed="1", most=1000)) == 100


def test_the_members_of_an_enum_are_known_by_its_class(tmp_path: Path) -> None:
    path = tmp_path / "codes.py"
    path.write_text("class Status(StrEnum):\n    OPEN = 'o'\n    LOST = 'l'\n", encoding="utf-8")
    assert enums_of([Source("codes", path)]) == {"Status": ("OPEN", "LOST")}


@pytest.mark.parametrize(
    ("name", "has_rules"),
    [
        ("services.casework.cases.domain", True),
        ("services.casework.cases.policy", True),
        ("services.reporting.indicators.waiting", True),
        ("services.referral.referrals.disclosure", True),
        ("services.casework.cases.domain.closing", True),
        ("services.reporting.disclosure.cells", False),
        ("services.referral.eligibility.rules", True),
        ("services.referral.eligibility.views", False),
        ("services.casework.cases.pages", False),
    ],
)
def test_modules_with_rules_are_found_by_their_names(name: str, has_rules: bool) -> None:
    assert Source(name, Path("x.py")).has_rules is has_rules
